"""Unlocks that a plan file claims are held against the problem and the plan's own tiers."""

import json
from dataclasses import replace

import pytest

from matcher.changes.unlock_claims import is_possible
from matcher.claims import Claim, false_claims
from matcher.files import read_plan_file, write_answer
from matcher.plan import Answer, Unlock
from matcher.problem import ExpertId
from matcher.review import review
from matcher.solve import solve
from matcher.trials.trial import TrialLimits
from matcher.trials.unlocking_answer import with_unlocks
from tests.matcher import make

PROBLEM = make.problem(
    make.mission(roles=(make.role(languages={"fr": 4}),)), make.expert(languages={"fr": 2})
)
PATH = "/missions/0/roles/0/languages/fr"
TIERS = (1, 1, 0, 0)
STEP = {"op": "replace", "path": PATH, "value": "A2"}
RIGHT = Unlock("unlock.language_lower", (STEP,), (0, 0, 0), ExpertId("anna"))


def claims(answer: Answer) -> list[Claim]:
    """What is wrong with an answer, written and read again."""
    file = read_plan_file(json.dumps(write_answer(answer, PROBLEM.horizon)), PROBLEM.horizon)
    assert file.answer.plan is not None
    return list(false_claims(PROBLEM, file, review(PROBLEM, file.answer.plan)))


def test_unlocks_of_an_answer_are_no_false_claims() -> None:
    answer = with_unlocks(PROBLEM, solve(PROBLEM, workers=1), TrialLimits(seconds=60.0))

    assert answer.vacancies[0].unlocks == (RIGHT,)
    assert claims(answer) == []


def test_unlock_that_betters_nothing_is_a_false_claim() -> None:
    answer = solve(PROBLEM, workers=1)
    wrong = replace(answer.vacancies[0], unlocks=(replace(RIGHT, tiers=(1, 1, 0)),))

    found = claims(replace(answer, vacancies=(wrong,)))

    facts = {"mission": "m", "seat": "r", "unlock": "unlock.language_lower"}
    assert found == [Claim("claim.unlock", facts)]


@pytest.mark.parametrize(
    "wrong",
    [
        replace(RIGHT, code="unlock.magic"),
        replace(RIGHT, tiers=(0, 0)),
        replace(RIGHT, patch=()),
        replace(RIGHT, patch=({**STEP, "path": "/missions/7/length"},)),
        replace(RIGHT, patch=({**STEP, "path": ""},)),
        replace(RIGHT, patch=({**STEP, "op": "dance"},)),
        replace(RIGHT, patch=({**STEP, "value": "Z9"},)),
        replace(RIGHT, patch=({**STEP, "value": "B2"},)),
    ],
)
def test_unlock_of_another_shape_is_impossible(wrong: Unlock) -> None:
    assert is_possible(PROBLEM, RIGHT, TIERS)
    assert not is_possible(PROBLEM, wrong, TIERS)
