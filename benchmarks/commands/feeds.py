"""Feeds: a poll and a build against a hello-world view of the same server."""

import argparse
import json
import statistics
import time
from pathlib import Path

from benchmarks.folders import RESULTS
from benchmarks.machine import code_of, machine


def add(cli: argparse.ArgumentParser) -> None:
    """How often, and where the row goes."""
    cli.add_argument("--rounds", type=int, default=200)
    cli.add_argument("--requests", type=int, default=40, help="of each kind in a round")
    cli.add_argument("--events", type=int, default=200)
    cli.add_argument("-o", "--output", type=Path, default=RESULTS / "feeds.jsonl")


def run(asked: argparse.Namespace) -> None:
    """Measure once and add a row."""
    from benchmarks.feeds import measure

    row = {
        "command": "feeds",
        "instance": f"{asked.events} entries",
        "machine": machine(),
        "code": code_of("calendars", "db", "web"),
        "build_cpu_ms": _build(asked.events),
        **measure(asked.rounds, asked.requests, asked.events),
    }
    line = json.dumps(row, ensure_ascii=False)
    with asked.output.open("a") as rows:
        rows.write(f"{line}\n")
    print(line)


def _build(events: int) -> float:
    """CPU of a cold build of a feed from its entries: the median of nine, in milliseconds."""
    from benchmarks.feed_entries import busy_year
    from calendars.feed import write

    feed, times = busy_year(events), []
    for _ in range(9):
        before = time.process_time()
        write(feed)
        times.append((time.process_time() - before) * 1000)
    return round(statistics.median(times), 2)
