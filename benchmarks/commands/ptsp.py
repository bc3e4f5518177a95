"""Public instances of fewest people for dated tasks (PTSP): value, bound, seconds."""

import argparse
from pathlib import Path

from benchmarks.campaign import campaign
from benchmarks.commands.words import add_limits, task_of
from benchmarks.instances import library
from benchmarks.results import Ledger


def add(cli: argparse.ArgumentParser) -> None:
    """The command's own words."""
    cli.add_argument("--from", dest="folder", type=Path, required=True, help="any folder of .dat")
    add_limits(cli, 30.0, "ptsp.jsonl")


def run(asked: argparse.Namespace) -> None:
    """Measure every instance of the folder."""
    campaign("ptsp", library(asked.folder, ".dat"), task_of(asked), Ledger(asked.output))
