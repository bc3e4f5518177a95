"""Questions are measured as they are asked, checked, and their table says what the rows say."""

import argparse
from dataclasses import replace

from benchmarks.questions import differs, questions
from benchmarks.tables import questions as tables
from matcher.index.tables import Tables
from matcher.plan import Assignment
from matcher.trials.forcing import forced
from matcher.trials.trial import TrialLimits
from tests.benchmarks.measured import row
from tests.matcher import make
from tests.matcher.make import MONDAY, held, plan

ASKED = argparse.Namespace(seconds=5.0, workers=1, seed=1)
PEOPLE = [make.expert(), make.expert("ben"), make.expert("cleo", rest=2)]


def test_questions_are_timed_and_checked() -> None:
    problem = make.problem([make.mission(), make.home("other")], PEOPLE)

    found = questions(problem, ASKED)

    assert found["candidates"]["count"] == found["why"]["count"] == 2
    assert found["why_not"]["count"] > 0
    assert (found["forced"], found["infeasible"], found["proven"]) == (2, 0, 2)
    assert (found["wrong"], found["differing"]) == (0, [])


def test_a_wrong_cost_is_named() -> None:
    problem = make.problem(make.mission(), PEOPLE)
    here = Assignment(make.mission().id, make.role().id, PEOPLE[1].id)
    found = forced(Tables(problem), plan(m=held(MONDAY, "anna")), here, TrialLimits(workers=1))
    worse = replace(found.tiers[0], value=1, bound=1)

    assert not differs(problem, found)
    assert differs(problem, replace(found, tiers=(worse, *found.tiers[1:])))


def test_table_has_medians_and_what_was_wrong() -> None:
    took = {"count": 3, "median": 12.0, "late": 20.0, "most": 31.0}
    kinds = dict.fromkeys(("candidates", "why", "why_not", "forcing"), took)
    counts = {
        "forced": 3,
        "infeasible": 1,
        "unknown": 0,
        "proven": 2,
        "last_proven": 0,
        "last_gaps": [0.1, 0.3],
    }
    told = row("questions", **kinds, **counts, wrong=0, differing=[])

    right, wrong = tables.questions([told]), tables.questions([{**told, "wrong": 1}])

    assert "| 12 (31) | 12 (31) | 12 (31) | 3 | 1 | 0 | 12 (31) | 2 of 2 | 0 of 2 | 30 % |" in right
    assert "bore out" in right
    assert f"wrong: {told['instance']}." in wrong
