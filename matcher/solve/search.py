"""The search: a first plan, then tier after tier, each with its value and its proven bound."""

from collections.abc import Sequence
from contextlib import suppress

from matcher.plan import Answer, Plan
from matcher.problem import Problem
from matcher.solve.conflict import irreducible, keep_pins
from matcher.solve.desk import Desk, Overdue
from matcher.solve.limits import Settings
from matcher.solve.paths import Path
from matcher.solve.tiers import groups
from matcher.vacancies import unexplained, vacancies

_SHARE_OF_A_GROUP = 0.7
"""What a group may take of the time that is left: something stays for the next ones."""

_LATEST = 0.4
"""Seconds past the time limit that explaining vacancies may take."""


def search(
    problem: Problem, settings: Settings, start: Plan | None, paths: Sequence[Path]
) -> Answer:
    """The best plan found within the limits, or the pins that no plan keeps."""
    keeping = keep_pins(problem, settings)
    if keeping.impossible:
        conflict = irreducible(problem, settings)
        return Answer("infeasible", conflict=conflict, seconds=settings.seconds)
    if keeping.plan is None:
        return Answer("unknown", seconds=settings.seconds)
    desk = Desk(problem, settings, groups(problem), keeping.plan)
    desk.offer(keeping.plan)
    if start is not None:
        desk.offer(start)
    with suppress(Overdue):
        for number in range(len(desk.groups)):
            desk.take(number, 1.0 if number == len(desk.groups) - 1 else _SHARE_OF_A_GROUP)
            improve(desk, paths)
    return answer(desk)


def improve(desk: Desk, paths: Sequence[Path]) -> None:
    """Walk every path that suits the group at hand, until it is proven or out of time.

    A first plan is looked for even where there is no time at all.
    """
    for path in paths:
        has_time = desk.is_bare or not desk.out_of_time()
        if has_time and desk.is_open and path.suits(desk):
            path.walk(desk)
    desk.report()


def answer(desk: Desk) -> Answer:
    """The best plan with all that is known of it."""
    results = tuple(desk.results())
    plan = complete(desk.problem, desk.best.settled or Plan())
    seen = desk.best.settled_review
    if desk.settings.time_left + _LATEST > desk.seconds_to_explain:
        empty = vacancies(desk.problem, plan, desk.tables)
    else:
        empty = unexplained(desk.problem, plan)
    return Answer(
        status="optimal" if all(result.optimal for result in results) else "feasible",
        plan=plan,
        measures=seen.measures if seen else {},
        tiers=results,
        vacancies=empty,
        seconds=desk.settings.seconds,
    )


def complete(problem: Problem, plan: Plan) -> Plan:
    """The same plan with every mission in it, those not held too, in the problem's order."""
    return Plan({mission: plan.held(mission) for mission in problem.missions})
