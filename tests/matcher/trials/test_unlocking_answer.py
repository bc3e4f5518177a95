"""Unlocks in an answer: as far as limits allow, the same again under a work limit."""

import json
import math
from dataclasses import replace

from benchmarks.generate import problem as generated
from matcher.changes import patched
from matcher.files import read_problem, write_problem
from matcher.plan import Answer
from matcher.problem import Problem
from matcher.solve import solve
from matcher.trials.trial import TrialLimits, tried, without_last_tier
from matcher.trials.unlocking_answer import with_unlocks
from tests.matcher import make

REPEATABLE = TrialLimits(seconds=math.inf, work=1.0, workers=1)


def unit(seed: int) -> tuple[Problem, Answer]:
    """A tight unit and an answer whose tiers but the last are proven."""
    problem = read_problem(json.dumps(generated("unit", seed, tight=True)))
    answer = solve(without_last_tier(problem), workers=1, work_limit=4.0)
    assert answer.status == "optimal"
    return problem, replace(answer, vacancies=answer.vacancies[:4], seconds=0.0)


def test_unlocks_of_a_unit_give_their_tiers_when_solved_from_the_document() -> None:
    problem, answer = unit(3)

    found = with_unlocks(problem, answer, REPEATABLE)

    unlocked = [unlock for row in found.vacancies for unlock in row.unlocks]
    assert unlocked
    for unlock in unlocked:
        document = json.dumps(patched(write_problem(problem), unlock.patch))
        again = tried(without_last_tier(read_problem(document)), TrialLimits(seconds=60.0))
        assert again.status == "optimal"
        assert tuple(tier.value for tier in again.tiers) == unlock.tiers
        assert unlock.tiers < tuple(tier.value for tier in answer.tiers)


def test_unlocks_under_a_work_limit_are_the_same_again() -> None:
    problem, answer = unit(4)

    one = with_unlocks(problem, answer, REPEATABLE)
    other = with_unlocks(problem, answer, REPEATABLE)

    assert one.vacancies == other.vacancies
    assert any(row.unlocks for row in one.vacancies)


def test_unlocks_are_left_out_where_the_time_is_over() -> None:
    problem, answer = unit(4)

    late = with_unlocks(problem, replace(answer, seconds=9.8), TrialLimits(seconds=10.0))

    assert late.vacancies == answer.vacancies


def test_unlocks_are_left_out_where_a_stop_was_asked_for() -> None:
    problem, answer = unit(4)

    stopped = with_unlocks(problem, answer, TrialLimits(seconds=60.0, stop=lambda: True))

    assert stopped.vacancies == answer.vacancies


def test_unlock_of_one_tier_is_none() -> None:
    mission = make.mission(roles=(make.role(languages={"fr": 3}),))
    problem = make.problem(mission, make.expert(), objective=({"vacancies": 1},))
    answer = solve(problem, workers=1)

    assert with_unlocks(problem, answer, TrialLimits()).vacancies == answer.vacancies
    assert len(answer.vacancies) == 1


def test_unlock_says_the_level_that_is_enough() -> None:
    mission = make.mission(roles=(make.role(languages={"fr": 4}),))
    problem = make.problem(mission, make.expert(languages={"fr": 2}))
    answer = solve(problem, workers=1)

    (row,) = with_unlocks(problem, answer, TrialLimits(seconds=60.0)).vacancies

    (unlock,) = row.unlocks
    path = "/missions/0/roles/0/languages/fr"
    assert unlock.code == "unlock.language_lower"
    assert unlock.patch == ({"op": "replace", "path": path, "value": "A2"},)
    assert unlock.tiers == (0, 0, 0)
