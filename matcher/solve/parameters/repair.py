"""How many calls are allowed at first, and who is named."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RepairParameters:
    """Of the rounds that look for the fewest calls."""

    more: int = 2
    """So many calls more than are forced are allowed first, twice as many each time after."""
    few: int = 6
    """Candidates a seat up to which everybody in a role is named from the first round on."""
    work_a_column: float = 1.0e-4
    """Seconds, or deterministic ones, that a column takes until the model is built, about."""
    look: int = 64
    """Others of a role looked at first: most often they are already more than enough."""


REPAIR = RepairParameters()
