"""Remedies found the long way: each step of each kind is made, and everybody tried in the seat."""

from collections.abc import Callable, Collection, Iterator
from typing import Any

from matcher.changes import Chain, is_filled
from matcher.explain.remedies import Remedies
from matcher.index.tables import Tables
from matcher.plan import Plan, Vacancy
from matcher.problem import Held, Problem
from tests.matcher.changes.family import chains

Case = tuple[Problem, Plan, Vacancy]
Helps = Callable[[Problem, Plan, Plan, Vacancy], bool]
"""In a problem: does the second plan do for the vacancy what the first one, before it, does not?"""
Steps = list[tuple[Any, ...]]  # Any: a code, a size and a patch


def all_that_help(case: Case, helps: Helps) -> Steps:
    """The smallest step of each kind that helps, in one order."""
    steps = (
        least(chain, case, helps)
        for chain in chains(*case)
        if not chain.code.startswith("unlock.move")
    )
    return _ordered([step for step in steps if step])


def all_that_are_told(case: Case) -> Steps:
    """The same, as remedies have them."""
    problem, plan, row = case
    return _ordered([each.single for each in Remedies(Tables(problem), plan).of(row)])


def least(chain: Chain, case: Case, helps: Helps) -> Any:  # Any: a change or None
    """The smallest step after which somebody may join who might not, or the language is spoken."""
    problem, plan, row = case
    for step in range(1, chain.most + 1):
        single = chain.make(step)
        if row.language is not None and is_filled(single.problem, plan, row):
            return single
        for joined in joining(problem, plan, row):
            after = helps(single.problem, plan, joined, row)
            if after and not helps(problem, plan, joined, row):
                return single
    return None


def joining(problem: Problem, plan: Plan, row: Vacancy) -> Iterator[Plan]:
    """The plan with one expert more in the mission, on its start or on any."""
    mission, held = problem.missions[row.mission], plan.held(row.mission)
    starts = range(len(problem.horizon)) if held.start is None else [held.start]
    roles = [role for role in mission.roles if row.role in (None, role.id)]
    for role in roles:
        seated = held.team.get(role.id, ())
        for expert in problem.experts if len(seated) < role.count else ():
            for start in starts:
                whole = {**held.team, role.id: (*seated, expert)}
                yield Plan({**plan.missions, mission.id: Held(start, whole)})


def _ordered(found: Collection[Any]) -> Steps:
    return sorted(((each.code, each.size, each.patch) for each in found), key=str)
