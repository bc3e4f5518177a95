"""How a peer enters: a problem in, its best plan and its bounds out, as often as it likes."""

import argparse
import json
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from matcher.files import read_problem, write_plan
from matcher.plan import Plan
from matcher.problem import Problem


class Unsuited(Exception):
    """The peer has no way to say this problem."""


@dataclass(slots=True)
class Entry:
    """What a peer is told: seconds, workers, seed; and where it hands in."""

    seconds: float
    workers: int
    seed: int
    output: Path
    solver: str = ""
    began: float = field(default_factory=time.monotonic)
    remarks: list[str] = field(default_factory=list)
    _plan: Mapping[str, object] | None = None
    _bounds: Mapping[int, int] = field(default_factory=dict)

    @property
    def took(self) -> float:
        """Seconds since the problem had been read."""
        return time.monotonic() - self.began

    @property
    def seconds_left(self) -> float:
        """Seconds until the time limit; never negative."""
        return max(0.0, self.seconds - self.took)

    def remark(self, text: str) -> None:
        """Have something said beside the result."""
        self.remarks.append(text)
        self.write()

    def hand_in(self, problem: Problem, plan: Plan, bounds: Mapping[int, int]) -> None:
        """Give the best plan so far, with the bounds that are proven, by tier."""
        whole = Plan({mission: plan.held(mission) for mission in problem.missions})
        missions = write_plan(whole, problem.horizon)
        self._plan = {"format": "hemicycle/plan@1", "status": "feasible", "missions": missions}
        self._bounds = dict(bounds)
        self.write()

    def write(self) -> None:
        """Say where the peer is, with what it has handed in so far."""
        told = {
            "plan": self._plan,
            "bounds": {str(tier): bound for tier, bound in self._bounds.items()},
            "took": round(self.took, 3),
            "solver": self.solver,
            "remarks": self.remarks,
        }
        part = self.output.with_suffix(".part")
        part.write_text(json.dumps(told))
        os.replace(part, self.output)


def enter(solver: str, staff: Callable[[Problem, Entry], None]) -> None:
    """A peer's command line: read, staff, hand in."""
    cli = argparse.ArgumentParser(description=staff.__doc__)
    cli.add_argument("problem", type=Path)
    cli.add_argument("-o", "--output", type=Path, required=True)
    cli.add_argument("--seconds", type=float, default=60.0)
    cli.add_argument("--workers", type=int, default=2)
    cli.add_argument("--seed", type=int, default=1)
    asked = cli.parse_args()
    problem = read_problem(asked.problem.read_bytes())
    entry = Entry(asked.seconds, asked.workers, asked.seed, asked.output, solver)
    try:
        staff(problem, entry)
    except (Unsuited, MemoryError) as why:
        entry.remark(str(why))
    entry.write()
