"""The variables of a plain constraint model: an interval for each expert and mission.

Written straight from `docs/problem.md`, the way the manuals of constraint solvers teach it: no
bound, no decomposition and no first plan of ours.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from ortools.sat.python import cp_model
from ortools.sat.python.cp_model import LinearExpr

from benchmarks.peers.entry import Unsuited
from matcher.index.tables import Tables
from matcher.plan import Plan
from matcher.problem import Expert, ExpertId, Held, Mission, MissionId, Problem, RoleId

Expression = LinearExpr | int
Going = tuple[MissionId, ExpertId]
Seat = tuple[MissionId, RoleId, ExpertId]


@dataclass(slots=True)
class Away:
    """The half-days that a mission takes of an expert: where they begin, and how many."""

    start: Expression
    size: Expression
    end: Expression
    most: int


@dataclass(slots=True)
class Model:
    """A CP-SAT model with its variables by what they mean."""

    problem: Problem
    tables: Tables
    cp: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    held: dict[MissionId, cp_model.IntVar] = field(default_factory=dict)
    start: dict[MissionId, cp_model.IntVar] = field(default_factory=dict)
    sits: dict[Seat, cp_model.IntVar] = field(default_factory=dict)
    goes: dict[Going, cp_model.IntVar] = field(default_factory=dict)
    away: dict[Going, Away] = field(default_factory=dict)
    teams: dict[MissionId, list[Expert]] = field(default_factory=dict)
    missions_of: dict[ExpertId, list[Mission]] = field(default_factory=lambda: defaultdict(list))
    _sessions: dict[tuple[MissionId, str], Away] = field(default_factory=dict)

    def seats(self, mission: Mission, role: RoleId) -> list[cp_model.IntVar]:
        """The variables of a role's candidates."""
        found = self.tables.candidates[mission.id, role]
        return [self.sits[mission.id, role, c.expert.id] for c in found]

    def going(self, mission: Mission, which: list[Expert]) -> Expression:
        """How many of these experts go."""
        return LinearExpr.sum([self.goes[mission.id, e.id] for e in which])

    def plan(self, solution: cp_model.CpSolver | cp_model.CpSolverSolutionCallback) -> Plan:
        """A solution as a plan; a mission is held where it is dated."""
        found: dict[MissionId, Held] = {}
        for mission in self.problem.missions.values():
            if not solution.value(self.held[mission.id]):
                continue
            team: dict[RoleId, tuple[ExpertId, ...]] = {}
            for role in mission.roles:
                candidates = self.tables.candidates[mission.id, role.id]
                names = (c.expert.id for c in candidates)
                team[role.id] = tuple(
                    e for e in names if solution.value(self.sits[mission.id, role.id, e])
                )
            found[mission.id] = Held(solution.value(self.start[mission.id]), team)
        return Plan(found)


def variables(problem: Problem, tables: Tables) -> Model:
    """Dates, seats and who goes; an expert has one seat in a mission, a team a held one.

    Raises: Unsuited for pins and published plans, which the plain model does not know.
    """
    if problem.published or problem.pins:
        raise Unsuited("The plain model knows no pins and no published plan.")
    model = Model(problem, tables)
    for mission in problem.missions.values():
        _date(model, mission)
        _seat(model, mission)
    return model


def _date(model: Model, mission: Mission) -> None:
    held = model.cp.new_bool_var(f"held[{mission.id}]")
    starts = model.tables.starts[mission.id]
    domain = cp_model.Domain.from_values(starts or [0])
    model.held[mission.id] = held
    model.start[mission.id] = model.cp.new_int_var_from_domain(domain, f"start[{mission.id}]")
    if not starts:
        model.cp.add(held == 0)


def _seat(model: Model, mission: Mission) -> None:
    held, seats = model.held[mission.id], defaultdict(list)
    experts: dict[ExpertId, Expert] = {}
    for role in mission.roles:
        for candidate in model.tables.candidates[mission.id, role.id]:
            expert = candidate.expert
            sits = model.cp.new_bool_var(f"sits[{mission.id},{role.id},{expert.id}]")
            model.sits[mission.id, role.id, expert.id] = sits
            seats[expert.id].append(sits)
            experts[expert.id] = expert
        model.cp.add(LinearExpr.sum(model.seats(mission, role.id)) <= role.count * held)
    model.teams[mission.id] = list(experts.values())
    for name, expert in experts.items():
        goes = seats[name][0]
        if len(seats[name]) > 1:
            goes = model.cp.new_bool_var(f"goes[{mission.id},{name}]")
            model.cp.add(LinearExpr.sum(seats[name]) == goes)
        model.goes[mission.id, name] = goes
        model.missions_of[name].append(mission)
        model.away[mission.id, name] = _away(model, mission, expert)


def _away(model: Model, mission: Mission, expert: Expert) -> Away:
    if mission.venue == "remote":
        return _session(model, mission, expert)
    begin = model.start[mission.id] - mission.travel_before
    size = mission.travel_before + mission.length + mission.travel_after
    return Away(begin, size, begin + size, size)


def _session(model: Model, mission: Mission, expert: Expert) -> Away:
    """A remote session by the expert's clock: where it falls depends on the date."""
    key = (mission.id, model.tables.clock(mission, expert.institution))
    if key not in model._sessions:
        rows = []
        for start in model.tables.starts[mission.id]:
            taken = model.tables.taken(mission, start, expert.institution)
            if taken is None:
                # Nobody who lives by this clock is a candidate on that date.
                rows.append((start, start, 1))
            elif len(taken) != taken[-1] - taken[0] + 1:
                raise Unsuited("A session with a hole in it is no interval.")
            else:
                rows.append((start, taken[0], len(taken)))
        horizon, most = len(model.problem.horizon), max(row[2] for row in rows)
        begin = model.cp.new_int_var(-2, horizon, f"begin[{key}]")
        size = model.cp.new_int_var(1, most, f"size[{key}]")
        end = model.cp.new_int_var(-2, horizon + most, f"end[{key}]")
        model.cp.add(end == begin + size)
        model.cp.add_allowed_assignments([model.start[mission.id], begin, size], rows)
        model._sessions[key] = Away(begin, size, end, most)
    return model._sessions[key]
