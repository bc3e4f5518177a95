"""The diaries of a plan, one expert at a time: an oracle for what the rules say of many at once."""

from matcher.eligibility import allowed_starts, occupied
from matcher.halfdays import HalfDay
from matcher.plan import Plan
from matcher.problem import Expert, ExpertId, Mission, Problem
from matcher.rules.reading import Reading, Seated


class Diary:
    """What every expert already does in a plan, and whether another mission fits in."""

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.problem = problem
        self._seats: dict[ExpertId, list[Seated]] = Reading(problem, plan).seats_by_expert

    def has_room(self, mission: Mission, start: HalfDay, expert: Expert) -> bool:
        """Could the expert join the mission on that start, all their other missions kept?"""
        seats = self._seats.get(expert.id, [])
        return (
            all(seat.mission.id != mission.id for seat in seats)
            and is_free(self.problem, mission, start, expert)
            and not any(self._clash(mission, start, seat) for seat in seats)
            and self._within_limits(mission, start, expert, seats)
        )

    def _clash(self, mission: Mission, start: HalfDay, seat: Seated) -> bool:
        home = seat.expert.institution
        taken = set(occupied(self.problem, mission, start, home) or ())
        if taken.intersection(seat.taken or ()):
            return True
        if not mission.venue == seat.mission.venue == "abroad":
            return False
        one, other = mission.away(start), seat.mission.away(seat.start)
        return max(other.start - one.end, one.start - other.end) < seat.expert.rest

    def _within_limits(
        self, mission: Mission, start: HalfDay, expert: Expert, seats: list[Seated]
    ) -> bool:
        if expert.missions_max is not None and len(seats) >= expert.missions_max:
            return False
        more = len(occupied(self.problem, mission, start, expert.institution) or ())
        taken = more + sum(seat.half_days for seat in seats)
        return expert.days_max is None or taken <= 2 * expert.days_max


def is_free(problem: Problem, mission: Mission, start: HalfDay, expert: Expert) -> bool:
    """Do the mission's half-days meet none of the expert's busy ones, inside the horizon?"""
    taken = occupied(problem, mission, start, expert.institution)
    if taken is None or not problem.horizon.holds(taken[0], taken[-1] + 1):
        return False
    return not any(half_day in span for span in expert.busy for half_day in taken)


def never(problem: Problem, mission: Mission, expert: Expert) -> str | None:
    """Why an expert can be sent on no date at all: they are free on none, or there is none."""
    starts = allowed_starts(problem, mission)
    if not starts:
        return "start.none"
    is_open = any(is_free(problem, mission, start, expert) for start in starts)
    return None if is_open else "expert.never_free"
