"""The count master: dates and seat counts without names, a quick bound on the first tiers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from matcher.halfdays import HalfDay
from matcher.problem import MissionId, Problem
from matcher.rules import AIM_BY_MEASURE
from matcher.rules.order import Order
from matcher.rules.places import Places
from matcher.rules.start import Start
from matcher.solve.engine import Value, run
from matcher.solve.limits import Settings
from matcher.solve.skeleton import Skeleton
from matcher.solve.tiers import Group
from matcher.solve.weighing import Weighing
from matcher.tables import Tables

Starts = Mapping[MissionId, HalfDay]
_TIDYING = 2.0
"""Seconds at most to look for dates nearer to the preferred ones."""


@dataclass(frozen=True, slots=True)
class Master:
    """What counting alone tells: a proven bound of a group, and dates that would reach it."""

    bound: int = 0
    starts: Starts = field(default_factory=dict)


def count(problem: Problem, tables: Tables, group: Group, settings: Settings) -> Master:
    """The best dates and seat counts of a counted group: nobody's diary is looked at twice."""
    x = Skeleton(problem, tables)
    for rule in (Start(), Places(), Order()):
        rule.declare(x)  # type: ignore[arg-type]  # these rules ask for dates alone
    _bound_programmes(x)
    total = Weighing(problem, x).of(group)
    x.minimise(total)
    found = run(x.model, settings, settings.time_left / 4, settings.work_limit)
    if found.value is None:
        return Master()
    bound = max(0, round(found.bound))
    x.model.add(total <= found.value(total))
    return Master(bound, _nearest(x, _starts(x, found.value), settings))


def _nearest(x: Skeleton, starts: Starts, settings: Settings) -> Starts:
    """Of all dates that count as well as these, those nearest to the preferred ones."""
    delay = AIM_BY_MEASURE["delay"].declare(x)  # type: ignore[arg-type]  # dates alone
    x.minimise(delay)
    nearer = run(x.model, settings, min(_TIDYING, settings.time_left / 4), settings.work_limit)
    return starts if nearer.value is None else _starts(x, nearer.value)


def _starts(x: Skeleton, value: Value) -> Starts:
    return {
        mission: start
        for mission in x.problem.missions
        for start, var in x.starts(mission).items()
        if value(var)
    }


def _bound_programmes(x: Skeleton) -> None:
    """Each seat takes at least what its cheapest candidate would."""
    for programme in x.problem.programmes.values():
        most = programme.expert_half_days_max
        if most is not None:
            roles = [
                (mission, role)
                for mission in x.problem.missions.values()
                if mission.programme == programme.id
                for role in mission.roles
            ]
            needs = [
                x.tables.least_half_days(mission) * x.filled(mission.id, role.id)
                for mission, role in roles
            ]
            x.model.add(sum(needs) <= most)
