"""Trials of generated units measured once each, in a process of their own."""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from benchmarks.campaign import OURS, Task, heading, trouble
from benchmarks.children import run_child
from benchmarks.commands.words import add_limits, task_of
from benchmarks.instances import digest, generated
from benchmarks.machine import code_of, machine
from benchmarks.results import Ledger, Row

_AROUND = 300.0
"""Seconds that a child may take to read, to solve first and to check afterwards."""


def add_trial(cli: argparse.ArgumentParser, seconds: float, output: str) -> None:
    """The words of a command that measures a trial."""
    cli.add_argument("--seeds", nargs=2, type=int, default=(1, 3), metavar=("FIRST", "LAST"))
    add_limits(cli, seconds, output)


def measure_trial(trial: str, asked: argparse.Namespace) -> None:
    """Every unit, loose before tight, seed after seed."""
    task, ledger, code = task_of(asked), Ledger(asked.output), code_of(*OURS)
    first, last = asked.seeds
    for tight in (False, True):
        for seed in range(first, last + 1):
            instance = generated("unit", seed, tight)
            row = heading(trial, instance, task, code)
            if row in ledger and not task.again:
                print(f"{instance.name}: measured already", flush=True)
                continue
            file = instance.file()
            row |= {"sha256": digest(file), "machine": machine()}
            row |= child(trial, file, task)
            ledger.add(row)
            print(f"{instance.name}: {row['status']}, {row.get('took', '–')} s", flush=True)


def child(trial: str, file: Path, task: Task) -> Row:
    """What a child measured; whatever becomes of it, a row that says so."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "row.json"
        limits = ["--seconds", str(task.seconds), "--workers", str(task.workers)]
        words = [trial, str(file), "-o", str(out), *limits, "--seed", str(task.seed)]
        ended = run_child(
            [sys.executable, "-m", "benchmarks.trials", *words],
            seconds=task.seconds + _AROUND,
            memory_mb=task.memory_mb,
        )
        row: Row = json.loads(out.read_text()) if out.exists() else {"status": "failed"}
    return row | trouble(ended)
