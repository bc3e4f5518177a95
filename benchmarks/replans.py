"""Published plans to which something has happened, as problems to be solved again."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.disturb import disturbed
from benchmarks.folders import MADE, ROOT
from benchmarks.instances import Instance, generated

KINDS = {
    "dropout": ("dropout",),
    "busy": ("busy",),
    "moved": ("moved",),
    "new": ("new",),
    "all": ("dropout", "busy", "moved", "new"),
}
"""Each disturbance alone, and all together."""
_WORK = {"unit": 2.0, "consortium": 5.0}
"""Deterministic seconds that the plan which is published may take."""


def replans(size: str, seed: int, tight: bool = False) -> Iterator[Instance]:
    """Every kind of disturbance of one generated problem; the seed is that of both."""
    for kind in KINDS:
        yield replanned(size, seed, tight, kind)


def replanned(size: str, seed: int, tight: bool, kind: str) -> Instance:
    """One of them: `unit-1-dropout`."""
    before = generated(size, seed, tight)

    def make(path: Path) -> None:
        problem = json.loads(before.file().read_text())
        found = disturbed(problem, published(before, size), KINDS[kind], seed)
        path.write_text(json.dumps(found, separators=(",", ":")) + "\n")

    facts = {**before.facts, "disturbance": kind}
    return Instance(f"replan/{before.name}-{kind}", make, facts)


def published(before: Instance, size: str) -> dict[str, dict[str, object]]:
    """The missions of the plan that was live; solved once and kept."""
    path = MADE / "instances" / f"live-{before.name}.json"
    if not path.exists():
        words = [sys.executable, "-m", "benchmarks.live", str(before.file()), "-o", str(path)]
        subprocess.run([*words, "--work", str(_WORK[size])], cwd=ROOT, check=True)
    missions: dict[str, dict[str, object]] = json.loads(path.read_text())
    return missions
