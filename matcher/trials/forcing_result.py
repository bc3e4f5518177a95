"""What seating an expert come what may costs: the values, for who has no solver awake."""

from dataclasses import dataclass

from matcher.eligibility import Reason
from matcher.plan import Assignment, PinRef, Plan, Status


@dataclass(frozen=True, slots=True)
class ForcedTier:
    """A tier of the best plan with the pin, its proven bound, and the plan's own value."""

    value: int
    bound: int
    before: int

    @property
    def difference(self) -> int:
        """What the pin costs in this tier; what it saves is negative."""
        return self.value - self.before

    @property
    def optimal(self) -> bool:
        """Is it proven that no plan with the pin is better, given the tiers above?"""
        return self.value == self.bound


@dataclass(frozen=True, slots=True)
class Forced:
    """An expert pinned into a role: what the plan becomes, or why no plan keeps the pin.

    `waived` are the requirements that a pin sets aside; `conflict` the pins that no right plan
    keeps together, where `status` is infeasible.
    """

    assignment: Assignment
    status: Status
    tiers: tuple[ForcedTier, ...] = ()
    waived: tuple[Reason, ...] = ()
    plan: Plan | None = None
    conflict: tuple[PinRef, ...] = ()
    seconds: float = 0.0
