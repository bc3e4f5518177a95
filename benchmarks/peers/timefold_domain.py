"""The problem as Timefold wants it: entities with a date or an expert to choose, and facts."""

from dataclasses import dataclass, field
from typing import Annotated

from timefold.solver.domain import (
    PlanningEntityCollectionProperty,
    PlanningId,
    PlanningScore,
    PlanningVariable,
    ProblemFactCollectionProperty,
    ValueRangeProvider,
    planning_entity,
    planning_solution,
)
from timefold.solver.score import BendableScore

TIERS = 4
"""Soft levels of a score; a problem with fewer tiers leaves the last ones at 0."""


@dataclass
class Expert:
    """Who can be sent."""

    id: int
    load: int
    half_days_max: int
    missions_max: int
    rest: int
    is_member: bool
    group: str
    clock: int


@dataclass
class Start:
    """A date that a mission may have, and the half-days it takes by each clock."""

    at: int
    end: int
    days_off: int
    begins: list[int]
    ends: list[int]


@dataclass
class Order:
    """One mission before another, so many half-days from start to start."""

    first: int
    then: int
    gap: int


@dataclass
class Tongue:
    """A language that somebody in a team must speak."""

    visit: int
    priority: int
    speakers: set[int]


@planning_entity
@dataclass
class Visit:
    """A mission: its date is to be chosen."""

    id: Annotated[int, PlanningId]
    priority: int
    programme: int
    programme_max: int
    site: int
    site_max: int
    is_abroad: bool
    is_plural: bool
    starts: Annotated[list[Start], ValueRangeProvider(id="starts")]
    start: Annotated[Start, PlanningVariable(value_range_provider_refs=["starts"])] = field(
        default=None  # type: ignore[assignment]  # not chosen yet
    )


@planning_entity
@dataclass
class Seat:
    """A seat of a role: its expert is to be chosen, or nobody."""

    id: Annotated[int, PlanningId]
    visit: int
    priority: int
    candidates: Annotated[list[Expert], ValueRangeProvider(id="candidates")]
    misfit: dict[int, int]
    cost: dict[int, int]
    free: dict[int, set[int]]
    expert: Annotated[
        Expert | None,
        PlanningVariable(value_range_provider_refs=["candidates"], allows_unassigned=True),
    ] = field(default=None)


@planning_solution
@dataclass
class Staffing:
    """Everything that Timefold sees."""

    experts: Annotated[list[Expert], ProblemFactCollectionProperty]
    orders: Annotated[list[Order], ProblemFactCollectionProperty]
    tongues: Annotated[list[Tongue], ProblemFactCollectionProperty]
    visits: Annotated[list[Visit], PlanningEntityCollectionProperty]
    seats: Annotated[list[Seat], PlanningEntityCollectionProperty]
    score: Annotated[
        BendableScore, PlanningScore(bendable_hard_levels_size=1, bendable_soft_levels_size=TIERS)
    ] = field(default=None)
