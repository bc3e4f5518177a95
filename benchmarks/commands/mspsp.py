"""Public instances of the earliest finish with teams (MSPSP): value, bound, seconds."""

import argparse
from pathlib import Path

from benchmarks.campaign import campaign
from benchmarks.commands.words import add_limits, task_of
from benchmarks.instances import library
from benchmarks.results import Ledger


def add(cli: argparse.ArgumentParser) -> None:
    """The command's own words."""
    cli.add_argument("--from", dest="folder", type=Path, required=True, help="any folder of .dzn")
    add_limits(cli, 60.0, "mspsp.jsonl")


def run(asked: argparse.Namespace) -> None:
    """Measure every instance of the folder."""
    campaign("mspsp", library(asked.folder, ".dzn"), task_of(asked), Ledger(asked.output))
