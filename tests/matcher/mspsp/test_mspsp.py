"""Public instances with published optima: teams of skills, free starts, order."""

import subprocess
import sys
from pathlib import Path

import pytest

from matcher.files import read_problem
from matcher.review import review
from matcher.solve import solve

OPTIMA = {
    "inst_set1a_sf0.5_nc1.5_n20_m10_01": 66,
    "inst_set1a_sf1_nc1.8_n20_m25_00": 51,
    "inst_set1a_sf1_nc1.8_n20_m25_01": 42,
}


def converted(shared: Path, name: str) -> str:
    """The instance as a problem file."""
    tool, file = shared / "tools" / "from_mspsp.py", shared / "data" / "mspsp" / f"{name}.dzn"
    command = [sys.executable, str(tool), str(file)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("name", OPTIMA)
def test_published_optimum_is_reached_and_proven(shared: Path, name: str) -> None:
    problem = read_problem(converted(shared, name))

    answer = solve(problem, time_limit=240.0, strategies=("mspsp",))

    assert [(tier.value, tier.bound) for tier in answer.tiers] == [(0, 0), (OPTIMA[name],) * 2]
    assert answer.plan is not None
    assert not review(problem, answer.plan).breaches
