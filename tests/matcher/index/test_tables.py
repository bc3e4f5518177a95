"""The tables of a problem: other pins need no other census."""

import json
from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from matcher.files import read_problem
from matcher.index.tables import Tables
from matcher.problem import MissionRole
from tests.chance import examples
from tests.matcher.exhaustive import Json
from tests.matcher.problems import pinned_problems


@examples(60)
@given(pinned_problems(), st.booleans())
def test_tables_with_other_pins_are_those_of_the_problem_with_them(
    document: Json, are_lifted: bool
) -> None:
    problem = read_problem(json.dumps(document))
    assume(problem.pins)
    bare = replace(problem, pins={})
    known, other = (problem, bare) if are_lifted else (bare, problem)
    lent, first = Tables(known), Tables(known)
    used = [lent.candidates[key] for key in keys(lent)]

    found, fresh = lent.with_pins_of(other), Tables(other)

    assert found.starts == fresh.starts
    assert [found.candidates[key] for key in keys(found)] == [
        fresh.candidates[key] for key in keys(fresh)
    ]
    # Who has lent them keeps their own.
    assert (lent.problem, lent.starts) == (known, first.starts)
    assert used == [lent.candidates[key] for key in keys(lent)]


def keys(tables: Tables) -> list[MissionRole]:
    return [(m.id, role.id) for m in tables.problem.missions.values() for role in m.roles]
