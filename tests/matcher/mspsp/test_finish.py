"""The finish strategy says what exhaustive search and the model of everything say."""

import json

from hypothesis import given

from matcher.files import read_problem
from matcher.plan import Answer
from matcher.review import review
from matcher.solve import solve
from tests.chance import examples
from tests.matcher import exhaustive
from tests.matcher.drawing import Json
from tests.matcher.mspsp.problems import plain_problems

STRATEGIES = ("mspsp", "counting", "cpsat")


def found_by(document: Json, *strategies: str) -> Answer:
    return solve(
        read_problem(json.dumps(document)), time_limit=240.0, workers=1, strategies=strategies
    )


def is_between(answer: Answer, best: tuple[int, ...]) -> bool:
    """No bound above the optimum, no value below it, as far as the tiers above agree."""
    for tier, optimum in zip(answer.tiers, best, strict=True):
        if not tier.bound <= optimum <= tier.value:
            return False
        if tier.value != optimum:
            break
    return True


@examples(25)
@given(plain_problems(days=3, experts=3, missions=3))
def test_finish_agrees_with_exhaustive_search(document: Json) -> None:
    best = exhaustive.best(document).best

    answer = found_by(document, *STRATEGIES)

    assert best is not None
    assert tuple(tier.value for tier in answer.tiers) == best
    assert answer.status == "optimal"


@examples(25)
@given(plain_problems(days=3, experts=3, missions=3))
def test_bound_is_never_above_the_optimum(document: Json) -> None:
    best = exhaustive.best(document).best

    answer = found_by(document, "mspsp")

    assert best is not None and answer.plan is not None
    assert is_between(answer, best)
    assert not review(read_problem(json.dumps(document)), answer.plan).breaches


@examples(12)
@given(plain_problems(days=8, experts=6, missions=7))
def test_finish_agrees_with_the_model_of_everything(document: Json) -> None:
    whole = found_by(document, "counting", "cpsat")

    answer = found_by(document, *STRATEGIES)

    assert [(t.value, t.bound) for t in answer.tiers] == [(t.value, t.bound) for t in whole.tiers]


@examples(5)
@given(plain_problems(days=8, experts=6, missions=7))
def test_same_work_gives_the_same_plan(document: Json) -> None:
    problem = read_problem(json.dumps(document))

    one, other = (
        solve(problem, work_limit=2.0, workers=2, strategies=STRATEGIES) for _ in range(2)
    )

    assert (one.tiers, one.plan) == (other.tiers, other.plan)
