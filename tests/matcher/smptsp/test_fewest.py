"""Fewest experts on given dates: right plans, and bounds that are never above the optimum."""

import json
from pathlib import Path

import pytest
from hypothesis import assume, given

from benchmarks import from_ptsp
from matcher.files import read_problem
from matcher.index.tables import Tables
from matcher.plan import Answer
from matcher.problem import Problem
from matcher.review import review
from matcher.solve import solve, sorted_by_id
from matcher.solve.smptsp.fixed_dates import fixed_dates, has_fixed_dates
from tests.matcher import exhaustive
from tests.matcher.exhaustive import Json
from tests.matcher.smptsp.days import days
from tests.matcher.test_agreement import examples, shuffled
from tests.matcher.test_search import grace


def fewest(document: Json, **limits: float) -> Answer:
    return solve(read_problem(json.dumps(document)), strategies=["smptsp"], **limits)  # type: ignore[arg-type]  # mypy takes each limit for all of them


def values(answer: Answer) -> list[int]:
    return [tier.value for tier in answer.tiers]


def public(shared: Path, name: str) -> Problem:
    """An instance of the public library, as a problem."""
    document = from_ptsp.problem(shared / "data" / "ptsp" / f"{name}.dat")
    return read_problem(json.dumps(document))


@examples(60)
@given(days())
def test_bounds_are_never_above_the_optimum(document: Json) -> None:
    best = exhaustive.best(document).best
    assume(best is not None)
    assert best is not None

    answer = fewest(document)

    for tier, value in zip(answer.tiers, best, strict=True):
        assert tier.bound <= value <= tier.value
        if tier.value != value:
            break  # what follows is proven given a worse value of this tier


@examples(60)
@given(days())
def test_fewest_are_found_and_proven_where_all_seats_can_be_filled(document: Json) -> None:
    document = {**document, "objective": [{"vacancies": 1}, {"pool": 2}], "pins": {}}
    for expert in document["experts"]:
        expert.update(kind="official", rest=0)
    best = exhaustive.best(document).best
    assume(best is not None and best[0] == 0)

    answer = fewest(document)

    assert answer.status == "optimal"
    assert tuple(values(answer)) == best


@examples(20)
@given(days())
def test_same_work_gives_the_same_plan_in_any_order(document: Json) -> None:
    one = fewest(document, work_limit=0.5)

    other = fewest(shuffled(document, 1), work_limit=0.5)

    assert (other.status, other.tiers, other.plan) == (one.status, one.tiers, one.plan)


@pytest.mark.parametrize(
    ("name", "pool"),
    [
        ("data_1_23_40_66", 20),
        ("data_11_24_119_33", 20),
        ("data_45_67_420_33", 60),
        ("data_0001_0062_0071_025", 29),
        ("data_0003_0082_0093_025", 31),
    ],
)
def test_public_instance_is_proven(shared: Path, name: str, pool: int) -> None:
    problem = public(shared, name)

    answer = solve(problem, strategies=["smptsp"], time_limit=240.0)

    assert answer.status == "optimal"
    assert values(answer) == [0, pool]
    assert answer.plan is not None
    found = review(problem, answer.plan)
    assert found.breaches == ()
    assert found.tiers == (0, pool)


def test_time_limit_is_kept_where_nothing_is_proven(shared: Path) -> None:
    problem = public(shared, "data_59_70_525_33")

    before = grace()

    answer = solve(problem, strategies=["smptsp"], time_limit=0.5)

    assert answer.seconds < 0.5 + 3 * max(before, grace())


@examples(20)
@given(days())
def test_chains_of_a_plan_mean_that_plan(document: Json) -> None:
    problem = sorted_by_id(read_problem(json.dumps(document)))
    tables = Tables(problem)
    answer = solve(problem)
    assume(has_fixed_dates(problem, tables) and answer.plan is not None)
    assert answer.plan is not None
    assume(answer.tiers[0].value == 0)
    day = fixed_dates(problem, tables)
    assume(all(held.start is not None for held in answer.plan.missions.values()))

    again = day.plan(day.chains(answer.plan))

    teams = [{r: set(who) for r, who in held.team.items()} for held in again.missions.values()]
    before = [answer.plan.held(mission).team.items() for mission in again.missions]
    assert teams == [{role: set(who) for role, who in team} for team in before]
