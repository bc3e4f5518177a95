"""How the strategies that count seats use their time, and when a role is scarce."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CountingParameters:
    """Of the master problem and of partly named models."""

    prices: tuple[int, ...] = (0, 1, 3)
    """What one more of a tier may be worth in the next, for bounds while the first is open."""
    share_of_master: float = 0.25
    """The share that the master problem may take."""
    share_of_tidying: float = 0.05
    """The share that its dates nearest to the preferred ones may take."""
    first_named: int = 4
    """Candidates a seat up to which a role is named in the first round."""
    factor: int = 2
    """How many times more candidates a seat are named in each next round."""
    most_named: int = 400
    """Candidates a seat beyond which a role is never called scarce."""
    pairs_a_second: int = 2_500
    """Pairs of an expert and a role that a model takes in a second, about, until it is built."""
    share_of_a_round: float = 0.5
    """The share that one round may take."""


COUNTING = CountingParameters()
