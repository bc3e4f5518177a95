"""Published plans to which something has happened: who must be called, proven how soon."""

import argparse

from benchmarks.campaign import campaign
from benchmarks.commands.words import add_limits, task_of
from benchmarks.replans import replans
from benchmarks.results import Ledger

SEEDS = {"unit": 5, "consortium": 3}


def add(cli: argparse.ArgumentParser) -> None:
    """The command's own words."""
    cli.add_argument("--sizes", nargs="+", choices=SEEDS, default=tuple(SEEDS))
    cli.add_argument("--seeds", type=int, help="so many of each size; 5 units, 3 consortia without")
    cli.add_argument("--tight", action="store_true", help="with a third of the experts")
    add_limits(cli, 20.0, "replan.jsonl")


def run(asked: argparse.Namespace) -> None:
    """Measure every disturbance of every problem, unit before consortium."""
    for size in asked.sizes:
        last = asked.seeds or SEEDS[size]
        for seed in range(1, last + 1):
            instances = replans(size, seed, asked.tight)
            campaign("replan", instances, task_of(asked), Ledger(asked.output))
