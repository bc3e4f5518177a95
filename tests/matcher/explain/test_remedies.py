"""Remedies: exactly the smallest single changes that let somebody sit down in a plan as it is."""

import json
from dataclasses import replace
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from benchmarks.generate import problem as generated
from matcher.changes import is_filled
from matcher.explain.remedies import Remedies
from matcher.files import read_problem
from matcher.index.tables import Tables
from matcher.plan import Plan, Vacancy
from matcher.problem import ExpertId, Held, Problem, RoleId
from matcher.review import review
from matcher.solve import solve
from matcher.vacancies import unexplained
from tests.chance import examples, often
from tests.matcher.explain.trying import all_that_are_told, all_that_help
from tests.matcher.problems import near_plans, problems


@st.composite
def staffed(draw: DrawFn) -> tuple[Problem, Plan, Vacancy]:
    """A problem, a right plan of it, and one of its vacancies."""
    document = draw(problems())
    problem = read_problem(json.dumps(document))
    horizon = problem.horizon
    missions = draw(near_plans(document))
    plan: Plan | None = Plan(
        {
            name: Held(None if each["start"] is None else horizon.index(each["start"]), team(each))
            for name, each in missions.items()
        }
    )
    if plan is None or review(problem, plan).breaches:
        plan = solve(problem, workers=1, time_limit=0.0).plan
    rows = () if plan is None else unexplained(problem, plan)
    assume(rows)
    assert plan is not None
    return problem, plan, draw(st.sampled_from(rows))


def team(each: dict[str, Any]) -> dict[RoleId, tuple[ExpertId, ...]]:
    return {RoleId(role): tuple(map(ExpertId, who)) for role, who in each["team"].items()}


def test_remedies_are_all_that_trying_finds() -> None:
    worked: list[bool] = []

    @examples(60)
    @given(case=staffed())
    def are_all(case: tuple[Problem, Plan, Vacancy]) -> None:
        wanted = all_that_help(case, helps)
        assert all_that_are_told(case) == wanted
        worked.append(bool(wanted))

    are_all()
    assert often(worked, 0.25)


def helps(problem: Problem, _before: Plan, after: Plan, row: Vacancy) -> bool:
    return good(problem, after, row)


def good(problem: Problem, plan: Plan, row: Vacancy) -> bool:
    """Is a plan right, and is the vacancy filled in it?"""
    return not review(problem, plan).breaches and is_filled(problem, plan, row)


def test_remedies_of_a_unit_let_their_expert_sit() -> None:
    problem = read_problem(json.dumps(generated("unit", 2, tight=True)))
    short = replace(problem, objective=problem.objective[:-1])
    plan = solve(short, workers=1, work_limit=2.0).plan
    assert plan is not None
    remedies = Remedies(Tables(problem), plan)
    looked = 0

    for row in unexplained(problem, plan):
        for each in remedies.of(row):
            if each.expert is None or each.role is None:
                assert is_filled(each.single.problem, plan, row)
                continue
            held = plan.held(row.mission)
            whole = {**held.team, each.role: (*held.team.get(each.role, ()), each.expert)}
            joined = Plan({**plan.missions, row.mission: Held(each.start, whole)})
            assert good(each.single.problem, joined, row)
            assert not good(problem, joined, row)
            looked += 1

    assert looked > 10
