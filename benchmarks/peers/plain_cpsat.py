"""A plain constraint model in CP-SAT, tier after tier.

    python -m benchmarks.peers.plain_cpsat PROBLEM -o HANDED

Each tier is minimised, kept as a rule, and its solution is the hint of the next.
"""

import math
import threading
import time
from importlib.metadata import version

from ortools.sat.python import cp_model

from benchmarks.peers.entry import Entry, enter
from benchmarks.peers.plain_measures import tier_value
from benchmarks.peers.plain_model import Model, variables
from benchmarks.peers.plain_rules import declare
from matcher.index.tables import Tables
from matcher.plan import Plan
from matcher.problem import Problem

SHARE = 0.5
"""What a tier takes of the time that is left, once it has a solution."""
_FOUND = (cp_model.OPTIMAL, cp_model.FEASIBLE)


def staff(problem: Problem, entry: Entry) -> None:
    """Minimise a tier, keep what is reached, go on to the next."""
    model = variables(problem, Tables(problem))
    declare(model)
    entry.remark(f"model in {entry.took:.1f} s")
    bounds: dict[int, int] = {}
    best = Plan()
    for index, tier in enumerate(problem.objective):
        if set(tier) == {"calls"}:
            bounds[index] = 0
            continue
        value = tier_value(model, tier)
        model.cp.minimize(value)
        is_last = index == len(problem.objective) - 1
        solver = solved(model, entry, entry.seconds_left * (1.0 if is_last else SHARE))
        if solver is None:
            entry.remark(f"tier {index + 1}: found nothing")
            break
        best = model.plan(solver)
        bounds[index] = max(0, math.ceil(solver.best_objective_bound - 1e-6))
        entry.hand_in(problem, best, bounds)
        model.cp.add(value <= round(solver.objective_value))
        hint(model, solver)
    entry.hand_in(problem, best, bounds)


def solved(model: Model, entry: Entry, patience: float) -> cp_model.CpSolver | None:
    """A solver with a solution; None where there was none in time."""
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(0.01, entry.seconds_left)
    solver.parameters.num_workers = entry.workers
    solver.parameters.random_seed = entry.seed
    first = Enough(patience)
    clock = threading.Timer(max(0.0, patience), first.lose_patience)
    clock.daemon = True
    clock.start()
    status = solver.solve(model.cp, first)
    clock.cancel()
    return solver if status in _FOUND else None


class Enough(cp_model.CpSolverSolutionCallback):
    """Stops a search that has a solution, once its time is up."""

    def __init__(self, patience: float) -> None:
        super().__init__()
        self._ends = time.monotonic() + patience
        self._has_solution = False

    def on_solution_callback(self) -> None:
        """A first solution after the time is enough."""
        self._has_solution = True
        self.lose_patience()

    def lose_patience(self) -> None:
        """Stop, if the time is up and there is a solution."""
        if self._has_solution and time.monotonic() >= self._ends:
            self.stop_search()


def hint(model: Model, solver: cp_model.CpSolver) -> None:
    """Begin the next tier at this solution."""
    model.cp.clear_hints()  # type: ignore[no-untyped-call]  # theirs
    for index in range(len(model.cp.proto.variables)):
        variable = model.cp.get_int_var_from_proto_index(index)
        model.cp.add_hint(variable, solver.value(variable))


if __name__ == "__main__":
    enter(f"CP-SAT {version('ortools')}", staff)
