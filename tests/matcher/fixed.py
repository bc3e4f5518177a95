"""One plan put to the solver: does it take it, and what does it make of its measures?"""

from ortools.sat.python import cp_model
from ortools.sat.python.cp_model import CpSolver, IntVar

from matcher.index.tables import Tables
from matcher.plan import Plan
from matcher.problem import Measure, Problem
from matcher.rules import AIMS, RULES
from matcher.rules.base import Rule
from matcher.solve.cpsat.variables import Variables


def declared(problem: Problem, rules: tuple[Rule, ...] = RULES) -> Variables:
    """The whole model of a problem, with all rules or some."""
    x = Variables(problem, Tables(problem))
    for rule in rules:
        rule.declare(x)
    return x


def fix(x: Variables, plan: Plan) -> bool:
    """Fix dates and seats to those of a plan; False where one has no variable."""
    wanted = wanted_by_plan(x, plan)
    if wanted is None:
        return False
    for mission in x.problem.missions:
        for var in (*x.starts(mission).values(), *(sit.var for sit in x.sits(mission))):
            x.model.add(var == (var.index in wanted))
    return True


def wanted_by_plan(x: Variables, plan: Plan) -> set[int] | None:
    """The decision variables that are 1 in a plan; None where one of them does not exist."""
    wanted: set[int] = set()
    for mission, held in plan.missions.items():
        if held.start is not None:
            if held.start not in x.starts(mission):
                return None
            wanted.add(x.starts(mission)[held.start].index)
        for role, seated in held.team.items():
            sits = {sit.expert.id: sit.var for sit in x.sits_in(mission, role)}
            if not set(seated) <= set(sits) or len(set(seated)) < len(seated):
                return None
            wanted |= {sits[expert].index for expert in seated}
    return wanted


def accepts(problem: Problem, plan: Plan, rules: tuple[Rule, ...] = RULES) -> bool:
    """Is the plan right in the solver's eyes?"""
    x = declared(problem, rules)
    return fix(x, plan) and solved(x) is not None


def measures(problem: Problem, plan: Plan) -> dict[Measure, int]:
    """The least value that the solver gives to each measure of a right plan."""
    x = declared(problem)
    values = {aim.measure: aim.declare(x) for aim in AIMS}
    assert fix(x, plan)
    found: dict[Measure, int] = {}
    for measure, value in values.items():
        x.minimise(value)
        solver = solved(x)
        assert solver is not None
        found[measure] = round(solver.objective_value)
    return found


def hint_of(x: Variables) -> dict[int, int]:
    """The hinted value of each variable's index."""
    hint = x.model.proto.solution_hint
    return dict(zip(hint.vars, hint.values, strict=True))


def all_variables(x: Variables) -> list[IntVar]:
    """Every variable of the model that has a choice; constants have none."""
    variables = x.model.proto.variables
    open_ = [k for k, var in enumerate(variables) if var.domain[0] < var.domain[-1]]
    return [x.model.get_int_var_from_proto_index(index) for index in open_]


def solved(x: Variables) -> CpSolver | None:
    """The solver with its best solution, or None where there is none."""
    solver = CpSolver()
    solver.parameters.num_workers = 1
    status = solver.solve(x.model)
    assert status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
    return solver if status == cp_model.OPTIMAL else None
