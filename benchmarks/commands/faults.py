"""Faults on purpose: workers killed, publications and releases at once, each with its control."""

import argparse
import time
from pathlib import Path

from benchmarks.folders import RESULTS
from benchmarks.machine import code_of, machine
from benchmarks.results import Ledger, Row

USUAL = {"kills": 300, "carried": 100, "publications": 2000, "releases": 2000}
"""How often each fault is made in a night."""


BOTH = ("sqlite", "postgres")


def add(cli: argparse.ArgumentParser) -> None:
    """Which faults, on which databases, how often."""
    cli.add_argument("--only", nargs="+", choices=USUAL, default=tuple(USUAL))
    cli.add_argument("--databases", nargs="+", choices=BOTH, default=BOTH)
    cli.add_argument("--count", type=int, help="of each fault, instead of the usual number")
    cli.add_argument("--seed", type=int, default=1, help="of the moments of the kills")
    cli.add_argument("--again", action="store_true", help="measure what has been measured, too")
    cli.add_argument("-o", "--output", type=Path, default=RESULTS / "faults.jsonl")


def run(asked: argparse.Namespace) -> None:
    """Every fault on every database, a row each."""
    from benchmarks.faults import FAULTS, databases
    from tests import clock

    clock.start()
    rows = Ledger(asked.output)
    for kind in asked.databases:
        with databases(kind) as fresh:
            for name in asked.only:
                if (name, kind) == ("carried", "sqlite"):
                    continue
                count = asked.count or USUAL[name]
                row: Row = {
                    "command": "faults",
                    "instance": f"{name}-{count}-{kind}",
                    "code": code_of("matcher", "db", "web"),
                    "seed": asked.seed,
                }
                if row in rows and not asked.again:
                    continue
                row |= {"machine": machine()}
                begun = time.monotonic()
                row |= FAULTS[name](fresh, count, asked.seed)
                row["took"] = round(time.monotonic() - begun, 1)
                rows.add(row)
                print(row, flush=True)
