"""A plain constraint model in CP-SAT, tier after tier.

    python -m benchmarks.peers.plain_cpsat PROBLEM -o HANDED

Each tier is minimised, kept as a rule, and its solution is the hint of the next.
"""

import math
from importlib.metadata import version

from ortools.sat.python import cp_model

from benchmarks.peers.entry import Entry, enter
from benchmarks.peers.plain_measures import tier_value
from benchmarks.peers.plain_model import Model, variables
from benchmarks.peers.plain_rules import declare
from matcher.plan import Plan
from matcher.problem import Problem
from matcher.tables import Tables

SHARE = 0.5
"""What a tier may take of the time that is left, so that something stays for the next."""
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
            entry.remark(f"no solution of tier {index + 1}")
            break
        best = model.plan(solver)
        bounds[index] = max(0, math.ceil(solver.best_objective_bound - 1e-6))
        entry.hand_in(problem, best, bounds)
        model.cp.add(value <= round(solver.objective_value))
        hint(model, solver)
    entry.hand_in(problem, best, bounds)


def solved(model: Model, entry: Entry, seconds: float) -> cp_model.CpSolver | None:
    """A solver with a solution; None where the seconds were too few."""
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(0.01, seconds)
    solver.parameters.num_workers = entry.workers
    solver.parameters.random_seed = entry.seed
    return solver if solver.solve(model.cp) in _FOUND else None


def hint(model: Model, solver: cp_model.CpSolver) -> None:
    """Begin the next tier at this solution."""
    model.cp.clear_hints()  # type: ignore[no-untyped-call]  # theirs
    for index in range(len(model.cp.proto.variables)):
        variable = model.cp.get_int_var_from_proto_index(index)
        model.cp.add_hint(variable, solver.value(variable))


if __name__ == "__main__":
    enter(f"CP-SAT {version('ortools')}", staff)
