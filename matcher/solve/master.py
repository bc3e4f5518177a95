"""The count master: dates and seat counts without names, a quick bound on the first tiers."""

from matcher.problem import Measure, Problem
from matcher.rules import AIM_BY_MEASURE
from matcher.rules.order import Order
from matcher.rules.places import Places
from matcher.rules.start import Start
from matcher.solve.engine import run
from matcher.solve.limits import Settings
from matcher.solve.skeleton import Expr, Skeleton
from matcher.solve.tiers import Group
from matcher.tables import Tables

COUNTED: frozenset[Measure] = frozenset({"incomplete", "vacancies"})


def is_counted(problem: Problem, group: Group) -> bool:
    """Do all tiers of the group speak of seats alone, whoever sits in them?"""
    return all(set(problem.objective[tier]) <= COUNTED for tier in group.tiers)


def master_bound(problem: Problem, tables: Tables, group: Group, settings: Settings) -> int:
    """A proven lower bound of a counted group: nobody's diary is looked at twice."""
    x = Skeleton(problem, tables)
    for rule in (Start(), Places(), Order()):
        rule.declare(x)  # type: ignore[arg-type]  # these rules ask for dates alone
    _bound_programmes(x)
    total: Expr = 0
    for weight, tier in zip(group.weights, group.tiers, strict=True):
        for measure, factor in problem.objective[tier].items():
            value = AIM_BY_MEASURE[measure].declare(x)  # type: ignore[arg-type]  # counts alone
            total = total + weight * factor * value
    x.minimise(total)
    found = run(x.model, settings, settings.time_left / 4, settings.work_limit)
    return 0 if found.value is None else max(0, round(found.bound))


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
