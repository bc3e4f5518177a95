"""What a comparison of two plans says, as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from matcher.halfdays import HalfDay
from matcher.plan import Review, TierResult
from matcher.problem import ExpertId, Language, Measure, MissionId, RoleId, Tier

StartChange = Literal["held", "dropped", "moved", "stays"]


@dataclass(frozen=True, slots=True, order=True)
class SeatHolder:
    """An expert in a role of a mission."""

    role: RoleId
    expert: ExpertId


@dataclass(frozen=True, slots=True, order=True)
class Replaced:
    """One who leaves a role and one who joins it: the same seat for somebody else."""

    role: RoleId
    left: ExpertId
    joined: ExpertId


@dataclass(frozen=True, slots=True, order=True)
class RoleChange:
    """One who stays in the team in other roles; right plans have one role on each side."""

    expert: ExpertId
    before: tuple[RoleId, ...]
    after: tuple[RoleId, ...]


@dataclass(frozen=True, slots=True)
class MissionChange:
    """What differs in a mission; a start of None is not held, and then nobody is seated.

    `joined` and `left` hold everybody, also those whom `replaced` pairs; `kept` sit as before.
    """

    mission: MissionId
    start_before: HalfDay | None
    start_after: HalfDay | None
    joined: tuple[SeatHolder, ...] = ()
    left: tuple[SeatHolder, ...] = ()
    replaced: tuple[Replaced, ...] = ()
    roles: tuple[RoleChange, ...] = ()
    kept: tuple[SeatHolder, ...] = ()
    seats_before: int = 0
    seats_after: int = 0
    languages_met: tuple[Language, ...] = ()
    languages_lost: tuple[Language, ...] = ()
    calls: tuple[ExpertId, ...] = ()

    @property
    def moved(self) -> StartChange:
        """Is the mission newly held, dropped, at another time, or when it was?"""
        if self.start_before == self.start_after:
            return "stays"
        if self.start_before is None:
            return "held"
        return "dropped" if self.start_after is None else "moved"

    @property
    def differs(self) -> bool:
        """Is anything different at all?"""
        return self.moved != "stays" or bool(self.joined or self.left or self.roles)


@dataclass(frozen=True, slots=True)
class ExpertChange:
    """What differs for somebody; half-days are those away, travel included."""

    expert: ExpertId
    joined: tuple[MissionId, ...]
    left: tuple[MissionId, ...]
    moved: tuple[MissionId, ...]
    kept: tuple[MissionId, ...]
    half_days_before: int
    half_days_after: int


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something that a plan names and the problem does not know; it is left out."""

    plan: Literal["before", "after"]
    section: Literal["missions", "roles", "experts"]
    id: str
    mission: MissionId


@dataclass(frozen=True, slots=True)
class Side:
    """One of the plans: its review, and the bounds where its file proves some."""

    review: Review
    bounds: tuple[TierResult, ...] = ()


@dataclass(frozen=True, slots=True)
class TierChange:
    """One tier of both plans; `proven` where the second plan's file proves its value best.

    A bound is what a file claims, and holds given the values of the tiers above in that file.
    """

    tier: Tier
    before: int
    after: int
    bound_before: int | None = None
    bound_after: int | None = None

    @property
    def step(self) -> int:
        """By how much the value rises; less is better."""
        return self.after - self.before

    @property
    def proven(self) -> bool:
        """Does the second plan's file prove its value best?"""
        return self.bound_after is not None and self.bound_after >= self.after


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two plans of one problem: missions and people that differ, in the problem's order."""

    missions: tuple[MissionChange, ...]
    experts: tuple[ExpertChange, ...]
    before: Side
    after: Side
    tiers: tuple[TierChange, ...]
    unknown: tuple[Unknown, ...] = ()

    @property
    def calls(self) -> int:
        """People to call, each once for each mission: the measure with `before` published."""
        return sum(len(change.calls) for change in self.missions)

    @property
    def people(self) -> frozenset[ExpertId]:
        """Everybody to call, each once."""
        return frozenset(expert for change in self.missions for expert in change.calls)

    @property
    def seats(self) -> int:
        """Seats filled in the second plan less those in the first."""
        return sum(change.seats_after - change.seats_before for change in self.missions)

    @property
    def measures(self) -> Mapping[Measure, int]:
        """By how much each measure rises; less is better."""
        now, was = self.after.review.measures, self.before.review.measures
        return {measure: value - was[measure] for measure, value in now.items()}
