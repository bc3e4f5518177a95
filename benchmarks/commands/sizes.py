"""Generated problems of four sizes: reading, first plan, proofs, gaps, memory."""

import argparse

from benchmarks.campaign import campaign
from benchmarks.commands.words import add_limits, task_of
from benchmarks.instances import SIZES, generated
from benchmarks.results import Ledger

SECONDS = {"unit": 60.0, "consortium": 60.0, "continent": 300.0, "world": 300.0}


def add(cli: argparse.ArgumentParser) -> None:
    """The command's own words."""
    cli.add_argument("--sizes", nargs="+", choices=SIZES, default=("unit",))
    cli.add_argument("--seeds", nargs=2, type=int, default=(1, 5), metavar=("FIRST", "LAST"))
    which = cli.add_mutually_exclusive_group()
    which.add_argument("--loose", dest="tight", action="store_const", const=(False,))
    which.add_argument("--tight", dest="tight", action="store_const", const=(True,))
    which.add_argument("--both", dest="tight", action="store_const", const=(False, True))
    cli.set_defaults(tight=(False, True))
    add_limits(cli, None, "sizes.jsonl")


def run(asked: argparse.Namespace) -> None:
    """Measure every size, loose before tight, seed after seed."""
    first, last = asked.seeds
    for size in asked.sizes:
        task = task_of(asked, asked.seconds or SECONDS[size])
        instances = [
            generated(size, seed, tight) for tight in asked.tight for seed in range(first, last + 1)
        ]
        campaign("sizes", instances, task, Ledger(asked.output), tables=True)
