"""Calendar programs, driven for real: do they read our feeds as the rows mean them?"""

import argparse
from importlib.resources import files
from pathlib import Path
from zoneinfo import TZPATH

from benchmarks.folders import RESULTS
from benchmarks.machine import code_of, machine
from benchmarks.results import Ledger, Row


def add(cli: argparse.ArgumentParser) -> None:
    """Which programs, and where rows go."""
    cli.add_argument("--programs", nargs="+", metavar="NAME", help="the start of a name is enough")
    cli.add_argument("-o", "--output", type=Path, default=RESULTS / "clients.jsonl")


def run(asked: argparse.Namespace) -> None:
    """Every program that is there, one after the other; of others, how to install them."""
    from benchmarks.clients.roster import PROGRAMS
    from benchmarks.clients.watching import watched

    ledger, wanted = Ledger(asked.output), tuple(map(str.casefold, asked.programs or [""]))
    for program in PROGRAMS:
        if not program.name.casefold().startswith(wanted):
            continue
        version = program.version()
        if version is None:
            print(f"{program.name}: not here. To install it: {program.remedy}", flush=True)
            continue
        row: Row = {"command": "clients", "instance": program.name, "version": version}
        row |= {
            "code": code_of("calendars", "web/service/feeds", "web/pages/feeds"),
            "zones": zone_data(),
        }
        row |= {"machine": machine(), **watched(program)}
        ledger.add(row)
        print(in_short(row), flush=True)


def zone_data() -> str:
    """Which edition of the IANA database our own times come from."""
    for folder in map(Path, TZPATH):
        if (folder / "tzdata.zi").exists():
            return (folder / "tzdata.zi").open().readline().split()[-1]
        if (folder / "Europe").exists():
            return "the system’s"
    return (files("tzdata") / "zones").parent.joinpath("__init__.py").read_text().split('"')[-2]


def in_short(row: Row) -> str:
    """One line about a program."""
    if "trouble" in row:
        return f"{row['instance']} {row['version']}: {row['trouble']}"
    said = f"{row['instance']} {row['version']}: {row['agree']} of {row['entries']} agree"
    if row["differences"]:
        others = row["entries"] - row["agree"]
        said += f", {others} told otherwise, {row['known']} of them by a known limit"
    if row["unchanged"] is not None:
        said += ", 304 seen" if row["unchanged"] else ", no 304"
    return said + "".join(f"; {remark}" for remark in row["remarks"])
