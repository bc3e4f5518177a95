"""How long pages take: the example served as people serve it, read by its coordinator.

Quiet, and again while a search runs with its two workers on the same machine.
"""

import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, OpenerDirector, build_opener

from sqlalchemy import func, select

from benchmarks.instances import generated
from db.engine import Ledger
from db.models import AssignmentRow, ExpertRow, MissionRow, PlanRow, RoleRow, ScenarioRow
from web.worker.jobs.solving import NICENESS

PAGES = (
    "/",
    "/missions",
    "/missions/{mission}",
    "/missions/{mission}/candidates",
    "/missions/{mission}/staff",
    "/missions/{mission}/edit",
    "/experts",
    "/experts/{expert}",
    "/plan",
    "/plan?zoom=year",
    "/plan?view=people&zoom=year",
    "/scenarios",
    "/scenarios/{scenario}",
    "/scenarios/{scenario}/vacancies",
    "/scenarios/{scenario}/board?zoom=year",
    "/compare?plan=live&plan={scenario}",
    "/coverage",
    "/conflicts",
    "/solve",
    "/outbox",
    "/institutions/1",
    "/partners/1",
)
"""What a coordinator opens in a day; the mission is the one with the most empty seats."""
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
_PATIENCE = 120.0
_WARMING = 10.0
"""Seconds after which a search beside has read its problem and keeps both workers busy."""


class Reader:
    """Somebody signed in at a running site."""

    def __init__(self, address: str, login: str, password: str) -> None:
        self.address = address
        self._opener: OpenerDirector = build_opener(HTTPCookieProcessor(CookieJar()), _Stay())
        self.post("/login", "/login", login=login, password=password)

    def get(self, path: str) -> tuple[float, str]:
        """The milliseconds until the whole page is here, and the page. Raises: HTTPError."""
        before = time.perf_counter()
        with self._opener.open(self.address + path, timeout=_PATIENCE) as answer:
            body: bytes = answer.read()
        return (time.perf_counter() - before) * 1000, body.decode()

    def post(self, page: str, path: str, **form: str) -> str:
        """Send a form as `page` would; where it leads."""
        token = TOKEN.search(self.get(page)[1])
        if token is None:
            raise RuntimeError(f"{page} has no form")
        sent = urlencode({"csrf_token": token[1], **form}).encode()
        try:
            self._opener.open(self.address + path, sent, timeout=_PATIENCE).close()
        except HTTPError as answer:
            if answer.code == 303:
                return answer.headers["Location"]
            raise
        return path


@contextmanager
def searched(seconds: int) -> Iterator[Callable[[], bool]]:
    """A long search beside, as nice to others as the site's own; whether it goes on still.

    The example's own plan is proven best in a second, too soon to measure beside it: this one
    has the people and missions of a continent, and two workers.
    """
    problem = generated("continent", 1, tight=True).file()
    command = [sys.executable, "-m", "web.cli", "solve", str(problem), "--workers", "2"]
    process = subprocess.Popen(
        ["nice", "-n", str(NICENESS), *command, "--time-limit", str(seconds)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        time.sleep(_WARMING)
        yield lambda: process.poll() is None
    finally:
        process.kill()
        process.wait()


class _Stay(HTTPRedirectHandler):
    """Redirects are answers here, not to be followed."""

    def redirect_request(self, *_: Any) -> None:  # as the library calls it
        return None


def measure(folder: Path, rounds: int, seconds: int, port: int) -> list[dict[str, Any]]:
    """A row for each page: its first request, and the medians quiet and during a search."""
    database = folder / "pages.db"
    report = made(database)
    account = next(each for each in report["accounts"] if each["role"] == "coordinator")
    with served(database, port) as address:
        reader = Reader(address, account["login"], account["password"])
        numbers = _numbers(reader, database)
        paths = [page.format(**numbers) for page in PAGES]
        quiet = {path: _times(reader, path, rounds + 1) for path in paths}
        with searched(seconds) as going_on:
            loaded = {path: _times(reader, path, rounds) for path in paths}
            if not going_on():
                raise RuntimeError("the search beside ended too soon: give it more --seconds")
    return [
        {
            "page": page,
            "first_ms": round(quiet[path][0], 1),
            "quiet_ms": round(statistics.median(quiet[path][1:]), 1),
            "search_ms": round(statistics.median(loaded[path]), 1),
        }
        for page, path in zip(PAGES, paths, strict=True)
    ]


def made(database: Path) -> dict[str, Any]:
    """The example, solved for a few seconds and published: what its command reports."""
    command = [sys.executable, "-m", "web.cli", "demo", "--no-serve", "--json", "--time-limit", "5"]
    done = subprocess.run(
        [*command, "--database", f"sqlite:///{database}"],
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@contextmanager
def served(database: Path, port: int) -> Iterator[str]:
    """The site with its worker, as `hemicycle run` serves it."""
    command = [sys.executable, "-m", "web.cli", "run", "--port", str(port)]
    environment = {**os.environ, "HEMICYCLE_DATABASE_URL": f"sqlite:///{database}"}
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _await(lambda: _answers(address))
        yield address
    finally:
        process.terminate()
        process.wait(timeout=30)


def _answers(address: str) -> bool:
    try:
        with build_opener().open(f"{address}/healthz", timeout=2) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False


def _numbers(reader: Reader, database: Path) -> dict[str, int]:
    """A solved scenario made by the reader, and a mission and a person of the example."""
    where = reader.post("/scenarios", "/scenarios", name="Measured")
    scenario = int(where.rsplit("/", 1)[-1])
    reader.post(where, f"{where}/solve", time_limit="10")
    ledger = Ledger(f"sqlite:///{database}")
    with ledger.read() as session:
        _await(lambda: _is_solved(ledger, scenario))
        live = session.scalars(select(PlanRow.id).where(PlanRow.state == "live")).one()
        mission = session.scalars(_emptiest(live)).first()
        expert = session.scalars(select(func.min(ExpertRow.id))).one()
    ledger.dispose()
    if mission is None or expert is None:
        raise RuntimeError("the example has no mission or nobody on its roster")
    return {"scenario": scenario, "mission": mission, "expert": expert}


def _emptiest(live: int) -> Any:  # a select, however it is typed
    seats = select(func.sum(RoleRow.count)).where(RoleRow.mission_id == MissionRow.id)
    taken = (
        select(func.count())
        .select_from(AssignmentRow)
        .join(RoleRow, RoleRow.id == AssignmentRow.role_id)
        .where(RoleRow.mission_id == MissionRow.id, AssignmentRow.plan_id == live)
    )
    missing = seats.scalar_subquery() - taken.scalar_subquery()
    return (
        select(MissionRow.id)
        .where(MissionRow.state.in_(("planned", "approved", "proposed")))
        .order_by(missing.desc(), MissionRow.id)
    )


def _is_solved(ledger: Ledger, scenario: int) -> bool:
    with ledger.read() as session:
        return session.get_one(ScenarioRow, scenario).plan_id is not None


def _times(reader: Reader, path: str, rounds: int) -> list[float]:
    return [reader.get(path)[0] for _ in range(rounds)]


def _await(state: Callable[[], bool]) -> None:
    until = time.monotonic() + _PATIENCE
    while not state():
        if time.monotonic() > until:
            raise RuntimeError("the site did not come as far as was waited for")
        time.sleep(0.1)
