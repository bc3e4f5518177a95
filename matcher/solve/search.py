"""The search: a first plan, then tier after tier, each with its value and its proven bound."""

from collections.abc import Sequence
from contextlib import suppress

from matcher.plan import Answer, Plan
from matcher.problem import Problem
from matcher.solve.context import Overdue, SolveContext
from matcher.solve.cpsat.conflict import irreducible, keep_pins
from matcher.solve.limits import Settings
from matcher.solve.parameters.control import CONTROL
from matcher.solve.strategies import Strategy
from matcher.solve.tiers import groups
from matcher.vacancies import unexplained, vacancies


def search(
    problem: Problem, settings: Settings, start: Plan | None, strategies: Sequence[Strategy]
) -> Answer:
    """The best plan found within the limits, or the pins that no plan keeps."""
    keeping = keep_pins(problem, settings)
    if keeping.impossible:
        conflict = irreducible(problem, settings)
        return Answer("infeasible", conflict=conflict, seconds=settings.seconds)
    if keeping.plan is None:
        return Answer("unknown", seconds=settings.seconds)
    context = SolveContext(problem, settings, groups(problem), keeping.plan)
    context.offer(keeping.plan)
    if start is not None:
        context.offer(start)
    with suppress(Overdue):
        for number in range(len(context.groups)):
            context.take(
                number, 1.0 if number == len(context.groups) - 1 else CONTROL.share_of_a_group
            )
            improve_group(context, strategies)
    return answer(context)


def improve_group(context: SolveContext, strategies: Sequence[Strategy]) -> None:
    """Ask every strategy that suits the group at hand, until it is proven or out of time.

    A first plan is looked for even where there is no time at all.
    """
    for strategy in strategies:
        has_time = context.is_bare or not context.out_of_time()
        if has_time and context.is_open and strategy.suits(context):
            strategy.improve(context)
    context.report()


def answer(context: SolveContext) -> Answer:
    """The best plan with all that is known of it."""
    results = tuple(context.results())
    plan = with_all_missions(context.problem, context.best.settled or Plan())
    seen = context.best.settled_review
    if context.settings.time_left + CONTROL.late_explaining > context.seconds_to_explain:
        empty = vacancies(context.tables, plan)
    else:
        empty = unexplained(context.problem, plan)
    return Answer(
        status="optimal" if all(result.optimal for result in results) else "feasible",
        plan=plan,
        measures=seen.measures if seen else {},
        tiers=results,
        vacancies=empty,
        seconds=context.settings.seconds,
    )


def with_all_missions(problem: Problem, plan: Plan) -> Plan:
    """The same plan with every mission in it, those not held too, in the problem's order."""
    return Plan({mission: plan.held(mission) for mission in problem.missions})
