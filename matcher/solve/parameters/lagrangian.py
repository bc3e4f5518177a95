"""The subgradient method's steps, what is listed by name, and how large a sum may be."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SubgradientParameters:
    """Of Polyak's step with deflection."""

    reach: float = 0.02
    """The optimum is taken to lie so much above the best bound, as a part of it."""
    memory: float = 0.4
    """The part of the last direction that is kept in the next (deflection)."""
    patience: int = 15
    """Steps without a better bound after which steps become shorter, from the best multipliers."""
    shrink: float = 0.7
    """How much shorter."""
    smallest: float = 0.002
    """Steps shorter than this part of the first no longer matter."""
    again: float = 0.25
    """On another relaxation steps are at least so long again at first."""
    highest: int = 1 << 27
    """No multiplier is higher, so that costs stay whole numbers of 32 bits."""


@dataclass(frozen=True, slots=True)
class DualAscentParameters:
    """Of the ascent on everything, then twice on what reduced costs leave."""

    share: float = 0.4
    """The share of the time or work that it may take."""
    steps_on_all: int = 100
    """Steps on the whole relaxation."""
    steps_on_few: int = 250
    """Steps on each restricted one."""
    restrictions: int = 2
    """How many restricted ones."""
    kept: int = 60
    """Assignments for each seat, all dates together, that a restricted one keeps, about."""
    work_an_assignment: float = 35e-9
    """Deterministic seconds that one assignment counts in a step."""
    work_a_step: float = 1e-3
    """Deterministic seconds that a step counts beside."""


@dataclass(frozen=True, slots=True)
class RelaxationParameters:
    """Of what is listed, and of where sums could pass their width."""

    named: int = 200
    """Listed by name on each date: so many who speak the language, and so many of the others."""
    fewest: int = 24
    """So many at least, however large the problem."""
    assignments: int = 12_000_000
    """So many assignments have room: of large problems fewer are listed by name."""
    dear: int = 1 << 40
    """The cost of somebody who is not free, above that of all who are."""
    dearest: int = 1 << 23
    """No seat may add more to a tier, so that costs with multipliers have 32 bits."""
    most_loss: int = 1 << 52
    """No merged loss may be more, so that its price as a fraction stays exact."""
    seconds_a_pair: float = 2.5e-7
    """Seconds that laying out one pair of an expert and a mission takes, about."""
    patterns: int = 40_000
    """Seat patterns of one programme beyond which its missions count by themselves."""
    cells: int = 1 << 24
    """Cells of the experts' knapsacks that are worked out at once."""


SUBGRADIENT = SubgradientParameters()
DUAL_ASCENT = DualAscentParameters()
RELAXATION = RelaxationParameters()
