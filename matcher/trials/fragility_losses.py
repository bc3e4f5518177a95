"""Losses as values: what a plan becomes without somebody, and who could step in."""

from dataclasses import dataclass

from matcher.plan import TierResult
from matcher.problem import ExpertId, MissionId, RoleId


@dataclass(frozen=True, slots=True)
class SeatAtRisk:
    """A seat of somebody, and the best few who could take it with the rest as it is."""

    mission: MissionId
    role: RoleId
    reserves: tuple[ExpertId, ...]


@dataclass(frozen=True, slots=True)
class Loss:
    """What the plan's tiers become without somebody, after the best repair.

    `upper` holds every tier but the last, `last` the last one where something is known of it.
    `impossible`: the pins of others cannot be kept any more.
    """

    expert: ExpertId
    seats: tuple[SeatAtRisk, ...]
    before: tuple[int, ...]
    upper: tuple[TierResult, ...] = ()
    last: TierResult | None = None
    impossible: bool = False

    @property
    def costs(self) -> tuple[int, ...]:
        """What is added to each tier but the last; pins that go may also make one better."""
        return tuple(new.value - old for new, old in zip(self.upper, self.before, strict=False))

    @property
    def is_critical(self) -> bool:
        """Does the loss cost something in a tier but the last?"""
        return self.impossible or self.costs > (0,) * len(self.costs)

    @property
    def is_proven(self) -> bool:
        """Is no repair better, in the tiers but the last?"""
        return self.impossible or all(tier.optimal for tier in self.upper)

    @property
    def has_reserves(self) -> bool:
        """Could every seat be taken by somebody, one seat at a time?"""
        return all(seat.reserves for seat in self.seats)


@dataclass(frozen=True, slots=True)
class Fragility:
    """The losses worked out, the worst first, and those whose loss leaves the plan as it is.

    `complete` says that everybody is in one or the other.
    """

    losses: tuple[Loss, ...]
    untouched: tuple[ExpertId, ...]
    complete: bool

    @property
    def critical(self) -> tuple[Loss, ...]:
        """Those whose loss costs something in a tier but the last, the worst first."""
        return tuple(loss for loss in self.losses if loss.is_critical)


@dataclass(frozen=True, slots=True)
class Told:
    """How far the work is: experts worked out, of how many who matter."""

    done: int
    experts: int
