"""What differs for each expert between two plans."""

from collections import defaultdict
from collections.abc import Iterator

from matcher.compare.missions import seats
from matcher.compare.values import ExpertChange
from matcher.halfdays import HalfDay
from matcher.plan import Plan, Starts
from matcher.problem import ExpertId, MissionId, Problem


def expert_changes(problem: Problem, before: Plan, after: Plan) -> Iterator[ExpertChange]:
    """A row for each expert who joins, leaves or moves, in the order of the problem."""
    was, now = _starts(before), _starts(after)
    for expert in problem.experts:
        old, new = was[expert], now[expert]
        if old != new:
            both = sorted(old.keys() & new.keys())
            yield ExpertChange(
                expert=expert,
                joined=tuple(sorted(new.keys() - old.keys())),
                left=tuple(sorted(old.keys() - new.keys())),
                moved=tuple(each for each in both if old[each] != new[each]),
                kept=tuple(each for each in both if old[each] == new[each]),
                half_days_before=_half_days(problem, old),
                half_days_after=_half_days(problem, new),
            )


def _starts(plan: Plan) -> defaultdict[ExpertId, dict[MissionId, HalfDay]]:
    """When each expert's missions begin."""
    found: defaultdict[ExpertId, dict[MissionId, HalfDay]] = defaultdict(dict)
    for mission, held in plan.missions.items():
        for seat in seats(held):
            if held.start is not None:
                found[seat.expert][mission] = held.start
    return found


def _half_days(problem: Problem, starts: Starts) -> int:
    return sum(len(problem.missions[each].away(start)) for each, start in starts.items())
