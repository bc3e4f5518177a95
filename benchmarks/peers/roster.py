"""Who the peers are, and how each is run and judged."""

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.campaign import Task, trouble
from benchmarks.children import run_child
from benchmarks.peers.environment import NoEnvironment, interpreter
from benchmarks.results import Row
from matcher.files import PlanUnreadable, read_plan, read_problem
from matcher.plan import Plan
from matcher.problem import Problem
from matcher.review import review

_GRACE = 120.0
"""Seconds beside the limit, to read, to build a model and to start a machine of its own."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A way to staff: its module, and what its environment needs beside ours."""

    name: str
    about: str
    module: str
    requirements: str | None = None


PEERS = (
    Peer("by-hand", "by hand", "benchmarks.peers.by_hand"),
    Peer("plain-cpsat", "plain CP-SAT", "benchmarks.peers.plain_cpsat"),
    Peer("whole-milp", "MILP in HiGHS", "benchmarks.peers.whole_milp", "requirements-highs.txt"),
    Peer("timefold", "Timefold", "benchmarks.peers.timefold_peer", "requirements-timefold.txt"),
)


def played(peer: Peer, file: Path, task: Task) -> Row:
    """What a peer reached on a problem, as `review` reads its plan; a crash is a row as well."""
    try:
        python = interpreter(peer.requirements)
    except NoEnvironment as why:
        return {"status": "no environment", "trouble": str(why)}
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "handed.json"
        limits = ["--seconds", str(task.seconds), "--workers", str(task.workers)]
        ended = run_child(
            [python, "-m", peer.module, file, "-o", out, *limits, "--seed", str(task.seed)],
            seconds=task.seconds + _GRACE,
            memory_mb=task.memory_mb,
        )
        handed: Row = json.loads(out.read_text()) if out.exists() else {}
    row = {"peak_mb": round(ended.peak_mb, 1), **trouble(ended)}
    return row | judged(read_problem(file.read_bytes()), handed)


def judged(problem: Problem, handed: Row) -> Row:
    """What was handed in, read by `review`: a plan is what it is, not what its maker says."""
    told: Row = {key: handed[key] for key in ("took", "solver", "remarks") if key in handed}
    if handed.get("plan") is None:
        return {"status": "no plan", **told}
    plan = plan_of(problem, handed)
    if plan is None:
        return {"status": "unreadable", **told}
    read = review(problem, plan)
    bounds = handed["bounds"]
    tiers = [
        {"value": value, "bound": bounds.get(str(tier))} for tier, value in enumerate(read.tiers)
    ]
    proven = all(tier["value"] == tier["bound"] for tier in tiers)
    status = "wrong" if read.breaches else "optimal" if proven else "feasible"
    return {"status": status, "breaches": len(read.breaches), "tiers": tiers, **told}


def plan_of(problem: Problem, handed: Row) -> Plan | None:
    """The plan that was handed in; None where it is no plan."""
    try:
        return read_plan(json.dumps(handed["plan"]), problem.horizon)
    except PlanUnreadable:
        return None
