"""How far the bounds without search look."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BoundParameters:
    """Of upper bounds by start and of programmes' knapsacks."""

    first_look: int = 48
    """Candidates looked at first: most often they are already more than enough."""
    widest_programme: int = 200_000
    """Half-days of a programme beyond which its bound is left aside: a weaker one is still one."""


BOUNDS = BoundParameters()
