"""The seats of a mission to choose from, and the one that a page is about."""

from dataclasses import dataclass

from matcher.eligibility import is_pinned
from matcher.explain.seat import Seat
from matcher.plan import Plan
from matcher.problem import ExpertId, Held, Mission, Problem, Role, RoleId
from web.service.candidates.ground import CandidateGround


@dataclass(frozen=True, slots=True)
class SeatPlace:
    """A filled seat of a role, or its empty ones together: `expert` is who sits there."""

    role: RoleId
    role_name: str
    expert: ExpertId | None
    name: str
    empty: int
    is_pinned: bool


def places(ground: CandidateGround, mission: Mission) -> list[SeatPlace]:
    """Every seat, role by role, the empty ones of a role as one place."""
    found = []
    for role in mission.roles:
        called = ground.names.roles.get(role.id, role.id)
        sitting = sitting_in(ground.problem, ground.plan, mission, role)
        for expert in sitting:
            pinned = is_pinned(ground.problem, mission, role, ground.problem.experts[expert])
            name = ground.names.in_list(expert)
            found.append(SeatPlace(role.id, called, expert, name, 0, pinned))
        if len(sitting) < role.count:
            found.append(SeatPlace(role.id, called, None, "", role.count - len(sitting), False))
    return found


def waiting(ground: CandidateGround, mission: Mission) -> list[SeatPlace]:
    """Who is pinned to the mission and does not sit there yet: the next search sees to it."""
    pin = ground.problem.pins.get(mission.id, Held())
    here = set(ground.plan.held(mission.id).experts)
    return [
        SeatPlace(role, ground.names.roles.get(role, role), e, ground.names.in_list(e), 0, True)
        for role, seated in pin.team.items()
        for e in seated
        if e not in here
    ]


def chosen(found: list[SeatPlace], role: str, instead: str) -> SeatPlace | None:
    """The place that an address names; without a role the first empty one, else the first of all.

    None where the mission does not ask for the role any more: another seat is none of it.
    """
    named = [p for p in found if p.role == role and (p.expert or "") == instead]
    of_role = [p for p in found if p.role == role]
    if role:
        return next(iter([*named, *of_role]), None)
    empty = [p for p in found if p.expert is None]
    return next(iter([*empty, *found]), None)


def seat_of(mission: Mission, place: SeatPlace) -> Seat:
    """The place as the matcher asks about it."""
    return Seat(mission.id, place.role, place.expert)


def sitting_in(problem: Problem, plan: Plan, mission: Mission, role: Role) -> tuple[ExpertId, ...]:
    """Who sits in a role of a mission that has a date, as far as the problem knows them."""
    held = plan.held(mission.id)
    seated = held.team.get(role.id, ()) if held.start is not None else ()
    return tuple(expert for expert in seated if expert in problem.experts)
