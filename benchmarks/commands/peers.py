"""Ours beside others on the same problems: plain CP-SAT, HiGHS, by hand, Timefold."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from benchmarks.campaign import OURS, Task, child, heading, in_short, searching
from benchmarks.commands.words import add_limits, task_of
from benchmarks.instances import Instance, digest, named
from benchmarks.machine import code_of, machine
from benchmarks.peers.roster import PEERS, Peer, played
from benchmarks.results import Ledger, Row

OWN = "ours"
GENERATED = ("unit-1", "unit-2", "unit-3", "unit-tight-1", "consortium-1")
PUBLIC = (
    "ptsp/data_1_23_40_66.dat",
    "ptsp/data_10_51_111_66.dat",
    "ptsp/data_0001_0062_0071_025.dat",
    "mspsp/inst_set1a_sf0.5_nc1.5_n20_m10_00.dzn",
    "mspsp/inst_set1a_sf1_nc1.8_n20_m25_00.dzn",
    "mspsp/inst_set1b_sf0.75_nc1.8_n40_m38_00.dzn",
)


def add(cli: argparse.ArgumentParser) -> None:
    """The command's own words."""
    cli.add_argument("--instances", nargs="+", metavar="NAME", help="unit-1, or a .dat, .dzn file")
    cli.add_argument("--from", dest="shared", type=Path, help="a folder with data/ptsp, data/mspsp")
    names = (OWN, *(peer.name for peer in PEERS))
    cli.add_argument("--peers", nargs="+", choices=names, default=names)
    add_limits(cli, 60.0, "peers.jsonl")


def run(asked: argparse.Namespace) -> None:
    """Every instance, every peer, one after the other."""
    task, ledger = task_of(asked), Ledger(asked.output)
    chosen = [peer for peer in PEERS if peer.name in asked.peers]
    for instance in map(named, asked.instances or default(asked.shared)):
        if OWN in asked.peers:
            measure(instance, None, task, ledger)
        for peer in chosen:
            measure(instance, peer, task, ledger)


def default(shared: Path | None) -> Sequence[str]:
    """Generated problems, and public ones where their folder is named."""
    if shared is None:
        return GENERATED
    return (*GENERATED, *(str(shared / "data" / name) for name in PUBLIC))


def measure(instance: Instance, peer: Peer | None, task: Task, ledger: Ledger) -> None:
    """One peer's row of an instance, or our own."""
    name = OWN if peer is None else peer.name
    code = code_of(*OURS) if peer is None else code_of("benchmarks/peers")
    row: Row = {**heading("peers", instance, task, code), "peer": name}
    if row in ledger and not task.again:
        print(f"{instance.name}, {name}: measured already", flush=True)
        return
    file = instance.file()
    row |= {"sha256": digest(file), "machine": machine()}
    row |= child(file, task, *searching(task)) if peer is None else played(peer, file, task)
    ledger.add(row)
    print(f"{instance.name}, {name}: {in_short(row)}", flush=True)
