"""What would fill a vacancy: seconds a question, completeness, every unlock solved again."""

import argparse

from benchmarks.campaign import OURS, heading
from benchmarks.commands.words import add_limits, task_of
from benchmarks.instances import digest, generated
from benchmarks.machine import code_of, machine
from benchmarks.results import Ledger, Row
from benchmarks.unlocked import questions
from matcher.files import read_problem

SIZES = {"unit": 5, "consortium": 5}
"""How many seeds of each size."""


def add(cli: argparse.ArgumentParser) -> None:
    """The command's own words."""
    cli.add_argument("--sizes", nargs="+", choices=SIZES, default=tuple(SIZES))
    cli.add_argument("--questions", type=int, default=16, help="of each problem")
    add_limits(cli, 2.0, "unlocks.jsonl")


def run(asked: argparse.Namespace) -> None:
    """Every size, loose before tight; consortia are loose."""
    ledger, code = Ledger(asked.output), code_of(*OURS)
    for size in asked.sizes:
        for tight in (False, True) if size == "unit" else (False,):
            for seed in range(1, SIZES[size] + 1):
                instance = generated(size, seed, tight)
                row: Row = heading("unlocks", instance, task_of(asked), code)
                if row in ledger and not asked.again:
                    print(f"{instance.name}: measured already", flush=True)
                    continue
                file = instance.file()
                row |= {"sha256": digest(file), "machine": machine()}
                row |= questions(read_problem(file.read_bytes()), asked)
                ledger.add(row)
                print(f"{instance.name}: {in_short(row)}", flush=True)


def in_short(row: Row) -> str:
    """One line about a problem's questions."""
    asked = row["questions"]
    took = sorted(each["took"] for each in asked)
    complete = sum(each["complete"] for each in asked)
    found = sum(len(each["unlocks"]) for each in asked)
    wrong = sum(len(each["differing"]) for each in asked)
    middle = took[len(took) // 2] if took else 0
    return f"{len(took)} questions, {middle} s, {complete} complete, {found} unlocks, {wrong} wrong"
