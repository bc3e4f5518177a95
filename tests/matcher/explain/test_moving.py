"""A mission moved within a plan: what breaks, who cannot come, what it costs."""

import json

from hypothesis import given
from hypothesis import strategies as st

from matcher.explain.moving import moved
from matcher.files import read_problem
from matcher.halfdays import Span
from matcher.plan import Plan
from matcher.problem import Held, MissionId
from matcher.review import review
from tests.matcher import make
from tests.matcher.exhaustive import Json
from tests.matcher.make import MONDAY, TUESDAY, WEDNESDAY
from tests.matcher.problems import problems

M = MissionId("m")


def test_move_within_the_window_costs_the_days_from_the_preferred_one() -> None:
    problem = make.problem(make.mission(preferred=MONDAY), make.expert())
    plan = make.plan(m=make.held(MONDAY, "anna"))

    answer = moved(problem, plan, M, WEDNESDAY)

    assert (answer.is_allowed, answer.breaches, answer.leaving) == (True, (), ())
    assert answer.measures["delay"] == 2
    assert answer.tiers == (0, 0, 0, 4)


def test_move_onto_a_busy_day_names_who_cannot_come() -> None:
    anna = make.expert(busy=(Span(TUESDAY, TUESDAY + 2),))
    problem = make.problem(make.mission(priority=3), [anna, make.expert("paul")])
    plan = make.plan(m=make.held(MONDAY, "anna"))

    answer = moved(problem, plan, M, TUESDAY)

    assert [breach.code for breach in answer.breaches] == ["availability.busy"]
    assert answer.leaving == ("anna",)
    assert (answer.measures["vacancies"], answer.measures["incomplete"]) == (3, 3)


def test_move_out_of_the_window_is_not_allowed_and_says_why() -> None:
    problem = make.problem(make.mission(window=Span(0, 2)), make.expert())

    answer = moved(problem, make.plan(m=make.held(MONDAY, "anna")), M, TUESDAY)

    assert not answer.is_allowed
    assert [breach.code for breach in answer.breaches] == ["start.outside_window"]
    assert answer.leaving == ()


def test_mission_without_a_date_is_given_one() -> None:
    problem = make.problem(make.mission(), make.expert())

    answer = moved(problem, Plan(), M, MONDAY)

    assert answer.breaches == ()
    assert (answer.is_allowed, answer.tiers) == (True, (0, 0, 0, 0))


@given(problems(), st.integers(0, 2), st.integers(0, 15))
def test_answer_is_what_the_reader_says(document: Json, number: int, start: int) -> None:
    problem = read_problem(json.dumps(document))
    missions = list(problem.missions)
    name = missions[number % len(missions)]
    start %= len(problem.horizon)
    plan = Plan({each: held for each, held in problem.published.items() if each in missions})
    team = plan.held(name).team

    answer = moved(problem, plan, name, start)

    stays = {role: tuple(e for e in who if e not in answer.leaving) for role, who in team.items()}
    smaller = Plan({**plan.missions, name: Held(start, stays)})
    before, after = review(problem, plan), review(problem, smaller)
    assert answer.tiers == tuple(b - a for a, b in zip(before.tiers, after.tiers, strict=True))
    spoken = {breach.expert for breach in answer.breaches}
    assert set(answer.leaving) == spoken & set(plan.held(name).experts)
