"""Public instances become the problems that they mean."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import from_mspsp, from_ptsp
from matcher.files import read_problem
from matcher.solve import solve
from tests.benchmarks.public import DAT, DZN


def test_jobs_are_covered_by_the_fewest_people(tmp_path: Path) -> None:
    file = tmp_path / "small.dat"
    file.write_text(DAT)

    problem = read_problem(json.dumps(from_ptsp.problem(file)))
    answer = solve(problem, time_limit=240.0, workers=1)

    assert from_ptsp.most_at_once(file) == 2
    assert [(tier.value, tier.bound) for tier in answer.tiers] == [(0, 0), (2, 2)]


def test_activities_follow_through_those_without_a_length(tmp_path: Path) -> None:
    file = tmp_path / "small.dzn"
    file.write_text(DZN.replace("pred = [1,1,2,3];", "pred = [1,2,4,4];"))
    facts = from_mspsp.read(file.read_text())

    assert from_mspsp.predecessors({**facts, "succ": [2, 4, 3, 3]}) == [[], [], [1], [1]]


def test_activities_finish_as_soon_as_two_people_allow(tmp_path: Path) -> None:
    file = tmp_path / "small.dzn"
    file.write_text(DZN)

    problem = read_problem(json.dumps(from_mspsp.problem(file)))
    answer = solve(problem, time_limit=240.0, workers=1)

    assert [(tier.value, tier.bound) for tier in answer.tiers] == [(0, 0), (5, 5)]


def test_a_file_that_holds_less_than_it_announces_is_refused() -> None:
    with pytest.raises(ValueError, match="announces 3 jobs and has 2"):
        from_ptsp.read(DAT.replace(" 4 8\n", ""))


@pytest.mark.parametrize(("tool", "ending"), [("ptsp", "dat"), ("mspsp", "dzn")])
def test_converters_say_what_the_shared_ones_say(shared: Path, tool: str, ending: str) -> None:
    ours = {"ptsp": from_ptsp.problem, "mspsp": from_mspsp.problem}[tool]
    file = min((shared / "data" / tool).glob(f"*.{ending}"))
    words = [sys.executable, str(shared / "tools" / f"from_{tool}.py"), str(file)]

    theirs = subprocess.run(words, capture_output=True, text=True, check=True).stdout

    assert ours(file) == json.loads(theirs)
