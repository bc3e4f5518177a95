"""The whole problem handed to HiGHS as one mixed-integer programme, tier after tier.

    python -m benchmarks.peers.whole_milp PROBLEM -o HANDED

Needs `highspy`, which cannot share a process with OR-Tools: an environment of its own.
"""

import math
import time
from importlib.metadata import version

import highspy
import numpy as np

from benchmarks.peers.entry import Entry, enter
from benchmarks.peers.milp_measures import tier_value
from benchmarks.peers.milp_model import whole
from benchmarks.peers.milp_pairs import keep_apart
from benchmarks.peers.rows import Rows, Term
from matcher.index.tables import Tables
from matcher.plan import Plan
from matcher.problem import Problem

SHARE = 0.5
"""What a tier takes of the time that is left, once it has a solution."""
_ALMOST = 1e-6


def staff(problem: Problem, entry: Entry) -> None:
    """Minimise a tier, keep what is reached, go on to the next."""
    entry.hand_in(problem, Plan(), {})
    model = whole(problem, Tables(problem))
    keep_apart(model)
    bounds: dict[int, int] = {}
    solution: list[float] = []
    for index, tier in enumerate(problem.objective):
        terms, constant = tier_value(model, tier)
        if not terms:
            bounds[index] = constant
            continue
        rows = model.rows
        size = f"{len(rows.upper)} columns, {len(rows.least)} rows"
        entry.remark(f"tier {index + 1} from {entry.took:.1f} s: {size}")
        patience = entry.seconds_left * (1.0 if index == len(problem.objective) - 1 else SHARE)
        bound, found = solved(rows, terms, entry, patience, solution)
        if bound is not None:
            bounds[index] = max(0, math.ceil(bound + constant - _ALMOST))
        if not found:
            entry.remark("found nothing: the plan with nobody")
            break
        solution = found
        entry.hand_in(problem, model.plan(solution), bounds)
        rows.at_most(terms, round(sum(factor * solution[column] for factor, column in terms)))
    entry.hand_in(problem, model.plan(solution) if solution else Plan(), bounds)


def solved(
    rows: Rows, terms: list[Term], entry: Entry, patience: float, known: list[float]
) -> tuple[float | None, list[float]]:
    """A bound of the sum, if any, and a solution; an empty one where there was none in time."""
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", entry.workers)
    highs.setOptionValue("random_seed", entry.seed)
    highs.setOptionValue("time_limit", max(0.01, entry.seconds_left))
    highs.setOptionValue("mip_rel_gap", 0.0)
    highs.setOptionValue("mip_abs_gap", 1 - 1e-4)
    highs.passModel(programme(rows, terms))
    if known:
        highs.setSolution(len(known), np.arange(len(known), dtype=np.int32), np.array(known))
    ends = time.monotonic() + patience

    def stop_with_a_solution(event: highspy.HighsCallbackEvent) -> None:
        if time.monotonic() > ends and abs(event.data_out.mip_primal_bound) < highspy.kHighsInf:
            event.interrupt()

    highs.cbMipInterrupt += stop_with_a_solution
    highs.solve()
    told = highs.getInfo()
    bound = told.mip_dual_bound if math.isfinite(told.mip_dual_bound) else None
    if told.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return bound, []
    return bound, list(highs.getSolution().col_value)


def programme(rows: Rows, terms: list[Term]) -> highspy.HighsLp:
    """The rows as HiGHS wants them, row by row."""
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(rows.upper), len(rows.least)
    costs = np.zeros(len(rows.upper))
    for factor, column in terms:
        costs[column] += factor
    lp.col_cost_ = costs
    lp.col_lower_ = np.zeros(len(rows.upper))
    lp.col_upper_ = np.array(rows.upper)
    lp.row_lower_ = np.array(rows.least)
    lp.row_upper_ = np.array(rows.most)
    lp.integrality_ = [
        highspy.HighsVarType.kInteger if whole else highspy.HighsVarType.kContinuous
        for whole in rows.is_whole
    ]
    matrix = lp.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    matrix.start_ = np.array([*rows.starts, len(rows.columns)], dtype=np.int32)
    matrix.index_ = np.array(rows.columns, dtype=np.int32)
    matrix.value_ = np.array(rows.factors, dtype=np.float64)
    return lp


if __name__ == "__main__":
    enter(f"HiGHS {version('highspy')}", staff)
