"""The Lagrangian strategy on random tiny problems: bounds never above the optimum, plans right."""

import json
from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from benchmarks.generate import problem as generated
from matcher.files import read_plan, read_problem
from matcher.plan import Answer, Progress
from matcher.review import review
from matcher.solve import solve
from tests.chance import examples
from tests.matcher import exhaustive
from tests.matcher.exhaustive import Json, World
from tests.matcher.problems import problems

ABOVE: list[list[Json]] = [
    [{"incomplete": 1}, {"vacancies": 1}],
    [{"incomplete": 2, "vacancies": 1}],
    [{"vacancies": 1}],
    [{"vacancies": 1}, {"incomplete": 3}],
    [{"incomplete": 1}, {"vacancies": 1}, {"calls": 1}],
    [{"incomplete": 1}, {"calls": 2}],
    [{"calls": 1}, {"vacancies": 1}],
    [],
]
LAST: list[Json] = [
    {"misfit": 10, "burden": 1, "delay": 2},
    {"burden": 1},
    {"misfit": 1, "cost": 3},
    {"delay": 1, "burden": 2, "misfit": 0},
    {"cost": 1, "burden": 7, "delay": 30},
]
Test = Callable[..., None]


@st.composite
def priced_problems(draw: DrawFn) -> Json:
    """Tiny problems whose last tier is one of fit, burden, delay and cost."""
    document: Json = draw(problems())
    objective = [*draw(st.sampled_from(ABOVE)), draw(st.sampled_from(LAST))]
    return {**document, "objective": objective}


def best_above(document: Json) -> Json | None:
    """A plan that is best in all tiers but the last, where there is any right plan."""
    above = {**document, "objective": [*document["objective"][:-1], {"finish": 1}]}
    found = exhaustive.best(above)
    return None if found.plan is None else exhaustive.write(found.plan)


def priced(document: Json, missions: Json, **limits: Any) -> Answer:  # Any: what `solve` takes
    problem = read_problem(json.dumps(document))
    file = {"format": "hemicycle/plan@1", "status": "feasible", "missions": missions}
    start = read_plan(json.dumps(file), problem.horizon)
    return solve(problem, **{"workers": 1, "start": start, "strategies": ["lagrangian"], **limits})


@pytest.mark.parametrize("strategies", [["lagrangian"], ["counting", "lagrangian"]], ids=" ".join)
@examples(12)
@given(document=priced_problems())
def test_prices_prove_the_best_plan(strategies: list[str], document: Json) -> None:
    missions = best_above(document)
    assume(missions is not None)
    best = exhaustive.best(document).best
    assume(best is not None and best[-1] > 0)
    heard: list[Progress] = []

    answer = priced(document, missions, progress=heard.append, strategies=strategies)

    assert best is not None and answer.plan is not None
    found = review(read_problem(json.dumps(document)), answer.plan)
    assert found.breaches == ()
    assert found.tiers == best
    assert answer.tiers[-1].bound == best[-1]
    last = len(best) - 1
    assert all(news.bound is None or news.bound <= best[-1] for news in heard if news.tier == last)


@examples(10)
@given(document=priced_problems(), pick=st.integers(0, 99))
def test_bound_holds_for_all_plans_that_worsen_nothing_above(document: Json, pick: int) -> None:
    few = {**document, "missions": document["missions"][:2]}
    names = [mission["id"] for mission in few["missions"]]
    few["pins"] = {m: pin for m, pin in document.get("pins", {}).items() if m in names}
    world = World(few)
    sizes = [len(exhaustive.options(world, mission)) for mission in world.missions.values()]
    assume(sizes[0] * sizes[-1] <= 2000)
    plans = list(exhaustive.right_plans(world))
    assume(plans)

    answer = priced(few, exhaustive.write(plans[pick % len(plans)]))

    values = tuple(tier.value for tier in answer.tiers)
    every = [exhaustive.tiers(world, exhaustive.measures(world, plan)) for plan in plans]
    least = min(tiers[-1] for tiers in every if tiers[:-1] <= values[:-1])
    assert answer.tiers[-1].bound <= least
    assume(answer.tiers[-1].bound > 0)


@pytest.mark.parametrize("work", [0.002, 5.0])
@examples(4)
@given(document=priced_problems(), order=st.integers(0, 9))
def test_same_work_gives_the_same_plan_in_any_order(
    work: float, document: Json, order: int
) -> None:
    random = Random(order)
    other = {**document}
    for part in ("experts", "missions"):
        other[part] = random.sample(document[part], len(document[part]))

    one, again = (priced(each, {}, work_limit=work) for each in (document, other))

    assert (one.status, one.tiers, one.plan) == (again.status, again.tiers, again.plan)


def test_unit_is_proven_but_for_little() -> None:
    problem = read_problem(json.dumps(generated("unit", 4)))  # type: ignore[no-untyped-call]  # the generator has no types

    answer = solve(problem, workers=1, work_limit=60.0, strategies=["counting", "lagrangian"])

    assert answer.plan is not None
    assert review(problem, answer.plan).breaches == ()
    assert answer.tiers[-1].gap < 0.01
