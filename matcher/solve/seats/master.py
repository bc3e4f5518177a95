"""The count master: dates and seat counts without names, a quick bound on the first tiers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from matcher.halfdays import HalfDay
from matcher.problem import MissionId
from matcher.rules import AIM_BY_MEASURE
from matcher.rules.order import Order
from matcher.rules.places import Places
from matcher.rules.start import Start
from matcher.solve.desk import Desk
from matcher.solve.engine import Run, Value, run, whole_number
from matcher.solve.model.skeleton import Skeleton
from matcher.solve.model.weighing import Weighing

Starts = Mapping[MissionId, HalfDay]
_SHARE = 0.25
_SHARE_OF_TIDYING = 0.05


@dataclass(frozen=True, slots=True)
class Master:
    """What counting alone tells: a proven bound of a group, and dates that would reach it."""

    bound: int = 0
    starts: Starts = field(default_factory=dict)


def count(desk: Desk) -> Master:
    """The best dates and seat counts of a counted group: nobody's diary is looked at twice."""
    x = Skeleton(desk.problem, desk.tables)
    for rule in (Start(), Places(), Order()):
        rule.declare(x)  # type: ignore[arg-type]  # these rules ask for dates alone
    bound_programmes(x)
    total = Weighing(desk.problem, x).of(desk.group)
    x.model.add(total >= desk.bound)
    x.minimise(total)
    found = _run(desk, x, _SHARE)
    if found.value is None:
        return Master()
    bound = max(0, whole_number(found.bound))
    x.model.add(total <= found.value(total))
    return Master(bound, _nearest(desk, x, _starts(x, found.value)))


def _nearest(desk: Desk, x: Skeleton, starts: Starts) -> Starts:
    """Of all dates that count as well as these, those nearest to the preferred ones."""
    delay = AIM_BY_MEASURE["delay"].declare(x)  # type: ignore[arg-type]  # dates alone
    x.minimise(delay)
    nearer = _run(desk, x, _SHARE_OF_TIDYING)
    return starts if nearer.value is None else _starts(x, nearer.value)


def _run(desk: Desk, x: Skeleton, share: float) -> Run:
    found = run(x.model, desk.settings, *desk.portion(share))
    desk.spend(found.work)
    return found


def _starts(x: Skeleton, value: Value) -> Starts:
    return {
        mission: start
        for mission in x.problem.missions
        for start, var in x.starts(mission).items()
        if value(var)
    }


def bound_programmes(x: Skeleton) -> None:
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
