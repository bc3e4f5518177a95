"""Peers are fair: their plans are right, their bounds valid, their optima the optima."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import assume, given
from ortools.sat.python import cp_model

from benchmarks.peers import by_hand, plain_cpsat
from benchmarks.peers.entry import Entry, Unsuited
from benchmarks.peers.milp_measures import Sum, tier_value
from benchmarks.peers.milp_model import whole
from benchmarks.peers.milp_pairs import keep_apart
from benchmarks.peers.roster import judged
from benchmarks.peers.rows import Rows
from matcher.files import read_problem
from matcher.index.tables import Tables
from matcher.plan import Plan
from matcher.problem import Problem
from matcher.review import review
from tests.chance import examples
from tests.matcher import exhaustive
from tests.matcher.exhaustive import Json
from tests.matcher.problems import problems

TINY = Path(__file__).resolve().parents[1] / "golden" / "problems" / "tiny-1005.json"


def undecided(document: Json) -> Json:
    """The same problem with nothing pinned and nothing published."""
    return {key: value for key, value in document.items() if key not in ("pins", "published")}


def handed_in(staff: Any, problem: Problem) -> Json:  # Any: a peer's own function
    """What a peer hands in, as it is judged."""
    with TemporaryDirectory() as folder:
        entry = Entry(10.0, 1, 1, Path(folder) / "handed.json")
        try:
            staff(problem, entry)
        except Unsuited:
            assume(False)
        return judged(problem, json.loads(entry.output.read_text()))


@examples(20)
@given(problems())
def test_plans_by_hand_are_right(document: Json) -> None:
    row = handed_in(by_hand.staff, read_problem(json.dumps(undecided(document))))

    assert row["breaches"] == 0


@examples(20)
@given(problems())
def test_the_plain_model_finds_the_best_plan(document: Json) -> None:
    document = undecided(document)
    best = exhaustive.best(document).best

    row = handed_in(plain_cpsat.staff, read_problem(json.dumps(document)))

    assert row["breaches"] == 0
    assert tuple(tier["value"] for tier in row["tiers"]) == best
    assert all(tier["bound"] == tier["value"] for tier in row["tiers"])


@examples(20)
@given(problems())
def test_the_whole_programme_holds_the_best_plan_and_no_better(document: Json) -> None:
    document = undecided(document)
    best = exhaustive.best(document).best
    problem = read_problem(json.dumps(document))
    model = whole(problem, Tables(problem))
    keep_apart(model)
    sums = [tier_value(model, tier) for tier in problem.objective]

    read = review(problem, model.plan(solution(model.rows, sums)))

    assert read.breaches == ()
    assert read.tiers == best


def solution(rows: Rows, sums: list[Sum]) -> list[float]:
    """The columns of the best solution, tier after tier, by a solver that is at hand."""
    model = cp_model.CpModel()
    columns = [model.new_int_var(0, int(upper), "") for upper in rows.upper]
    ends = [*rows.starts[1:], len(rows.columns)]
    for start, end, least, most in zip(rows.starts, ends, rows.least, rows.most, strict=True):
        pairs = zip(rows.factors[start:end], rows.columns[start:end], strict=True)
        total = sum(int(factor) * columns[column] for factor, column in pairs)
        if least != -float("inf"):
            model.add(total >= int(least))
        if most != float("inf"):
            model.add(total <= int(most))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    for terms, _ in sums:
        total = sum(int(factor) * columns[column] for factor, column in terms)
        model.minimize(total)
        assert solver.solve(model) == cp_model.OPTIMAL
        model.add(total <= round(solver.objective_value))
    return [float(solver.value(column)) for column in columns]


def test_what_is_no_plan_is_called_so() -> None:
    problem = read_problem(TINY.read_text())

    assert judged(problem, {}) == {"status": "no plan"}
    assert judged(problem, {"plan": {"missions": 3}, "bounds": {}})["status"] == "unreadable"


@pytest.mark.parametrize("bound", [4, 2, None])
def test_only_proven_values_are_called_optimal(bound: int | None, tmp_path: Path) -> None:
    problem = read_problem(TINY.read_text())
    entry = Entry(1.0, 1, 1, tmp_path / "handed.json")
    bounds = dict(enumerate(review(problem, Plan()).tiers))
    if bound is None:
        del bounds[0]
    else:
        bounds[0] += bound - 4
    entry.hand_in(problem, Plan(), bounds)

    row = judged(problem, json.loads(entry.output.read_text()))

    assert row["status"] == ("optimal" if bound == 4 else "feasible")
