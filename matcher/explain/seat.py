"""One seat of a plan that is asked about, and the plan with somebody else in it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from matcher.halfdays import HalfDay
from matcher.plan import Plan
from matcher.problem import ExpertId, Held, MissionId, RoleId

Team = Mapping[RoleId, tuple[ExpertId, ...]]


@dataclass(frozen=True, slots=True)
class Seat:
    """A role's next empty seat, or the one that `instead` would leave."""

    mission: MissionId
    role: RoleId
    instead: ExpertId | None = None


def seated(plan: Plan, seat: Seat, expert: ExpertId, start: HalfDay) -> Plan:
    """The plan with the expert in the seat, the mission held then, all else as it is."""
    return changed(plan, seat, Held(start, joined(left(plan, seat), seat, expert)))


def changed(plan: Plan, seat: Seat, held: Held) -> Plan:
    """The plan with the seat's mission held like this."""
    return plan.holding(seat.mission, held)


def left(plan: Plan, seat: Seat) -> Team:
    """The mission's team once whoever sits in the seat has left it."""
    team = plan.held(seat.mission).team
    stay = tuple(expert for expert in team.get(seat.role, ()) if expert != seat.instead)
    return {**team, seat.role: stay} if seat.role in team else team


def joined(team: Team, seat: Seat, expert: ExpertId) -> Team:
    """The team with one more in the seat's role."""
    return {**team, seat.role: (*team.get(seat.role, ()), expert)}


def unseated(plan: Plan, mission: MissionId, expert: ExpertId) -> Plan:
    """The plan without the expert in that mission."""
    held = plan.held(mission)
    team = {role: tuple(e for e in who if e != expert) for role, who in held.team.items()}
    return plan.holding(mission, replace(held, team=team))
