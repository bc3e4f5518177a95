"""A plan read beside its problem: what both of them know, worked out once for all rules."""

from dataclasses import dataclass
from functools import cached_property

from matcher.eligibility import occupied
from matcher.halfdays import HalfDay, Span
from matcher.plan import Plan
from matcher.problem import Expert, ExpertId, Mission, MissionId, Problem, Role


@dataclass(frozen=True, slots=True)
class Seated:
    """One expert who sits in one role of a dated mission.

    `taken` are the half-days that this takes of the expert; None where a session falls outside
    their day.
    """

    mission: Mission
    role: Role
    expert: Expert
    start: HalfDay
    taken: tuple[HalfDay, ...] | None

    @property
    def half_days(self) -> int:
        """How many half-days it takes; an impossible one takes none."""
        return len(self.taken or ())

    @property
    def spans(self) -> list[Span]:
        """What it takes, as stretches: the whole stay, or each half-day of remote sessions."""
        if self.mission.venue != "remote":
            return [self.mission.away(self.start)]
        return [Span(half_day, half_day + 1) for half_day in self.taken or ()]


class Reading:
    """What the rules ask of a plan again and again."""

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.problem = problem
        self.plan = plan

    @cached_property
    def dated(self) -> tuple[tuple[Mission, HalfDay], ...]:
        """The missions that are held, with their starts, in the problem's order."""
        starts = ((m, self.plan.held(m.id).start) for m in self.problem.missions.values())
        return tuple((mission, start) for mission, start in starts if start is not None)

    @cached_property
    def seats(self) -> tuple[Seated, ...]:
        """Every filled seat of the held missions."""
        return tuple(seat for mission, start in self.dated for seat in self._team(mission, start))

    @cached_property
    def seats_by_expert(self) -> dict[ExpertId, list[Seated]]:
        """The filled seats of each expert who has any, by start; one for each mission."""
        found: dict[ExpertId, dict[MissionId, Seated]] = {}
        for seat in self.seats:
            found.setdefault(seat.expert.id, {}).setdefault(seat.mission.id, seat)
        return {
            expert: sorted(seats.values(), key=lambda seat: (seat.start, seat.mission.id))
            for expert, seats in found.items()
        }

    def _team(self, mission: Mission, start: HalfDay) -> list[Seated]:
        team, experts = self.plan.held(mission.id).team, self.problem.experts
        return [
            Seated(mission, role, experts[name], start, self._taken(mission, start, experts[name]))
            for role in mission.roles
            for name in team.get(role.id, ())
            if name in experts
        ]

    def _taken(
        self, mission: Mission, start: HalfDay, expert: Expert
    ) -> tuple[HalfDay, ...] | None:
        return occupied(self.problem, mission, start, expert.institution)


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
