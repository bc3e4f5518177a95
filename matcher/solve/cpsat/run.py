"""One run of CP-SAT: limits kept, stopped from outside, every solution passed on."""

import math
import threading
from collections.abc import Callable
from dataclasses import dataclass

from ortools.sat.python import cp_model
from ortools.sat.python.cp_model import CpModel, CpSolver, CpSolverSolutionCallback, LinearExpr

from matcher.solve.limits import Settings, watch

Value = Callable[[LinearExpr | int], int]
"""What a variable, or a sum of some, is in a solution."""


@dataclass(frozen=True, slots=True)
class Run:
    """How a run ended: what is proven, and the best solution's values if it has one."""

    infeasible: bool
    value: Value | None
    bound: float
    work: float

    @property
    def solved(self) -> bool:
        """Is there a solution?"""
        return self.value is not None


@dataclass(frozen=True, slots=True)
class Callbacks:
    """Who hears of a run while it goes on: of each solution, and of each better bound."""

    solution: Callable[[Value], None]
    bound: Callable[[float], None]


class _Listener(CpSolverSolutionCallback):
    def __init__(self, callbacks: Callbacks) -> None:
        super().__init__()
        self._callbacks = callbacks

    def on_solution_callback(self) -> None:
        """Pass on the solution, then the bound known at that moment."""
        self._callbacks.solution(self.value)
        self._callbacks.bound(self.best_objective_bound)


def run(
    model: CpModel,
    settings: Settings,
    seconds: float,
    work: float | None,
    callbacks: Callbacks | None = None,
) -> Run:
    """Search until proven, out of seconds or deterministic work, or told to stop."""
    solver = _solver(settings, seconds, work)
    ended = threading.Event()
    watcher = threading.Thread(
        target=watch, args=(settings.stop, solver.stop_search, ended), daemon=True
    )
    watcher.start()
    try:
        if callbacks is None:
            status = solver.solve(model)
        else:
            solver.best_bound_callback = callbacks.bound
            status = solver.solve(model, _Listener(callbacks))
    finally:
        ended.set()
        watcher.join()
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return Run(
        infeasible=status == cp_model.INFEASIBLE,
        value=solver.value if found else None,
        bound=solver.best_objective_bound if found else float("-inf"),
        work=solver.response_proto.deterministic_time,
    )


def _solver(settings: Settings, seconds: float, work: float | None) -> CpSolver:
    solver = CpSolver()
    solver.parameters.max_time_in_seconds = max(0.01, seconds)
    solver.parameters.num_workers = settings.workers
    solver.parameters.random_seed = settings.seed
    solver.parameters.catch_sigint_signal = False
    if settings.simplify_once:
        solver.parameters.cp_model_probing_level = 0
        solver.parameters.max_presolve_iterations = 1
    if work is not None:
        solver.parameters.max_deterministic_time = max(0.001, work)
        solver.parameters.interleave_search = settings.workers > 1
    return solver


def whole_number(bound: float) -> int:
    """The least whole number that is not below a bound; solvers round by a hair."""
    return math.ceil(bound - 1e-6) if math.isfinite(bound) else 0
