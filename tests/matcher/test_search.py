"""A search on a year of one parliament: limits are kept, the best plan is never lost."""

import json
import time
from functools import cache
from itertools import pairwise
from random import Random
from typing import Any

import pytest

from benchmarks.generate import problem as generated
from matcher.files import read_problem, write_plan
from matcher.plan import Answer, Plan, Progress
from matcher.problem import Problem
from matcher.review import review
from matcher.solve import solve
from tests.matcher import exhaustive, make
from tests.matcher.exhaustive import World
from tests.matcher.make import MONDAY, TUESDAY, held, plan


def grace() -> float:
    """A second of a machine that one has to oneself: as much longer as others keep it busy."""
    began, worked = time.monotonic(), time.process_time()
    while time.process_time() - worked < 0.1:
        sum(range(1000))
    return (time.monotonic() - began) / 0.1


@cache
def unit() -> tuple[Problem, dict[str, Any]]:
    """825 experts and 60 missions, as a problem and as its document."""
    document = json.loads(json.dumps(generated("unit", 1)))  # type: ignore[no-untyped-call]  # the generator has no types
    return read_problem(json.dumps(document)), document


def checked(answer: Answer) -> Plan:
    """The plan of an answer, once reader and exhaustive rules have found it right."""
    problem, document = unit()
    assert answer.plan is not None
    found = review(problem, answer.plan)
    assert found.breaches == ()
    assert tuple(tier.value for tier in answer.tiers) == found.tiers
    assert all(tier.bound <= tier.value for tier in answer.tiers)
    world, own = World(document), exhaustive.read(write_plan(answer.plan, problem.horizon))
    assert exhaustive.wrongs(world, own) == set()
    assert exhaustive.measures(world, own) == answer.measures
    return answer.plan


@pytest.mark.parametrize("seconds", [3.0, 5.0])
def test_time_limit_is_kept_with_a_right_plan(seconds: float) -> None:
    problem, _ = unit()
    before, began = grace(), time.monotonic()

    answer = solve(problem, time_limit=seconds)

    took = time.monotonic() - began
    assert answer.seconds <= took < seconds + max(before, grace())
    checked(answer)


def test_no_time_at_all_still_gives_a_right_plan() -> None:
    problem, _ = unit()

    answer = solve(problem, time_limit=0.0)

    assert answer.status == "feasible"
    checked(answer)


def test_stop_keeps_the_best_plan() -> None:
    problem, _ = unit()
    heard: list[Progress] = []
    before, began = grace(), time.monotonic()

    answer = solve(
        problem, progress=heard.append, stop=lambda: time.monotonic() - began > 3, time_limit=60
    )

    assert time.monotonic() - began < 3 + max(before, grace())
    plans = [news.plan for news in heard if news.plan is not None]
    best = min(review(problem, plan).tiers for plan in plans)
    assert review(problem, checked(answer)).tiers == best


def test_start_plan_is_never_worsened() -> None:
    problem, _ = unit()
    first = solve(problem, time_limit=6.0)

    again = solve(problem, time_limit=0.0, start=checked(first))

    assert [tier.value for tier in again.tiers] <= [tier.value for tier in first.tiers]


def test_wrong_start_plan_does_no_harm() -> None:
    problem = make.problem([make.mission("a"), make.mission("b")], make.expert())
    wrong = plan(a=held(MONDAY, "anna"), b=held(MONDAY, "anna", "zoe"), c=held(TUESDAY))

    answer = solve(problem, workers=1, start=wrong)

    assert answer.status == "optimal"
    assert [tier.value for tier in answer.tiers[:2]] == [0, 0]


def test_start_plan_out_of_the_horizon_does_no_harm() -> None:
    problem = make.problem(make.mission(), make.expert())

    answer = solve(problem, workers=1, start=plan(m=held(-40, "anna")))

    assert [tier.value for tier in answer.tiers[:2]] == [0, 0]


def test_news_comes_in_order_and_ends_with_the_answer() -> None:
    heard: list[Progress] = []
    problem = make.problem([make.mission("a"), make.home("b")], make.expert(load=3))

    answer = solve(problem, workers=1, progress=heard.append)

    assert heard
    assert all(one.tier <= next_.tier for one, next_ in pairwise(heard))
    assert all(news.plan is not None for news in heard)
    last = heard[-1]
    assert (last.value, last.bound) == (answer.tiers[-1].value, answer.tiers[-1].bound)
    assert last.vacancies == 0


@pytest.mark.parametrize("people", [[], [make.expert()]], ids=["nobody", "somebody"])
def test_problem_without_missions_is_solved(people: list[Any]) -> None:
    answer = solve(make.problem([], people), workers=1)

    assert answer.status == "optimal"
    assert [tier.value for tier in answer.tiers] == [0, 0, 0, 0]


def test_problem_without_experts_is_solved() -> None:
    answer = solve(make.problem([make.mission("a"), make.mission("b")]), workers=1)

    assert answer.status == "optimal"
    assert [tier.value for tier in answer.tiers] == [2, 2, 0, 0]


def test_conflict_names_the_pins_that_cannot_be() -> None:
    missions = [make.mission("a"), make.mission("b"), make.mission("c", partner="mg")]
    pins = {"a": held(MONDAY), "b": held(MONDAY), "c": held(TUESDAY, "anna")}

    answer = solve(make.problem(missions, make.expert(), pins=pins), workers=1)

    assert answer.status == "infeasible"
    assert answer.plan is None
    named = {(pin.mission, pin.start, pin.expert) for pin in answer.conflict}
    assert named == {("a", "2027-03-01/am", None), ("b", "2027-03-01/am", None)}


def test_same_work_gives_the_same_plan_whatever_the_order() -> None:
    problem, document = unit()
    shuffled = dict(document)
    for section in ("experts", "missions", "partners", "programmes", "domains"):
        shuffled[section] = Random(5).sample(document[section], len(document[section]))

    one = solve(problem, work_limit=0.5, time_limit=600)
    other = solve(read_problem(json.dumps(shuffled)), work_limit=0.5, time_limit=600)

    assert write_plan(checked(other), problem.horizon) == write_plan(checked(one), problem.horizon)
    assert (other.status, other.tiers, other.vacancies) == (one.status, one.tiers, one.vacancies)


def test_first_two_tiers_of_a_unit_are_proven() -> None:
    problem, _ = unit()

    answer = solve(problem, work_limit=0.01, time_limit=600)

    assert [tier.optimal for tier in answer.tiers[:2]] == [True, True]
    checked(answer)


def test_reseating_betters_the_last_tier_alone() -> None:
    problem, _ = unit()
    before = solve(problem, work_limit=1.0, time_limit=600, strategies=("construct", "counting"))

    after = solve(
        problem, work_limit=1.0, time_limit=600, strategies=("construct", "counting", "reassign")
    )

    assert after.tiers[:3] == before.tiers[:3]
    assert after.tiers[3].value < before.tiers[3].value
    checked(after)


def test_problem_without_an_aim_is_answered_by_a_right_plan() -> None:
    problem = make.problem(make.mission(), make.expert(), objective=())

    answer = solve(problem, workers=1)

    assert (answer.status, answer.tiers) == ("optimal", ())
    assert review(problem, answer.plan or Plan()).breaches == ()
