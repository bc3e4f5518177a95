"""Funnels from the tables of all experts: the same numbers as one expert after the other."""

import json

from hypothesis import given

from matcher.files import read_plan, read_problem
from matcher.index.tables import Tables
from matcher.plan import Plan, Vacancy
from matcher.problem import Mission, Problem, Role
from matcher.vacancies import vacancies
from tests.chance import examples
from tests.matcher import make
from tests.matcher.exhaustive import Json
from tests.matcher.plain_funnels import funnel
from tests.matcher.problems import planned


@examples(40)
@given(planned())
def test_tables_of_all_experts_count_as_one_by_one(case: tuple[Json, Json]) -> None:
    problem = read_problem(json.dumps(case[0]))
    file = {"format": "hemicycle/plan@1", "status": "feasible", "missions": case[1]}
    tables = Tables(problem)

    assert vacancies(tables, Plan())
    for plan in (read_plan(json.dumps(file), problem.horizon), Plan()):
        for row in vacancies(tables, plan):
            assert row.funnel == plain(problem, plan, row)


def plain(problem: Problem, plan: Plan, vacancy: Vacancy) -> object:
    mission = problem.missions[vacancy.mission]
    return funnel(problem, plan, mission, role_of(mission, vacancy))


def role_of(mission: Mission, vacancy: Vacancy) -> Role:
    """The role that is not full, or one that asks for the language alone."""
    if vacancy.role is not None:
        return mission.role(vacancy.role)
    language = vacancy.language
    return make.role(languages={} if language is None else {language: mission.speaks[language]})
