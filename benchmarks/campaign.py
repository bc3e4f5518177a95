"""A campaign: every instance measured once, its row written down before the next begins."""

import json
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.children import Ended, run_child
from benchmarks.instances import Instance, digest
from benchmarks.machine import code_of, machine
from benchmarks.results import Ledger, Row

OURS = ("matcher",)
_READING = 300.0
"""Seconds that a child may take to read, and to check, beside those it may search."""


@dataclass(frozen=True, slots=True)
class Task:
    """How long, with how many workers, and what is asked of the search meanwhile."""

    seconds: float
    workers: int = 2
    seed: int = 1
    checkpoints: tuple[float, ...] = ()
    memory_mb: float = 12_000.0
    again: bool = False


def campaign(
    command: str, instances: Iterable[Instance], task: Task, ledger: Ledger, *, tables: bool = False
) -> None:
    """Measure what is not in the ledger yet; `tables` times reading and eligibility as well."""
    code = code_of(*OURS)
    for instance in instances:
        row = heading(command, instance, task, code)
        if row in ledger and not task.again:
            print(f"{instance.name}: measured already", flush=True)
            continue
        file = instance.file()
        row |= {"sha256": digest(file), "machine": machine()}
        if tables:
            row |= child(file, task, "--eligibility")
        row |= child(file, task, *searching(task))
        ledger.add(row)
        print(f"{instance.name}: {in_short(row)}", flush=True)


def heading(command: str, instance: Instance, task: Task, code: str) -> Row:
    """What a row is about: enough to know whether it has been measured."""
    return {
        "command": command,
        "instance": instance.name,
        "code": code,
        "seconds": task.seconds,
        "workers": task.workers,
        "seed": task.seed,
        **instance.facts,
    }


def searching(task: Task) -> Sequence[str]:
    """The words that ask a child to search."""
    words = ["--seconds", str(task.seconds), "--workers", str(task.workers)]
    at = [str(at) for at in task.checkpoints if at <= task.seconds]
    return [*words, "--seed", str(task.seed), "--at", *at]


def child(file: Path, task: Task, *words: str) -> Row:
    """What a child measured; whatever becomes of it, a row that says so."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "row.json"
        ended = run_child(
            [sys.executable, "-m", "benchmarks.measure", file, "-o", out, *words],
            seconds=task.seconds + 2 * _READING,
            memory_mb=task.memory_mb,
            counts=lambda: not out.exists(),
        )
        row: Row = json.loads(out.read_text()) if out.exists() else {"status": "failed"}
    if "peak_mb" in row or row.get("status") == "failed":
        row["peak_mb"] = round(max(ended.peak_mb, row.get("peak_mb", 0.0)), 1)
    return row | trouble(ended)


def trouble(ended: Ended) -> Row:
    """Why a child did not end well; nothing where it did."""
    if ended.killed is not None:
        return {"trouble": f"killed: {ended.killed}"}
    if ended.code != 0:
        lines = ended.said.splitlines()
        return {"trouble": f"exit {ended.code}: {lines[-1] if lines else 'nothing said'}"}
    return {}


def in_short(row: Row) -> str:
    """A line for who waits."""
    tiers = map(tier_in_short, row.get("tiers", ()))
    said = f"{row.get('status')}, {' / '.join(tiers)}, {row.get('took', '–')} s"
    wrong = " WRONG PLAN" if row.get("breaches") or row.get("agrees") is False else ""
    return said + wrong + (f" ({row['trouble']})" if "trouble" in row else "")


def tier_in_short(tier: Row) -> str:
    """A value, with its bound where that is another one."""
    value, bound = tier["value"], tier["bound"]
    return f"{value}" if value == bound else f"{value} ({'–' if bound is None else bound})"
