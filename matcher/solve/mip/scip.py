"""SCIP, which comes with OR-tools, on one program.

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

from matcher.solve.limits import watch
from matcher.solve.mip.program import BinaryProgram, MipResult, SolveLimits
from matcher.solve.parameters.sentinels import INFINITY


def solve(
    program: BinaryProgram,
    limits: SolveLimits,
    heard: Callable[[list[int]], None],
) -> MipResult:
    """Tell of each better solution, by its columns at 1, until the best is known."""
    interrupter = solve_interrupter.SolveInterrupter()
    ended = threading.Event()
    watcher = threading.Thread(
        target=watch, args=(limits.stop, interrupter.interrupt, ended), daemon=True
    )
    watcher.start()
    try:
        result = mathopt.solve(
            _model(program),
            mathopt.SolverType.GSCIP,
            params=_parameters(limits),
            callback_reg=mathopt.CallbackRegistration(events={mathopt.Event.MIP_SOLUTION}),
            cb=lambda news: _pass_on(news, heard),
            interrupter=interrupter,
        )
    finally:
        ended.set()
        watcher.join()
    return _read(result, heard)


def _parameters(limits: SolveLimits) -> mathopt.SolveParameters:
    quiet_errors()
    return mathopt.SolveParameters(
        time_limit=timedelta(seconds=max(0.01, limits.seconds)),
        node_limit=limits.nodes,
        relative_gap_tolerance=0.0,
        absolute_gap_tolerance=0.99,
        random_seed=limits.seed,
    )


def _pass_on(
    news: mathopt.CallbackData, heard: Callable[[list[int]], None]
) -> mathopt.CallbackResult:
    heard([var.id for var, value in (news.solution or {}).items() if value > 0.5])
    return mathopt.CallbackResult()


def _read(result: mathopt.SolveResult, heard: Callable[[list[int]], None]) -> MipResult:
    nodes, ending = result.solve_stats.node_count, result.termination
    if result.has_primal_feasible_solution():
        heard([var.id for var, value in result.variable_values().items() if value > 0.5])
        is_done = ending.reason == mathopt.TerminationReason.OPTIMAL
        return MipResult(is_done, ending.objective_bounds.dual_bound, nodes)
    if ending.reason == mathopt.TerminationReason.INFEASIBLE:
        return MipResult(True, INFINITY, nodes)
    return MipResult(False, ending.objective_bounds.dual_bound, nodes)


@cache
def quiet_errors() -> None:
    """Keep SCIP from writing to standard error.

    OR-tools 9.15 catches an event that SCIP refuses whenever a run can be interrupted, and SCIP
    says so each time; runs are interrupted all the same.
    """
    for library in (Path(ortools.__file__).parent / ".libs").glob("libscip*"):
        ctypes.CDLL(str(library)).SCIPmessageSetErrorPrinting(None, None)


def _model(program: BinaryProgram) -> mathopt.Model:
    """The program as MathOpt takes it."""
    proto = model_pb2.ModelProto()
    count = len(program.costs)
    proto.variables.ids.extend(range(count))
    proto.variables.lower_bounds.extend([0.0] * count)
    proto.variables.upper_bounds.extend([1.0] * count)
    proto.variables.integers.extend(program.whole)
    costly = [column for column, cost in enumerate(program.costs) if cost]
    proto.objective.linear_coefficients.ids.extend(costly)
    proto.objective.linear_coefficients.values.extend(float(program.costs[c]) for c in costly)
    proto.linear_constraints.ids.extend(range(program.count))
    proto.linear_constraints.lower_bounds.extend(program.lows)
    proto.linear_constraints.upper_bounds.extend(program.highs)
    row = np.repeat(np.arange(program.count), program.sizes)
    order = np.lexsort((np.array(program.columns), row))
    matrix = proto.linear_constraint_matrix
    matrix.row_ids.extend(row[order].tolist())
    matrix.column_ids.extend(np.array(program.columns)[order].tolist())
    matrix.coefficients.extend(np.array(program.factors, dtype=np.float64)[order].tolist())
    return mathopt.Model.from_model_proto(proto)
