"""The prices path on random tiny problems: bounds never above the optimum, plans right."""

import json
from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from matcher.files import read_plan, read_problem
from matcher.plan import Answer, Progress
from matcher.review import review
from matcher.solve import solve
from tests.matcher import exhaustive
from tests.matcher.exhaustive import Json
from tests.matcher.problems import problems

ABOVE: list[list[Json]] = [
    [{"incomplete": 1}, {"vacancies": 1}],
    [{"incomplete": 2, "vacancies": 1}],
    [{"vacancies": 1}],
    [{"vacancies": 1}, {"incomplete": 3}],
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


def examples(share: int) -> Callable[[Test], Test]:
    """So many examples of every hundred that the profile asks for."""
    most = settings.default.max_examples if settings.default else 100
    return settings(max_examples=max(1, share * most // 100))


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
    return solve(problem, **{"workers": 1, "start": start, "paths": ["prices"], **limits})


@examples(40)
@given(priced_problems())
def test_prices_prove_the_best_plan(document: Json) -> None:
    missions = best_above(document)
    if missions is None:
        return
    best = exhaustive.best(document).best
    heard: list[Progress] = []

    answer = priced(document, missions, progress=heard.append)

    assert best is not None and answer.plan is not None
    found = review(read_problem(json.dumps(document)), answer.plan)
    assert found.breaches == ()
    assert found.tiers == best
    assert answer.tiers[-1].bound == best[-1]
    last = len(best) - 1
    assert all(news.bound is None or news.bound <= best[-1] for news in heard if news.tier == last)
