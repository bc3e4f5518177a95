"""The count master: dates and seat counts without names, a quick bound on the first tiers."""

from dataclasses import dataclass, field

from matcher.plan import Starts
from matcher.rules import AIM_BY_MEASURE
from matcher.rules.order import Order
from matcher.rules.places import Places
from matcher.rules.start import Start
from matcher.solve.context import SolveContext
from matcher.solve.cpsat.objective import ObjectiveTerms
from matcher.solve.cpsat.run import Run, Value, run, whole_number
from matcher.solve.cpsat.skeleton import Skeleton
from matcher.solve.parameters.counting import COUNTING


@dataclass(frozen=True, slots=True)
class Master:
    """What counting alone tells: a proven bound of a group, and dates that would reach it."""

    bound: int = 0
    starts: Starts = field(default_factory=dict)


def solve_counts(context: SolveContext) -> Master:
    """The best dates and seat counts of a counted group: nobody's diary is looked at twice."""
    x = Skeleton(context.problem, context.tables)
    for rule in (Start(), Places(), Order()):
        rule.declare(x)  # type: ignore[arg-type]  # these rules ask for dates alone
    bound_programmes(x)
    total = ObjectiveTerms(context.problem, x).of(context.group)
    x.model.add(total >= context.bound)
    x.minimise(total)
    found = _run(context, x, COUNTING.share_of_master)
    if found.value is None:
        return Master()
    bound = max(0, whole_number(found.bound))
    x.model.add(total <= found.value(total))
    return Master(bound, _nearest(context, x, _starts(x, found.value)))


def _nearest(context: SolveContext, x: Skeleton, starts: Starts) -> Starts:
    """Of all dates that count as well as these, those nearest to the preferred ones."""
    delay = AIM_BY_MEASURE["delay"].declare(x)  # type: ignore[arg-type]  # dates alone
    x.minimise(delay)
    nearer = _run(context, x, COUNTING.share_of_tidying)
    return starts if nearer.value is None else _starts(x, nearer.value)


def _run(context: SolveContext, x: Skeleton, share: float) -> Run:
    found = run(x.model, context.settings, *context.portion(share))
    context.spend(found.work)
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
