"""Two planners press "Publish" at once: one gets through, one is told why and may solve again."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from db.engine import Ledger
from db.moments import half_day
from db.operations import scenarios, staffing
from db.operations.staffing import Staffing
from db.queries import plans
from db.queries import scenarios as known
from matcher.scenario import Change
from tests import make
from tests.clock import NOW
from tests.web.conftest import Browser, password_hash
from tests.web.test_worker import ended, work_until
from tests.worlds import tables
from web.app import create_app
from web.http.ledger import close
from web.service.settings import Settings

pytestmark = pytest.mark.race

TRIES = 4
DAYS = (1, 2, 3, 1), (7, 8, 9, 10)
"""Behind the first Monday, where each of the two wants the visit, attempt by attempt."""
AHEAD = NOW.date() + timedelta(days=70)
MONDAY = AHEAD - timedelta(days=AHEAD.weekday())
LONGER = Change("expert.missions_max", {"expert": "e1", "most": 9})


@pytest.fixture
def app(database_url: str) -> Iterator[Flask]:
    """The app on each database: two missions, two experts, one of each published."""
    app = create_app(Settings(database_url=database_url, secret_key="k" * 64))
    ledger: Ledger = app.extensions["ledger"]
    tables(ledger)
    app.testing, app.test_client_class = True, Browser
    with ledger.write() as session:
        home, there = make.institution(session), make.partner(session, at_once=2)
        people = [make.expert(session, home), make.expert(session, home, "Paul Deru")]
        week = {"first": MONDAY, "window_last": MONDAY + timedelta(days=11)}
        first = make.mission(session, home, there, title="Visit 1", **week)
        make.mission(session, home, there, title="Visit 2", **week)
        make.staffed(session, first, people[0])
        for login in ("anne", "bea"):
            make.account(session, login, institution=home, password_hash=password_hash())
    yield app
    close(app)


def solved(ledger: Ledger, attempt: int, which: int) -> int:
    """A scenario of one of the two, with a plan that moves the visit that both want to move."""
    with ledger.write() as session:
        row = scenarios.open_scenario(session, f"{attempt}-{which}", make.BY, NOW)
        scenarios.change(session, row.id, [LONGER], make.BY, NOW)
        # Nobody asks for the day on which it is: that would change nothing.
        start = half_day(MONDAY + timedelta(days=DAYS[which][attempt]))
        wanted = Staffing(start, {1: (1,)})
        plan = staffing.restaff(session, 1, wanted, make.BY, NOW)
        plan.state, plan.status = "solved", "feasible"
        scenarios.solved(session, row.id, plan, row.gesture, NOW)
        return row.id


def publish(browser: Browser, scenario: int, at_once: Barrier | None = None) -> TestResponse:
    """Read the page, wait for the other, press the button."""
    path = f"/scenarios/{scenario}/publish"
    page = browser.get(path).text
    base = page.split('name="base" value="')[1].split('"')[0]
    found = re.search(r'name="accepted" value="([^"]*)"', page)
    accepted = found[1] if found else ""
    form = {"csrf_token": browser.token(path), "base": base, "accepted": accepted}
    if at_once is not None:
        at_once.wait(30)
    return browser.post(path, data=form)


@pytest.mark.timeout(300)
def test_one_of_two_planners_is_refused_plainly_and_solves_again(app: Flask) -> None:
    ledger: Ledger = app.extensions["ledger"]
    browsers: list[Browser] = [
        app.test_client().sign_in(login)  # type: ignore[attr-defined]  # ours
        for login in ("anne", "bea")
    ]
    for attempt in range(TRIES):
        asked = [solved(ledger, attempt, which) for which in (0, 1)]
        together = Barrier(2)
        with ThreadPoolExecutor(2) as both:
            answers = list(both.map(publish, browsers, asked, [together, together]))

        assert sorted(answer.status_code for answer in answers) == [303, 409]
        late = [answer.status_code for answer in answers].index(409)
        page = answers[late].text
        assert "Not published" in page
        assert "Somebody published another plan meanwhile." in page or "was published since" in page
        assert f"Release {attempt + 2}," in page.split('id="meanwhile"')[1]
        assert "The changes of the scenario are kept" in page
        assert "Look for a plan again on what is published now" in page

    _solve_again(browsers[late], ledger, asked[late])


def _solve_again(browser: Browser, ledger: Ledger, scenario: int) -> None:
    """The button of the page that refused leads to a plan of what is published now."""
    page, form = f"/scenarios/{scenario}/publish", {"time_limit": 30}
    searching = browser.send(f"/scenarios/{scenario}/solve", form, page)
    assert searching.status_code == 303
    work_until(ledger, lambda: ended(ledger, [int(searching.location.rpartition("/")[2])]))

    with ledger.read() as session:
        row = known.scenario(session, scenario)
        live = plans.live_id(session)
        assert known.changes(row) == [LONGER]
        assert (row.base_plan_id, plans.plan(session, row.plan_id or 0).parent_id) == (live, live)
    shown = browser.get(page)
    assert shown.status_code == 200
    assert "What was published meanwhile" not in shown.text
