"""The count master: dates and seat counts without names, a quick bound on the first tiers.

Most often somebody can be found for every seat that it counts, on its very dates: then one
small staffing problem proves these tiers, and the model of the whole is not needed for them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from matcher.halfdays import HalfDay
from matcher.plan import Plan
from matcher.problem import MissionId, Problem
from matcher.rules import AIM_BY_MEASURE, RULES
from matcher.rules.order import Order
from matcher.rules.places import Places
from matcher.rules.start import Start
from matcher.solve.engine import run
from matcher.solve.limits import Settings
from matcher.solve.skeleton import Expr, Skeleton
from matcher.solve.tiers import Group
from matcher.solve.variables import Variables
from matcher.tables import Tables


@dataclass(frozen=True, slots=True)
class Master:
    """What counting alone tells: a proven bound of a group, and dates that would reach it."""

    bound: int = 0
    starts: Mapping[MissionId, HalfDay] = field(default_factory=dict)


def count(problem: Problem, tables: Tables, group: Group, settings: Settings) -> Master:
    """The best dates and seat counts of a counted group: nobody's diary is looked at twice."""
    x = Skeleton(problem, tables)
    for rule in (Start(), Places(), Order()):
        rule.declare(x)  # type: ignore[arg-type]  # these rules ask for dates alone
    _bound_programmes(x)
    x.minimise(weighted(problem, group, x))
    found = run(x.model, settings, settings.time_left / 4, settings.work_limit)
    if found.value is None:
        return Master()
    starts = {
        mission: start
        for mission in problem.missions
        for start, var in x.starts(mission).items()
        if found.value(var)
    }
    return Master(max(0, round(found.bound)), starts)


def weighted(problem: Problem, group: Group, x: Skeleton) -> Expr:
    """The tiers of a counted group as the one sum that keeps their order."""
    total: Expr = 0
    for weight, tier in zip(group.weights, group.tiers, strict=True):
        for measure, factor in problem.objective[tier].items():
            value = AIM_BY_MEASURE[measure].declare(x)  # type: ignore[arg-type]  # counts alone
            total = total + weight * factor * value
    return total


def staff(
    problem: Problem,
    tables: Tables,
    starts: Mapping[MissionId, HalfDay],
    group: Group,
    settings: Settings,
) -> Plan | None:
    """The best teams of a counted group on given dates, with every rule kept."""
    x = Variables(problem, tables.at(starts))
    for rule in RULES:
        rule.declare(x)
    x.minimise(weighted(problem, group, x))
    found = run(x.model, settings, settings.time_left / 4, settings.work_limit)
    return None if found.value is None else x.plan(found.value)


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
                x.tables.least_half_days(mission, role.id) * x.filled(mission.id, role.id)
                for mission, role in roles
            ]
            x.model.add(sum(needs) <= most)
