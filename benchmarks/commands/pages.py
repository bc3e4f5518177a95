"""Pages: how long they take on the example, quiet and while a search runs beside them."""

import argparse
import json
import tempfile
from pathlib import Path

from benchmarks.folders import RESULTS
from benchmarks.machine import code_of, machine


def add(cli: argparse.ArgumentParser) -> None:
    """How often, how long the search may take, and where the rows go."""
    cli.add_argument("--rounds", type=int, default=10, help="of each page, after the first")
    cli.add_argument("--seconds", type=int, default=300, help="of the search beside")
    cli.add_argument("--port", type=int, default=8465)
    cli.add_argument("-o", "--output", type=Path, default=RESULTS / "pages.jsonl")


def run(asked: argparse.Namespace) -> None:
    """Measure once, a row for each page."""
    from benchmarks.pages import measure

    here, code = machine(), code_of("matcher", "db", "web")
    with tempfile.TemporaryDirectory() as folder:
        found = measure(Path(folder), asked.rounds, asked.seconds, asked.port)
    with asked.output.open("a") as rows:
        for each in found:
            row = {"command": "pages", "instance": each["page"], "machine": here, "code": code}
            line = json.dumps({**row, "rounds": asked.rounds, **each}, ensure_ascii=False)
            rows.write(f"{line}\n")
            print(line)
