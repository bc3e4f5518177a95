"""Patience and sizes of the search for the fewest people on dated tasks."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CoverParameters:
    """Of the rounds of tries, and of what is decided at once. Pairs are a shift and an expert."""

    share_of_covering: float = 0.5
    """Where seats alone count, other strategies may do better: they keep as much of the time."""
    seconds: float = 1.5
    """Seconds that each try may take at first."""
    patience: float = 1.5
    """How many times longer the tries of a round may take than those of the round before."""
    bounding: float = 2.0
    """How many times longer than a try a bound may take."""
    settling: float = 4.0
    """How many times longer than a try everything at once may take."""
    misses: int = 4
    """Mends in a row that may fail in a round."""
    decidable: int = 15_000
    """Pairs up to which everything at once is worth a try."""
    whole: int = 4_000
    """Pairs that are decided at once at first, without greedy chains."""
    small: int = 1_500
    """Pairs that greedy chains leave to be decided at first."""
    smallest: int = 600
    """Pairs that they leave at the least."""
    work_a_shift: float = 2e-6
    """Deterministic seconds of one shift in the dynamic program of greedy chains."""
    poll: float = 0.05
    """Seconds between two looks at the racers."""
    idle_said: int = 2
    """Idle experts are counted where they are so few: elsewhere it tells little, costs much."""


@dataclass(frozen=True, slots=True)
class ClusterParameters:
    """Of clusters of experts and their shares."""

    clusters: tuple[int, ...] = (6, 12, 24, 48, 96)
    """How many clusters are tried, one number after the other."""
    columns: int = 12_000
    """Seats by shift and cluster up to which a model of shares is worth its time."""
    scarce: int = 240
    """The price of a seat in a cluster where one expert alone could take it."""
    noise: int = 60
    """What chance adds to such a price at the most."""


@dataclass(frozen=True, slots=True)
class GreedyChainParameters:
    """Of the worth of shifts in a chain."""

    unit: int = 100_000
    """The worth of a point without slack."""
    largest: int = 10
    """A point of a largest clique is worth so many points where one expert may be idle."""
    fading: float = 0.9
    """What each idle expert more leaves of a point's worth."""
    faded: int = 40
    """Idle experts beyond which it fades no more."""
    scarce: int = 15
    """Units that a shift gains which one expert alone could take."""
    noise: int = 30_000
    """What chance adds to a shift's worth at the most."""


COVER = CoverParameters()
CLUSTERS = ClusterParameters()
GREEDY = GreedyChainParameters()
