"""Plans read against their problem: the parts that both of them know."""

from collections.abc import Iterator
from dataclasses import dataclass

from matcher.halfdays import HalfDay
from matcher.plan import Plan
from matcher.problem import Expert, ExpertId, Mission, Problem, Role


@dataclass(frozen=True, slots=True)
class Seated:
    """One expert who sits in one role of a dated mission."""

    mission: Mission
    role: Role
    expert: Expert
    start: HalfDay


def dated(problem: Problem, plan: Plan) -> Iterator[tuple[Mission, HalfDay]]:
    """The missions that are held, with their starts, in the problem's order."""
    for mission in problem.missions.values():
        start = plan.held(mission.id).start
        if start is not None:
            yield mission, start


def seated(problem: Problem, plan: Plan) -> Iterator[Seated]:
    """Every filled seat of the held missions."""
    for mission, start in dated(problem, plan):
        team = plan.held(mission.id).team
        for role in mission.roles:
            for expert_id in team.get(role.id, ()):
                expert = problem.experts.get(expert_id)
                if expert is not None:
                    yield Seated(mission, role, expert, start)


def seated_by_expert(problem: Problem, plan: Plan) -> dict[ExpertId, list[Seated]]:
    """The filled seats of each expert who has any, by start; one for each mission."""
    found: dict[ExpertId, dict[str, Seated]] = {}
    for seat in seated(problem, plan):
        found.setdefault(seat.expert.id, {}).setdefault(seat.mission.id, seat)
    return {
        expert: sorted(seats.values(), key=lambda seat: (seat.start, seat.mission.id))
        for expert, seats in found.items()
    }


def team(problem: Problem, plan: Plan, mission: Mission) -> tuple[Expert, ...]:
    """Everybody in a mission's team, each once; nobody where it is not held."""
    held = plan.held(mission.id)
    if held.start is None:
        return ()
    known = {expert for role in mission.roles for expert in held.team.get(role.id, ())}
    return tuple(problem.experts[e] for e in sorted(known) if e in problem.experts)


def days(problem: Problem, half_days: tuple[HalfDay, ...]) -> list[str]:
    """First and last of some half-days as files write them: a fact of many breaches."""
    return [problem.horizon.moment(half_days[0]), problem.horizon.moment(half_days[-1])]
