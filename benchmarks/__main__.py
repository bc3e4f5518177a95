"""Solve generated units and say when the first plan came and what was proven.

    python -m benchmarks [--seeds 1 5] [--seconds 20] [--workers 2]

The lines go to standard output as a Markdown table; what was run and where stands above it.
"""

import argparse
import json
import os
import platform
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from importlib.metadata import version

from benchmarks.generate import problem as generated
from matcher.files import read_problem
from matcher.plan import Answer, Progress
from matcher.solve import solve

COLUMNS = (
    "seed",
    "first plan, s",
    "tiers 1–2 done, s",
    "incomplete",
    "vacancies",
    "calls",
    "fit, burden, delay",
    "status",
    "s",
)


@dataclass(slots=True)
class Stopwatch:
    """When the search told of its first plan, and when it first worked on each tier."""

    first_plan: float | None = None
    tiers: dict[int, float] = field(default_factory=dict)

    def note(self, news: Progress) -> None:
        """Hear one piece of news."""
        if news.plan is not None and self.first_plan is None:
            self.first_plan = news.seconds
        self.tiers.setdefault(news.tier, news.seconds)


def measured(seed: int, seconds: float, workers: int) -> str:
    """One row: the seed, when the first plan came, each tier's value and bound."""
    problem = read_problem(json.dumps(generated("unit", seed)))
    watch = Stopwatch()
    began = time.monotonic()
    answer = solve(problem, time_limit=seconds, workers=workers, seed=1, progress=watch.note)
    took = time.monotonic() - began
    cells = [str(seed), shown(watch.first_plan), shown(watch.tiers.get(2)), *tiers(answer)]
    return f"| {' | '.join(cells)} | {answer.status} | {took:.1f} |"


def tiers(answer: Answer) -> Iterable[str]:
    """Value of each tier, with its bound where that is not proven."""
    for tier in answer.tiers:
        yield f"{tier.value}" if tier.optimal else f"{tier.value} ({tier.bound})"


def shown(seconds: float | None) -> str:
    """Seconds with one digit, or a dash."""
    return "–" if seconds is None else f"{seconds:.1f}"


def main() -> None:
    """Measure every seed, a row at a time."""
    cli = argparse.ArgumentParser(description="Solve generated units and say what was proven.")
    cli.add_argument("--seeds", nargs=2, type=int, default=(1, 5), metavar=("FIRST", "LAST"))
    cli.add_argument("--seconds", type=float, default=20.0)
    cli.add_argument("--workers", type=int, default=2)
    asked = cli.parse_args()
    print(f"Units of 825 experts and 60 missions; {asked.seconds:g} s, {asked.workers} workers;")
    print(
        f"ortools {version('ortools')}, Python {platform.python_version()}, {os.cpu_count()} cores."
    )
    print("Values are proven; where one is not, its bound stands in brackets.\n")
    print(f"| {' | '.join(COLUMNS)} |\n|{' --- |' * len(COLUMNS)}")
    for seed in range(asked.seeds[0], asked.seeds[1] + 1):
        print(measured(seed, asked.seconds, asked.workers), flush=True)


if __name__ == "__main__":
    main()
