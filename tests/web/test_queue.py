"""The queue on its pages: who asked for what, whose turn it is, also after everything restarts."""

import re
from collections.abc import Callable

import pytest
from sqlalchemy import select

from db.actors import Actor
from db.engine import Ledger
from db.models import AccountRow, InstitutionRow
from db.operations import attempts, jobs, scenarios
from tests import make
from tests.web.conftest import Browser
from tests.web.counting import selects
from web.app import create_app
from web.http.ledger import close
from web.service.settings import Settings

ROW = re.compile(r"<tr>\s*<td data-label.*?</tr>", re.DOTALL)
TAG = re.compile(r"<[^>]+>|\s+")


def rows(page: str) -> list[str]:
    """The rows of the queue as they are read."""
    return [" ".join(TAG.sub(" ", row).split()) for row in ROW.findall(page)]


@pytest.fixture
def queued(ledger: Ledger, coordinator: Browser, account: Callable[..., str]) -> Browser:
    """Three searches by two people, the first of them running."""
    planner = account("planner")
    with ledger.write() as session:
        ids = {row.login: row.id for row in session.scalars(select(AccountRow))}
        first = Actor(ids["coordinator"], "coordinator")
        row = scenarios.open_scenario(session, "Without Mali", first, make.AT)
        session.flush()
        jobs.ask(session, "solve", {"scenario": row.id}, first, make.AT)
        jobs.ask(session, "solve", {}, Actor(ids[planner], planner), make.AT)
        jobs.ask(session, "forcing", {"scenario": row.id}, first, make.AT)
        attempts.claim(session, make.AT)
    return coordinator


WAITING = [
    "runs Search 1 Without Mali Camille coordinator",
    "waits, number 1 Search 2 for the published plan Camille planner",
    "waits, number 2 Question 3 Without Mali Camille coordinator",
]


def test_queue_says_whose_turn_it_is_and_who_asked(queued: Browser) -> None:
    pages = [queued.get(path).text for path in ("/solve", "/scenarios/1")]

    for page in pages:
        assert [
            row[: len(known)] for row, known in zip(rows(page), WAITING, strict=True)
        ] == WAITING
    assert "1 search is before it." in queued.get("/solve/2").text


def test_queue_outlives_web_server_and_worker(
    queued: Browser, ledger: Ledger, settings: Settings
) -> None:
    again = create_app(settings)
    again.testing, again.test_client_class = True, Browser
    with ledger.write() as session:
        attempts.recover(session, make.AT)

    browser: Browser = again.test_client().sign_in("coordinator")  # type: ignore[attr-defined]  # ours
    found = rows(browser.get("/solve").text)
    close(again)

    assert [row.partition(" Camille")[0] for row in found] == [
        "waits, number 1 Search 1 Without Mali",
        "waits, number 2 Search 2 for the published plan",
        "waits, number 3 Question 3 Without Mali",
    ]


def test_empty_queue_says_so_and_a_long_one_asks_no_more(queued: Browser, ledger: Ledger) -> None:
    queued.get("/solve")  # what is worked out once is, before anything is counted
    three = selects(ledger, queued, "/solve")
    with ledger.write() as session:
        for _ in range(5):
            jobs.ask(session, "solve", {}, make.BY, make.AT)
    eight, page = selects(ledger, queued, "/solve"), queued.get("/solve").text
    with ledger.write() as session:
        for job_id in range(2, 9):
            jobs.cancel(session, job_id, make.BY, make.AT)
        attempts.drop(session, attempts.Ticket(1, 1), make.AT)

    assert eight == three
    assert "Hemicycle itself" in page
    assert "None: the next one begins at once." in queued.get("/solve").text


def test_published_plan_is_solved_beside_scenarios_once_at_a_time(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        make.mission(session, home, make.partner(session))
        row = scenarios.open_scenario(session, "Another", make.BY, make.AT)
        session.flush()
        jobs.ask(session, "solve", {"scenario": row.id}, make.BY, make.AT)

    page = coordinator.get("/solve").text
    first = coordinator.send("/solve", {"time_limit": 10}, "/solve").location
    again = coordinator.send("/solve", {"time_limit": 10}, "/scenarios").location

    assert "Start the search" in page
    assert (first, again) == ("/solve/2", "/solve/2")
