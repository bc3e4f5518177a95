"""Questions about a unit: candidates as a whole reading says, forcing as a fresh solve."""

import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from matcher.explain.candidates import candidates
from matcher.explain.caused import caused
from matcher.explain.seat import Seat, seated
from matcher.files import read_problem
from matcher.index.tables import Tables
from matcher.plan import Assignment, Plan
from matcher.problem import Problem
from matcher.review import review
from matcher.solve import solve
from matcher.trials.forcing import forced
from matcher.trials.seating import with_pin
from matcher.trials.trial import TrialLimits, without_last_tier

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def unit(tmp_path_factory: pytest.TempPathFactory) -> tuple[Problem, Plan]:
    """A tight unit and a good plan of it."""
    file = tmp_path_factory.mktemp("unit") / "unit.json"
    words = ["-m", "benchmarks.generate", "unit", "2", "--tight", "-o", str(file)]
    subprocess.run([sys.executable, *words], cwd=ROOT, check=True)
    problem = read_problem(file.read_bytes())
    plan = solve(problem, time_limit=1.0).plan
    assert plan is not None
    return problem, plan


def test_candidates_of_a_unit_are_what_a_whole_review_says(unit: tuple[Problem, Plan]) -> None:
    problem, plan = unit
    draw, tables, before = Random(1), Tables(problem), review(problem, plan)
    seats = [Seat(m.id, role.id) for m in problem.missions.values() for role in m.roles]

    told = [
        (seat, choice)
        for seat in draw.sample(seats, 20)
        for found in [candidates(tables, plan, seat)]
        for choice in (*found.free.shown[:3], *found.breaking.shown[:3])
    ]

    assert len(told) > 30
    for seat, choice in told:
        after = review(problem, seated(plan, seat, choice.expert, choice.start))
        assert choice.tiers == tuple(
            now - was for now, was in zip(after.tiers, before.tiers, strict=True)
        )
        broken = caused(before.breaches, after.breaches)
        assert sorted(map(repr, choice.breaches)) == sorted(map(repr, broken))


def test_forcing_on_a_unit_costs_what_a_fresh_solve_finds(unit: tuple[Problem, Plan]) -> None:
    problem, plan = unit
    draw, tables, proven = Random(3), Tables(problem), 0
    roles = [(m, role) for m in problem.missions.values() for role in m.roles]

    for mission, role in draw.sample(roles, 4):
        row = draw.choice(tables.able(mission, role).tolist() or [0])
        here = Assignment(mission.id, role.id, tables.experts[row].id)
        found = forced(tables, plan, here, TrialLimits(seconds=3.0))
        fresh = solve(without_last_tier(with_pin(problem, here)))

        assert (found.status == "infeasible") == (fresh.status == "infeasible")
        proofs = [t.optimal for t in found.tiers[:-1]] + [t.optimal for t in fresh.tiers]
        if all(proofs):
            proven += bool(found.tiers)
            assert [tier.value for tier in found.tiers[:-1]] == [t.value for t in fresh.tiers]

    assert proven > 0
