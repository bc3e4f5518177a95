"""Problem files: what is sound reads back the same."""

import json
from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import given

from matcher.files import (
    read_plan,
    read_plan_file,
    read_problem,
    write_answer,
    write_plan,
    write_problem,
)
from matcher.solve import solve
from tests.chance import examples
from tests.matcher.exhaustive import Json
from tests.matcher.problems import planned, problems
from tests.matcher.sound import SOUND, put

GOLDEN = sorted((Path(__file__).parents[1] / "golden" / "problems").glob("*[0-9].json"))


def test_whole_numbers_may_be_written_with_a_point() -> None:
    document = deepcopy(SOUND)
    put("/missions/0/length", 2.0)(document)

    assert read_problem(json.dumps(document)) == read_problem(json.dumps(SOUND))


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_example_reads_back_the_same(path: Path) -> None:
    problem = read_problem(path.read_bytes())

    assert read_problem(json.dumps(write_problem(problem))) == problem


@examples(15)
@given(problems())
def test_problem_reads_back_the_same(document: Json) -> None:
    problem = read_problem(json.dumps(document))

    written = write_problem(problem)

    assert read_problem(json.dumps(written)) == problem
    assert write_problem(read_problem(json.dumps(written))) == written


@examples(15)
@given(planned())
def test_plan_reads_back_the_same(case: tuple[Json, Json]) -> None:
    document, missions = case
    horizon = read_problem(json.dumps(document)).horizon
    file = {"format": "hemicycle/plan@1", "status": "feasible", "missions": missions}
    plan = read_plan(json.dumps(file), horizon)

    written = {**file, "missions": write_plan(plan, horizon)}

    assert read_plan(json.dumps(written), horizon) == plan


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_answer_reads_back_the_same(path: Path) -> None:
    problem = read_problem(path.read_bytes())
    answer = solve(problem, workers=1)

    written = write_answer(answer, problem.horizon)

    read = read_plan_file(json.dumps(written), problem.horizon).answer
    assert write_answer(read, problem.horizon) == written
