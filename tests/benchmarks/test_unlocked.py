"""Questions about vacancies are measured, and a wrong unlock would be named."""

import argparse
from dataclasses import replace

from benchmarks.commands.unlocks import in_short
from benchmarks.unlocked import drawn, holds, questions
from matcher.plan import Unlock
from matcher.solve import solve
from matcher.trials.trial import TrialLimits, tried, without_last_tier
from matcher.trials.unlocking import unlocks
from tests.matcher import make

ASKED = argparse.Namespace(seconds=30.0, workers=1, seed=1, questions=4)
PROBLEM = make.problem(
    make.mission(roles=(make.role(languages={"fr": 4}),)), make.expert(languages={"fr": 2})
)


def test_a_question_is_measured_with_its_unlocks() -> None:
    found = questions(PROBLEM, ASKED)

    (asked,) = found["questions"]
    assert (found["vacancies"], found["proven"]) == (1, True)
    assert (asked["mission"], asked["role"], asked["complete"]) == ("m", "r", True)
    assert (asked["unlocks"], asked["differing"]) == (["unlock.language_lower"], [])
    assert asked["remedies"] == 1
    assert in_short(found).endswith("1 complete, 1 unlocks, 0 wrong")


def test_a_wrong_unlock_is_named() -> None:
    answer = tried(without_last_tier(PROBLEM), TrialLimits(workers=1))
    assert answer.plan is not None
    (right,) = unlocks(PROBLEM, answer.plan, answer.vacancies[0], TrialLimits(workers=1)).found
    wrong = Unlock(right.code, ({**right.patch[0], "value": "B1"},), right.tiers)

    assert holds(PROBLEM, answer, right, ASKED)
    assert not holds(PROBLEM, answer, wrong, ASKED)
    assert not holds(PROBLEM, answer, replace(right, tiers=(0, 0, 1)), ASKED)


def test_vacancies_are_drawn_once_each() -> None:
    rows = solve(make.problem([make.mission(name) for name in "abcde"], ()), workers=1).vacancies

    assert len(rows) == 5
    assert len(set(drawn(rows, 3, 1))) == 3
    assert drawn(rows, 9, 1) == list(rows)
