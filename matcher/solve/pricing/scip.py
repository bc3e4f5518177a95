"""SCIP, which comes with OR-tools, on one programme.

A run is single-threaded and, without a time limit, depends on its input alone.
"""

import ctypes
import threading
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from pathlib import Path

import numpy as np
import ortools
from ortools.math_opt import model_pb2
from ortools.math_opt.python import mathopt
from ortools.util.python import solve_interrupter

from matcher.solve.pricing.mip import INFINITY, Allowance, Programme, Solved

_POLL_SECONDS = 0.1


def solve(
    programme: Programme,
    allowance: Allowance,
    heard: Callable[[list[int]], None],
) -> Solved:
    """Tell of each better solution, by its columns at 1, until the best is known."""
    interrupter = solve_interrupter.SolveInterrupter()
    ended = threading.Event()
    watcher = threading.Thread(target=_watch, args=(interrupter, allowance, ended), daemon=True)
    watcher.start()
    try:
        result = mathopt.solve(
            _model(programme),
            mathopt.SolverType.GSCIP,
            params=_parameters(allowance),
            callback_reg=mathopt.CallbackRegistration(events={mathopt.Event.MIP_SOLUTION}),
            cb=lambda news: _pass_on(news, heard),
            interrupter=interrupter,
        )
    finally:
        ended.set()
        watcher.join()
    return _read(result, heard)


def _parameters(allowance: Allowance) -> mathopt.SolveParameters:
    quiet_errors()
    return mathopt.SolveParameters(
        time_limit=timedelta(seconds=max(0.01, allowance.seconds)),
        node_limit=allowance.nodes,
        relative_gap_tolerance=0.0,
        absolute_gap_tolerance=0.99,
        random_seed=allowance.seed,
    )


def _pass_on(
    news: mathopt.CallbackData, heard: Callable[[list[int]], None]
) -> mathopt.CallbackResult:
    heard([var.id for var, value in (news.solution or {}).items() if value > 0.5])
    return mathopt.CallbackResult()


def _read(result: mathopt.SolveResult, heard: Callable[[list[int]], None]) -> Solved:
    nodes, ending = result.solve_stats.node_count, result.termination
    if result.has_primal_feasible_solution():
        heard([var.id for var, value in result.variable_values().items() if value > 0.5])
        is_done = ending.reason == mathopt.TerminationReason.OPTIMAL
        return Solved(is_done, ending.objective_bounds.dual_bound, nodes)
    if ending.reason == mathopt.TerminationReason.INFEASIBLE:
        return Solved(True, INFINITY, nodes)
    return Solved(False, ending.objective_bounds.dual_bound, nodes)


def _watch(
    interrupter: solve_interrupter.SolveInterrupter, allowance: Allowance, ended: threading.Event
) -> None:
    while not ended.wait(_POLL_SECONDS):
        if allowance.stop():
            interrupter.interrupt()


@cache
def quiet_errors() -> None:
    """Keep SCIP from writing to standard error.

    OR-tools 9.15 catches an event that SCIP refuses whenever a run can be interrupted, and SCIP
    says so each time; runs are interrupted all the same.
    """
    for library in (Path(ortools.__file__).parent / ".libs").glob("libscip*"):
        ctypes.CDLL(str(library)).SCIPmessageSetErrorPrinting(None, None)


def _model(programme: Programme) -> mathopt.Model:
    """The programme as MathOpt takes it."""
    proto = model_pb2.ModelProto()
    count = len(programme.costs)
    proto.variables.ids.extend(range(count))
    proto.variables.lower_bounds.extend([0.0] * count)
    proto.variables.upper_bounds.extend([1.0] * count)
    proto.variables.integers.extend(programme.whole)
    costly = [column for column, cost in enumerate(programme.costs) if cost]
    proto.objective.linear_coefficients.ids.extend(costly)
    proto.objective.linear_coefficients.values.extend(float(programme.costs[c]) for c in costly)
    proto.linear_constraints.ids.extend(range(programme.count))
    proto.linear_constraints.lower_bounds.extend(programme.lows)
    proto.linear_constraints.upper_bounds.extend(programme.highs)
    row = np.repeat(np.arange(programme.count), programme.sizes)
    order = np.lexsort((np.array(programme.columns), row))
    matrix = proto.linear_constraint_matrix
    matrix.row_ids.extend(row[order].tolist())
    matrix.column_ids.extend(np.array(programme.columns)[order].tolist())
    matrix.coefficients.extend(np.array(programme.factors, dtype=np.float64)[order].tolist())
    return mathopt.Model.from_model_proto(proto)
