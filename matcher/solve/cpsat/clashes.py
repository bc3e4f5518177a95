"""Whether the dates of two missions clash, decided before the search where it can be."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from ortools.sat.python.cp_model import IntVar

from matcher.halfdays import HalfDay
from matcher.plan import Plan
from matcher.problem import MissionId
from matcher.solve.cpsat.skeleton import InPlan, Skeleton

Taken = Callable[[HalfDay], Iterable[HalfDay]]
"""The half-days that matter when a mission starts then."""
Clash = IntVar | bool
ClashKey = tuple[MissionId, MissionId, str, object]
"""Two missions, the rule that asks, and what else the answer depends on."""
Meets = Mapping[HalfDay, frozenset[HalfDay]]


def find_clash(x: Skeleton, key: ClashKey, first: Taken, second: Taken) -> Clash:
    """True or False where the dates always or never meet; else a variable that must say so."""
    one, other, *_ = key
    meets = _meets(x, one, other, first, second)
    if not any(meets.values()):
        return False
    if all(len(met) == len(x.starts(other)) for met in meets.values()):
        return True
    clash = x.bool(f"clash{key}", _clashes(one, other, meets))
    for start, met in meets.items():
        if met:
            at_once = sum(x.starts(other)[late] for late in sorted(met))
            x.model.add(x.starts(one)[start] + at_once <= 1 + clash)
    return clash


def _meets(x: Skeleton, one: MissionId, other: MissionId, first: Taken, second: Taken) -> Meets:
    """For each start of one mission, the starts of the other that take a half-day of it."""
    starting_on: dict[HalfDay, set[HalfDay]] = defaultdict(set)
    for start in x.starts(other):
        for half_day in second(start):
            starting_on[half_day].add(start)
    return {
        start: frozenset(met for half_day in first(start) for met in starting_on.get(half_day, ()))
        for start in x.starts(one)
    }


def _clashes(one: MissionId, other: MissionId, meets: Meets) -> InPlan:
    def clashes(plan: Plan) -> bool:
        start = plan.held(one).start
        return start is not None and plan.held(other).start in meets.get(start, ())

    return clashes
