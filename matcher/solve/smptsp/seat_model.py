"""The seat model: exactly so many experts on the shifts that are left, by CP-SAT.

Each expert who comes is, at every point, on one of its shifts or idle, and how many are idle
at a point is known. Said as equations this decides in a second what the usual inequalities
(an expert has one shift of a clique at most) leave open for minutes.
"""

from collections.abc import Mapping

import numpy as np
from ortools.sat.python.cp_model import CpModel, IntVar

from matcher.arrays import Numbers
from matcher.solve.cpsat.run import Value
from matcher.solve.parameters.smptsp import COVER
from matcher.solve.smptsp.greedy_chains import Left
from matcher.solve.smptsp.shifts import Shifts, maximal_cliques


class SeatModel:
    """Who comes, and who sits where: any solution is a plan for the shifts that are left."""

    def __init__(self, shifts: Shifts, left: Left, least: int | None = None) -> None:
        """So many as may still go; with `least`, as few as can be from there on."""
        self.model = CpModel()
        self._most = min(left.most, len(left.free)) if least is None else None
        self._comes = {expert: self.model.new_bool_var(f"comes[{expert}]") for expert in left.free}
        self._sits: Mapping[int, dict[int, IntVar]] = {
            int(shift): {
                expert: self.model.new_bool_var(f"sits[{shift},{expert}]")
                for expert in left.free
                if shifts.able[shift, expert]
            }
            for shift in np.flatnonzero(left.need)
        }
        for shift, sits in self._sits.items():
            self.model.add(sum(sits.values()) == int(left.need[shift]))
        if least is None:
            self.model.add(sum(self._comes.values()) == self._most)
        else:
            self.model.add(sum(self._comes.values()) >= least)
            self.model.minimize(sum(self._comes.values()))
        for rows in maximal_cliques(shifts, left.need):
            self._add_clique(rows.tolist(), int(left.need[rows].sum()))

    def chains(self, value: Value) -> dict[int, Numbers]:
        """The shifts of each expert who comes."""
        found: dict[int, list[int]] = {}
        for shift, sits in self._sits.items():
            for expert, var in sits.items():
                if value(var):
                    found.setdefault(expert, []).append(shift)
        return {expert: np.array(rows, dtype=np.int64) for expert, rows in found.items()}

    def hint(self, chains: Mapping[int, Numbers]) -> None:
        """Tell the solver a cover."""
        for expert, var in self._comes.items():
            self.model.add_hint(var, expert in chains)
        for shift, sits in self._sits.items():
            for expert, var in sits.items():
                self.model.add_hint(var, expert in chains and shift in chains[expert])

    def _add_clique(self, rows: list[int], seats: int) -> None:
        slack = COVER.idle_said + 1 if self._most is None else self._most - seats
        idle: list[IntVar] = []
        for expert, comes in self._comes.items():
            there = [self._sits[row][expert] for row in rows if expert in self._sits[row]]
            if slack > COVER.idle_said:
                if there:
                    self.model.add_at_most_one([*there, ~comes])
                continue
            if slack > 0:
                idle.append(self.model.new_bool_var(""))
                there.append(idle[-1])
            self.model.add_exactly_one([*there, ~comes])
        if idle:
            self.model.add(sum(idle) == slack)
