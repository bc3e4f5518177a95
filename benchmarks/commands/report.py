"""Fill the pages with tables and pictures of the results, or print them with --print."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from benchmarks.commands import MEASURES
from benchmarks.folders import PAGES, PICTURES, RESULTS
from benchmarks.growth import growth
from benchmarks.page import filled
from benchmarks.results import Row, latest, read_rows
from benchmarks.tables import (
    clients,
    faults,
    feeds,
    libraries,
    machines,
    pages,
    peers,
    questions,
    replan,
    sizes,
    trials,
    unlocks,
)

GROWTH = "Seconds and peak memory over the missions of a problem, medians of loose problems"


def add(cli: argparse.ArgumentParser) -> None:
    """The command's own words."""
    cli.add_argument("files", nargs="*", type=Path, help="JSON lines; all results without any")
    cli.add_argument("--print", dest="aloud", action="store_true", help="and change no file")
    cli.add_argument("--pages", nargs="+", type=Path, default=PAGES)
    cli.add_argument("--pictures", type=Path, default=PICTURES)


def run(asked: argparse.Namespace) -> None:
    """Print the tables, or put them where they belong."""
    rows = list(read_rows(asked.files or sorted(RESULTS.glob("*.jsonl"))))
    found = tables(rows)
    if asked.aloud:
        print("\n\n".join(f"## {name}\n\n{text}" for name, text in found.items()))
        return
    for page in asked.pages:
        page.write_text(filled(page.read_text(), found))
    for name, picture in pictures(rows).items():
        (asked.pictures / name).write_text(picture)


def tables(rows: Sequence[Row]) -> dict[str, str]:
    """Every table that there are rows for, by its name on the page."""
    own = {name: latest(rows, name) for name in MEASURES}
    found: dict[str, str] = {}
    if any(own.values()):
        found["machine"] = machines.machines([row for each in own.values() for row in each])
    if own["sizes"]:
        found["sizes"] = f"{sizes.sizes(own['sizes'])}\n\n{sizes.faults(own['sizes'])}"
        found["growth"] = f"![{GROWTH}](pictures/growth.svg)"
        found["instances"] = sizes.instances(own["sizes"])
        found["checkpoints"] = sizes.checkpoints(own["sizes"])
    if own["ptsp"]:
        found["ptsp"] = libraries.ptsp(own["ptsp"])
    if own["mspsp"]:
        found["mspsp"] = libraries.mspsp(own["mspsp"])
    if own["replan"]:
        found["replan"] = f"{replan.replan(own['replan'])}\n\n{sizes.faults(own['replan'])}"
        found["replans"] = replan.instances(own["replan"])
    if own["losses"]:
        found["losses"] = trials.losses(own["losses"])
    if own["front"]:
        found["front"] = trials.front(own["front"])
    if own["questions"]:
        found["questions"] = questions.questions(own["questions"])
    if own["unlocks"]:
        found["unlocks"] = unlocks.unlocks(own["unlocks"])
    if own["faults"]:
        found["faults"] = faults.faults(own["faults"])
    if own["peers"]:
        found["peers"] = peers.peers(own["peers"])
    if own["feeds"]:
        found["feeds"] = feeds.feeds([row for row in rows if row["command"] == "feeds"])
    if own["pages"]:
        found["pages"] = pages.pages(own["pages"])
    if own["clients"]:
        found["clients"] = clients.clients(own["clients"])
    return found


def pictures(rows: Sequence[Row]) -> dict[str, str]:
    """Every picture that there are rows for, by its file."""
    measured = latest(rows, "sizes")
    return {"growth.svg": growth(measured)} if measured else {}
