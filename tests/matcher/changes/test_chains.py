"""Chains: each step's patch and its problem say the same, and what is relaxed allows it."""

import json
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from matcher.changes import all_relaxed, patched
from matcher.changes.facts import facts_of
from matcher.changes.family import ORDER
from matcher.changes.patch import at, steps_of
from matcher.files import read_problem, write_problem
from matcher.halfdays import Span
from matcher.plan import Plan, Unlock
from matcher.solve import solve
from matcher.vacancies import unexplained
from tests.chance import examples
from tests.matcher import make
from tests.matcher.changes.family import chains
from tests.matcher.problems import problems


@examples(50)
@given(document=problems(), pick=st.integers(0, 9))
def test_patch_of_every_step_gives_the_problem_of_the_step(
    document: dict[str, Any], pick: int
) -> None:
    problem = read_problem(json.dumps(document))
    plan = solve(problem, workers=1, time_limit=0.0).plan or Plan()
    rows = unexplained(problem, plan)
    assume(rows)
    row, written = rows[pick % len(rows)], write_problem(problem)

    found = list(chains(problem, plan, row))

    assume(found)
    for chain in found:
        sizes = []
        for step in range(1, chain.most + 1):
            single = chain.make(step)
            assert read_problem(json.dumps(patched(written, single.patch))) == single.problem
            assert single.code == chain.code
            assert single.code in ORDER
            sizes.append(single.size)
            named = facts_of(problem, row, Unlock(single.code, single.patch, (), single.expert))
            assert named
        assert sizes == sorted(sizes)


@examples(25)
@given(document=problems(), pick=st.integers(0, 99), other=st.integers(0, 99))
def test_two_relaxed_at_once_are_no_worse_than_either(
    document: dict[str, Any], pick: int, other: int
) -> None:
    document = {**document, "objective": [{"incomplete": 1}, {"vacancies": 1}]}
    problem = read_problem(json.dumps(document))
    plan = solve(problem, workers=1).plan
    rows = () if plan is None else unexplained(problem, plan)
    assume(rows)
    assert plan is not None
    found = list(chains(problem, plan, rows[pick % len(rows)]))
    assume(found)
    one, two = found[pick % len(found)], found[other % len(found)]

    both = solve(all_relaxed(problem, {one.code: one, two.code: two}.values()), workers=1)

    singles = [
        solve(chain.make(step).problem, workers=1)
        for chain in ((one, two) if one.code != two.code else (two,))
        for step in range(1, chain.most + 1)
    ]
    possible = [answer for answer in singles if answer.status != "infeasible"]
    assume(possible)
    for alone in possible:
        values = [tuple(t.value for t in answer.tiers) for answer in (both, alone)]
        assert values[0] <= values[1]


def test_moves_relaxed_together_let_each_mission_stay() -> None:
    missions = [make.mission(name, window=Span(4, 7)) for name in ("one", "two", "empty")]
    problem = make.problem(missions, [make.expert("anna"), make.expert("paul")])
    plan = make.plan(one=make.held(4, "anna"), two=make.held(6, "paul"))
    row = next(each for each in unexplained(problem, plan) if each.mission == "empty")
    moves = [each for each in chains(problem, plan, row) if each.code == "unlock.move_later"]

    relaxed = all_relaxed(problem, moves)

    assert len(moves) == 2
    for mission in missions[:2]:
        start = plan.held(mission.id).start
        assert start is not None
        assert start in relaxed.missions[mission.id].window


def test_pointers_escape_what_has_a_meaning() -> None:
    assert at("pins", "a/b~c", 0) == "/pins/a~1b~0c/0"
    assert steps_of("/pins/a~1b~0c/0") == ("pins", "a/b~c", "0")


def test_patch_leaves_the_document_alone() -> None:
    document = {"a": [1, {"b": 2}]}

    found = patched(document, ({"op": "remove", "path": "/a/1/b"},))

    assert found == {"a": [1, {}]}
    assert document == {"a": [1, {"b": 2}]}


@pytest.mark.parametrize("path", ["/b", "/a/7", "/a/1/c"])
def test_patch_of_a_place_that_is_not_there_is_refused(path: str) -> None:
    with pytest.raises((KeyError, IndexError)):
        patched({"a": [1, {"b": 2}]}, ({"op": "replace", "path": path, "value": 0},))
