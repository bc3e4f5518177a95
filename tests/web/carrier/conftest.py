"""A PostgreSQL database whose jobs Procrastinate carries, and workers that are real processes."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import pytest

from db.engine import Ledger
from db.migrate import upgrade
from tests import make
from tests.web.test_worker import next_monday
from web.service.carrying.carriers import Carrying
from web.worker.carrier.schema import apply

ROOT = Path(__file__).resolve().parents[3]
Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def empty(postgres_url: str) -> Iterator[Ledger]:
    """A ledger whose jobs are carried."""
    upgrade(postgres_url)
    apply(postgres_url)
    ledger = Ledger(postgres_url, Carrying())
    yield ledger
    ledger.dispose()


@pytest.fixture
def carried(empty: Ledger) -> Ledger:
    """The same, where one expert can be sent on one mission."""
    with empty.write() as session:
        institution, partner = make.institution(session), make.partner(session)
        make.expert(session, institution)
        make.mission(session, institution, partner, first=next_monday())
    return empty


@pytest.fixture
def start(postgres_url: str) -> Iterator[Start]:
    """Starts `hemicycle` with some arguments; whatever still runs is ended with the test."""
    told = {"HEMICYCLE_DATABASE_URL": postgres_url, "HEMICYCLE_QUEUE": "procrastinate"}
    begun: list[subprocess.Popen[bytes]] = []

    def begin(
        *arguments: str, errors: IO[bytes] | None = None, **more: str
    ) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "web.cli", *(arguments or ("worker",))]
        environment = os.environ | told | more
        begun.append(subprocess.Popen(command, cwd=ROOT, env=environment, stderr=errors))
        return begun[-1]

    yield begin
    for process in begun:
        if process.poll() is None:
            process.terminate()
            process.wait(20)
