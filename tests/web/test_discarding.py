"""A scenario that is worked on and thrown away leaves what is published byte for byte as it was."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import inspect, select

from db.engine import Ledger
from db.mapping import load_problem
from db.models import (
    AssignmentRow,
    Base,
    BookedHalfDayRow,
    BookingRow,
    ExpertRow,
    FeedRevisionRow,
    InstitutionRow,
    MessageRow,
    MissionBookingRow,
    MissionRow,
    PlanMissionRow,
    PlanRow,
)
from db.models.feed_revision import PUBLISHED
from db.operations import tokens
from db.operations.tokens import TokenFacts
from db.queries import plans, scenarios
from tests import make
from tests.clock import TODAY
from tests.web.conftest import Browser
from tests.web.forms import post
from tests.web.test_worker import ended, work_until
from web.service.tokens import new_secret

AHEAD = TODAY + timedelta(days=70)
MONDAY = AHEAD - timedelta(days=AHEAD.weekday())
FRIDAY = MONDAY + timedelta(days=4)
WHOLE: tuple[type[Base], ...] = (
    BookingRow,
    MissionBookingRow,
    BookedHalfDayRow,
    MessageRow,
    MissionRow,
    ExpertRow,
)
"""Tables of which no row may change."""
TOKEN = re.compile(r'name="csrf_token" value="[^"]+"')


@pytest.fixture
def feed(ledger: Ledger, institution: int) -> str:
    """The address of the feed of Anne, who goes on one of two missions of the live plan."""
    secret = new_secret()
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        home.mailbox, there = "unit@hemicycle.example", make.partner(session)
        anne = make.expert(session, home, email="anne@hemicycle.example")
        paul = make.expert(session, home, "Paul Deru")
        facts = {"first": MONDAY, "window_last": FRIDAY}
        make.staffed(session, make.mission(session, home, there, title="Library", **facts), anne)
        later = make.mission(session, home, there, first=MONDAY + timedelta(days=14))
        make.staffed(session, later, paul)
        told = TokenFacts("expert", anne.id, "phone", "en")
        tokens.create(session, told, secret.sha256, make.BY, make.AT)
    return f"/feeds/{secret.text}.ics"


def published(browser: Browser, ledger: Ledger, feed: str) -> dict[str, object]:
    """Everything that people outside a scenario can see or be told of."""
    entry = browser.get(feed)
    with ledger.read() as session:
        live = plans.live_id(session)
        of_live = [PlanRow.state.in_(("live", "superseded"))]
        found: dict[str, object] = {
            table.__tablename__: session.execute(select(*inspect(table).columns)).all()
            for table in WHOLE
        }
        found["revision"] = session.get_one(FeedRevisionRow, PUBLISHED).number
        found["plan"] = session.execute(select(*inspect(PlanRow).columns).where(*of_live)).all()
        for table in (PlanMissionRow, AssignmentRow):
            rows = select(*inspect(table).columns).where(table.plan_id == live)
            found[table.__tablename__] = session.execute(rows).all()
        found["problem"] = load_problem(session, today=TODAY)
    pages = {path: TOKEN.sub("", browser.get(path).text) for path in ("/scenarios/releases",)}
    return found | pages | {"feed": entry.data, "etag": entry.headers["ETag"]}


def solve(browser: Browser, ledger: Ledger, scenario: str) -> None:
    """Ask for a search, and let a worker end it."""
    job_id = int(post(browser, f"{scenario}/solve").location.rpartition("/")[2])
    work_until(ledger, lambda: ended(ledger, [job_id]))


def test_scenario_solved_again_and_again_and_discarded_leaves_no_trace_in_public(
    coordinator: Browser, ledger: Ledger, feed: str
) -> None:
    before = published(coordinator, ledger, feed)
    name = {"name": "Without her"}
    scenario = str(coordinator.send("/scenarios", name, "/scenarios").location)
    path = f"{scenario}/changes/expert.withdrawn"
    coordinator.send(path, {"expert": "e1"}, path)

    solve(coordinator, ledger, scenario)
    post(coordinator, f"{scenario}/undo")
    path = f"{scenario}/changes/mission.dropped"
    coordinator.send(path, {"mission": "m2"}, path)
    solve(coordinator, ledger, scenario)
    looked = coordinator.get(f"{scenario}/publish")
    between = published(coordinator, ledger, feed)
    post(coordinator, f"{scenario}/discard")
    assert "This scenario was put aside." in coordinator.get(scenario).text

    with ledger.read() as session:
        row = scenarios.scenario(session, 1)
        solved = session.scalars(select(PlanRow).where(PlanRow.state == "solved")).all()
        assert (row.state, len(solved)) == ("discarded", 2)
        assert plans.live_id(session) != row.plan_id
    assert looked.status_code == 200
    assert before["etag"]
    assert b"Library" in before["feed"]  # type: ignore[operator]  # bytes
    assert len(before["booking"]) == 2  # type: ignore[arg-type]  # rows
    assert between == before
    assert published(coordinator, ledger, feed) == before
