"""Faults on purpose, many more than a test has time for: what must hold, and how often it did.

Each row has its control: the same with the guard taken away, which must show the fault.
"""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from statistics import median
from uuid import uuid4

import psycopg
from sqlalchemy import text

from benchmarks.results import Row
from db import invariants
from db.engine import Ledger
from db.migrate import upgrade
from tests import postgres
from tests.db import test_race, test_release_race
from tests.db.race import conflicts
from tests.db.racing import race
from tests.web.killing import Killer, lost, starter, wait
from tests.web.test_worker import ask, opened, states
from web.service.carrying.carriers import Carrying
from web.worker.carrier.schema import apply

CONTROLS = 20
"""Tries without the guard."""
Fresh = Callable[[], str]
"""Makes an empty database and answers its address."""


@contextmanager
def databases(kind: str) -> Iterator[Fresh]:
    """Fresh databases of a kind, gone at the end."""
    with tempfile.TemporaryDirectory() as folder:
        if kind == "sqlite":
            yield lambda: f"sqlite:///{folder}/{uuid4().hex}.db"
            return
        with postgres.server() as server:
            yield lambda: _made(server)


def kills(fresh: Fresh, count: int, seed: int) -> Row:
    """Workers and their children killed while they search; one worker looks for jobs."""
    url = fresh()
    ledger = next(opened(url))
    found = asdict(Killer(ledger, starter(ledger), seed).run(count))
    recovered = found.pop("recovered_s")
    ledger.dispose()
    middle = median(recovered) if recovered else None
    return found | {"recovered_s": middle, "control_stuck": _stuck(fresh())}


def carried(fresh: Fresh, count: int, seed: int) -> Row:
    """The same with two workers to which Procrastinate brings the jobs."""
    url = fresh()
    next(opened(url)).dispose()
    apply(url)
    ledger = Ledger(url, Carrying())
    begin = starter(ledger, queue="procrastinate")
    found = asdict(Killer(ledger, begin, seed, crew=2).run(count))
    del found["recovered_s"]
    ledger.dispose()
    return found


def publications(fresh: Fresh, count: int, _seed: int) -> Row:
    """Two processes publish at once, half of the time the same person on the same days."""
    outcomes, ledger = _raced(fresh(), test_race, count)
    refused = [any("refused" in said for said in pair) for pair in outcomes]
    doubles, flaws = test_race._doubles(ledger), _flaws(ledger)
    _, bare = _raced(fresh(), test_race, CONTROLS, unguarded=True)
    return {
        "tries": count,
        "conflicts": sum(conflicts(each) for each in range(count)),
        "refused": sum(refused),
        "wrong": sum(said != conflicts(each) for each, said in enumerate(refused)),
        "doubles": doubles,
        "flaws": flaws,
        "control_tries": CONTROLS,
        "control_doubles": test_race._doubles(bare),
    }


def releases(fresh: Fresh, count: int, _seed: int) -> Row:
    """Two planners publish scenarios of the same live plan at once."""
    outcomes, ledger = _raced(fresh(), test_release_race, count)
    controls, _ = _raced(fresh(), test_release_race, CONTROLS, "unguarded")
    return {
        "tries": count,
        "one_each": sum(_is_one_each(pair) for pair in outcomes),
        "flaws": _flaws(ledger),
        "control_tries": CONTROLS,
        "control_both": sum(all("published" in said for said in pair) for pair in controls),
    }


FAULTS: Mapping[str, Callable[[Fresh, int, int], Row]] = {
    "kills": kills,
    "carried": carried,
    "publications": publications,
    "releases": releases,
}


# Any module of a race prepares its own world.
def _raced(url: str, test, count: int, *more: str, unguarded: bool = False):  # type: ignore[no-untyped-def]
    upgrade(url)
    ledger = Ledger(url)
    test._prepare(ledger)
    if unguarded:
        with ledger.engine.begin() as connection:
            for statement in test.UNGUARDED[ledger.engine.dialect.name]:
                connection.execute(text(statement))
    with tempfile.TemporaryDirectory() as folder:
        return race(test.PROGRAM, url, Path(folder) / "barrier", count, *more), ledger


def _is_one_each(pair: tuple[str, str]) -> bool:
    return sorted(said.split()[0] for said in pair) == ["published", "refused"]


def _stuck(url: str) -> int:
    """Jobs that are left where a worker takes nothing back at its start."""
    ledger = next(opened(url))
    first, second = ask(ledger, 2)
    begin = starter(ledger, "tests.web.unguarded_worker")
    worker = begin()
    wait(lambda: states(ledger, [first]) == ["running"])
    worker.kill()
    worker.wait()
    worker = begin()
    wait(lambda: states(ledger, [second]) == ["done"])
    worker.terminate()
    worker.wait()
    assert lost(ledger) == 0
    stuck = states(ledger, [first]).count("running")
    ledger.dispose()
    return stuck


def _flaws(ledger: Ledger) -> int:
    with ledger.read() as session:
        return len(invariants.check(session))


def _made(server: str) -> str:
    name = f"hemicycle_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return server.replace("/postgres?", f"/{name}?")
