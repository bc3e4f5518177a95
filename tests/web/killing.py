"""Workers and their children killed in mid-search, over and over, and what became of the jobs."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psutil
from sqlalchemy import select

from db.engine import Ledger
from db.models import JobRow, PlanRow
from db.operations import jobs, scenarios
from matcher.scenario import Change
from tests import make
from tests.processes import searches

ROOT = Path(__file__).resolve().parents[2]
OPEN_AT_ONCE = 3
LATEST_SECONDS = 1.8
"""A kill comes at a random moment of a search: most are this long, with the start of its child."""
PATIENCE_SECONDS = 120.0

Start = Callable[[], "subprocess.Popen[bytes]"]
Attempts = frozenset[tuple[int, int]]
"""Jobs with the number of the attempt that runs."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was killed, and how the jobs ended; `lost` counts attempts that died."""

    workers_killed: int
    children: int
    lost: int
    done: int
    failed: int
    stuck: int
    results: int
    shared: int
    recovered_s: tuple[float, ...]


def starter(ledger: Ledger, module: str = "web.cli", queue: str = "embedded") -> Start:
    """How to start a worker on a ledger."""
    url = ledger.engine.url.render_as_string(hide_password=False)
    told = os.environ | {"HEMICYCLE_DATABASE_URL": url, "HEMICYCLE_QUEUE": queue}
    command = [sys.executable, "-m", module, "worker"]
    return lambda: subprocess.Popen(command, cwd=ROOT, env=told)


class Killer:
    """Keeps one worker or a crew at work, and kills one or its child while a job runs."""

    def __init__(self, ledger: Ledger, start: Start, seed: int = 1, crew: int = 1) -> None:
        self.ledger, self.start, self.chance = ledger, start, random.Random(seed)
        self.crew = [start() for _ in range(crew)]
        self.killed = {"worker": 0, "child": 0}
        self.asked = 0
        self.recovered: list[float] = []

    def run(self, kills: int) -> Outcome:
        """Kill so often that so many attempts have died, then let everything end."""
        try:
            while lost(self.ledger) < kills:
                self._ask()
                self._kill_once()
            wait(lambda: not _rows(self.ledger, "queued", "running"))
        finally:
            for worker in self.crew:
                worker.terminate()
            for worker in self.crew:
                worker.wait(20)
        return self._outcome()

    def _ask(self) -> None:
        """Let a few jobs wait, in turn of the published plan and of a scenario."""
        for _ in range(OPEN_AT_ONCE - len(_rows(self.ledger, "queued", "running"))):
            self.asked += 1
            with self.ledger.write() as session:
                asked: dict[str, object] = {"time_limit": 5}
                if self.asked % 2:
                    row = scenarios.open_scenario(session, str(self.asked), make.BY, make.AT)
                    alters = Change("expert.missions_max", {"expert": "e1", "most": 9})
                    scenarios.change(session, row.id, [alters], make.BY, make.AT)
                    asked["scenario"] = row.id
                jobs.ask(session, "solve", asked, make.BY, make.AT)

    def _kill_once(self) -> None:
        wait(lambda: bool(_rows(self.ledger, "running")) and bool(self._searching()))
        time.sleep(self.chance.uniform(0.0, LATEST_SECONDS))
        searching, third = self._searching(), sum(self.killed.values()) % 3 == 2
        victim = "worker" if third else "child"
        before = _running(self.ledger)
        if not before or not searching:
            return
        number, child = self.chance.choice(searching)
        if victim == "worker":
            self.crew[number].send_signal(signal.SIGKILL)
            self.crew[number].wait()
            self.crew[number] = self.start()
        else:
            child.kill()
        self.killed[victim] += 1
        if len(self.crew) == 1:
            self._recover(before)

    def _recover(self, before: Attempts) -> None:
        """Wait until the attempt that was killed is no longer the job's running one."""
        begun = time.monotonic()
        wait(lambda: before.isdisjoint(_running(self.ledger)))
        self.recovered.append(round(time.monotonic() - begun, 2))

    def _searching(self) -> list[tuple[int, psutil.Process]]:
        """Which of the crew have a search under way, and its process."""
        return [
            (number, child)
            for number, worker in enumerate(self.crew)
            for child in searches(worker.pid)
        ]

    def _outcome(self) -> Outcome:
        with self.ledger.read() as session:
            rows = session.scalars(select(JobRow)).all()
            results = [row.plan_id for row in rows if row.state == "done"]
            plans = session.scalars(select(PlanRow.id).where(PlanRow.state == "solved")).all()
        return Outcome(
            workers_killed=self.killed["worker"],
            children=self.killed["child"],
            lost=lost(self.ledger),
            done=len(results),
            failed=sum(row.state == "failed" for row in rows),
            stuck=sum(row.ended_at is None for row in rows),
            results=len(plans),
            shared=len(results) - len({*results} & {*plans}),
            recovered_s=tuple(self.recovered),
        )


def lost(ledger: Ledger) -> int:
    """How many attempts have died."""
    with ledger.read() as session:
        rows = session.scalars(select(JobRow)).all()
    return sum(
        row.attempt if row.error_code == "job.died" else max(0, row.attempt - 1) for row in rows
    )


def wait(true: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> None:
    """Wait until something is true. Raises: TimeoutError."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            raise TimeoutError("It did not become true in time.")
        time.sleep(0.02)


def _running(ledger: Ledger) -> Attempts:
    return frozenset((row.id, row.attempt) for row in _rows(ledger, "running"))


def _rows(ledger: Ledger, *states: str) -> list[JobRow]:
    with ledger.read() as session:
        return list(session.scalars(select(JobRow).where(JobRow.state.in_(states))))
