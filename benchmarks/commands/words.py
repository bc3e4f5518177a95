"""The words that every measuring subcommand understands."""

import argparse
from pathlib import Path

from benchmarks.campaign import Task
from benchmarks.folders import RESULTS

CHECKPOINTS = (1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0)


def add_limits(cli: argparse.ArgumentParser, seconds: float | None, output: str) -> None:
    """Seconds, workers, seed, where rows go; None leaves the seconds to the command."""
    cli.add_argument("--seconds", type=float, default=seconds, help="time limit of a solve")
    cli.add_argument("--workers", type=int, default=2)
    cli.add_argument("--seed", type=int, default=1, help="of the search, not of the instance")
    cli.add_argument("--memory", type=float, default=12_000.0, help="MB after which it is killed")
    cli.add_argument("--again", action="store_true", help="measure what has been measured, too")
    cli.add_argument("-o", "--output", type=Path, default=RESULTS / output, help="JSON lines")


def task_of(asked: argparse.Namespace, seconds: float | None = None) -> Task:
    """The limits as they were asked for."""
    return Task(
        seconds=asked.seconds if seconds is None else seconds,
        workers=asked.workers,
        seed=asked.seed,
        checkpoints=CHECKPOINTS,
        memory_mb=asked.memory,
        again=asked.again,
    )
