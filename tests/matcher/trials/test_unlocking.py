"""Unlocks: all smallest single changes, no others, each with the tiers that it gives."""

import json
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from matcher.changes import patched
from matcher.files import read_problem, write_plan, write_problem
from matcher.plan import Plan, Vacancy
from matcher.problem import Problem
from matcher.review import review
from matcher.solve import solve
from matcher.trials.trial import TrialLimits
from matcher.trials.unlocking import unlocks
from matcher.vacancies import unexplained
from tests.chance import examples, often
from tests.matcher import make
from tests.matcher.problems import problems
from tests.matcher.trials.plain_unlocks import Row, plan_of, unlocking

PLENTY = TrialLimits(seconds=240.0, workers=1)


def start_plan(problem: Problem, share: float) -> Plan | None:
    """The best plan, or the one of no search at all."""
    return solve(problem, workers=1, time_limit=60.0 if share else 0.0).plan


def canonical(document: dict[str, Any]) -> str:
    return json.dumps(write_problem(read_problem(json.dumps(document))), sort_keys=True)


def test_unlocks_are_all_single_changes_that_help() -> None:
    worked: list[bool] = []

    @examples(40)
    @given(document=problems(), is_best=st.sampled_from([1.0, 1.0, 0.0]), pick=st.integers(0, 9))
    def are_all(document: dict[str, Any], is_best: float, pick: int) -> None:
        problem = read_problem(json.dumps(document))
        plan = start_plan(problem, is_best)
        rows = [] if plan is None else unexplained(problem, plan)
        assume(rows)
        assert plan is not None
        row: Vacancy = rows[pick % len(rows)]

        found = unlocks(problem, plan, row, PLENTY)

        written = write_problem(problem)
        before = review(problem, plan).tiers[:-1]
        wanted = []
        if before:
            short = {**written, "objective": [dict(tier) for tier in problem.objective[:-1]]}
            plain = Row(row.mission, row.role, row.seats, row.language)
            held = plan_of(write_plan(plan, problem.horizon))
            for each in unlocking(short, held, plain, before):
                changed = {**each["document"], "objective": [dict(t) for t in problem.objective]}
                wanted.append((each["code"], each["tiers"], canonical(changed)))
        assert found.complete
        assert sorted(
            (unlock.code, unlock.tiers, canonical(patched(written, unlock.patch)))
            for unlock in found.found
        ) == sorted(wanted)
        worked.append(bool(wanted))

    are_all()
    assert often(worked, 0.25)


def test_unlocks_cut_short_are_some_of_them_all() -> None:
    worked: list[bool] = []

    @examples(40)
    @given(document=problems(), most=st.integers(0, 12), pick=st.integers(0, 9))
    def are_some(document: dict[str, Any], most: int, pick: int) -> None:
        problem = read_problem(json.dumps(document))
        plan = start_plan(problem, 1.0)
        rows = [] if plan is None else unexplained(problem, plan)
        assume(rows)
        assert plan is not None
        row: Vacancy = rows[pick % len(rows)]

        cut = unlocks(problem, plan, row, PLENTY, most)

        every = unlocks(problem, plan, row, PLENTY).found
        worked.append(bool(every))
        some = {(unlock.code, str(unlock.patch), unlock.tiers) for unlock in cut.found}
        whole = {(unlock.code, str(unlock.patch), unlock.tiers) for unlock in every}
        assert some <= whole
        assert some == whole or not cut.complete

    are_some()
    assert often(worked, 0.25)


def test_unlock_is_no_larger_step_where_the_time_ended_before_a_smaller_one() -> None:
    wanted = make.role(languages={"fr": 4}, domains={"law": 1})
    short = make.mission("m", roles=(wanted,))
    people = [
        make.expert("anna", languages={"fr": 2}, domains={"law": 1}),
        make.expert("beth", languages={"fr": 3}, domains={"law": 1}),
        make.expert("cara"),
        make.expert("dan"),
    ]
    others = [make.mission("n", partner="mg"), make.home("k")]
    problem = make.problem([short, *others], people)
    start = short.window.start
    plan = make.plan(m=make.held(start), n=make.held(start, "anna"), k=make.held(start, "beth"))
    assert review(problem, plan).breaches == ()
    (row,) = unexplained(problem, plan)

    found = [unlocks(problem, plan, row, PLENTY, most).found for most in range(12)]

    language = [u.patch[0]["value"] for each in found for u in each if "language" in u.code]
    assert set(language) == {"B1"}
