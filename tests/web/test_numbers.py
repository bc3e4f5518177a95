"""Every number that a page links to a list is as long as the list, for every role that sees it."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from db.engine import Ledger
from db.models import InstitutionRow, MissionRow
from db.operations import mission_states
from db.operations.audit import audit
from tests import make
from tests.clock import NOW
from tests.web.conftest import Browser
from tests.web.counted import count_links, listed
from tests.web.forms import post

SOON = NOW.date() + timedelta(days=10)
LATER = NOW.date() + timedelta(days=80)
PAST = NOW.date() - timedelta(days=40)
STAFF_PAGES = ("/", "/missions/", "/experts/", "/plan", "/plan?view=people", "/vacancies")
PLANNING_PAGES = (
    *("/scenarios", "/scenarios/1", "/scenarios/1/board", "/scenarios/1/publish"),
    *("/solve", "/coverage", "/outbox", "/compare"),
)
PAGES = {
    "reader": STAFF_PAGES,
    "approver": STAFF_PAGES,
    "admin": STAFF_PAGES,
    "planner": (*STAFF_PAGES, *PLANNING_PAGES),
    "coordinator": (*STAFF_PAGES, *PLANNING_PAGES, "/replies"),
}


@pytest.fixture
def world(ledger: Ledger, institution: int) -> None:
    """Seats full and empty, soon and later; holds and promises; somebody who has left."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        there, library = make.partner(session), make.domain(session)
        anne = make.expert(session, home, languages={"fr": "C2"})
        luc = make.expert(session, home, "Luc Dorval", languages={"fr": "C1"})
        make.expert(session, home, "Maude Hibrac", served_until=PAST)

        def mission(title: str, *roles: make.RoleRow, **facts: object) -> MissionRow:
            return make.mission(session, home, there, *roles, title=title, **facts)

        make.staffed(session, mission("Soon", make.role(count=3), first=SOON), anne)
        trainers = (make.role(count=2), make.role(domains={library: 3}))
        wide = {"first": LATER, "window_last": LATER + timedelta(days=60)}
        make.staffed(session, mission("Spanish", *trainers, languages={"es": "B2"}, **wide), anne)
        promised = mission("Promised", first=LATER + timedelta(days=20))
        make.staffed(session, promised, luc)
        for state in ("approved", "proposed", "accepted"):
            mission_states.move(session, promised.id, state, make.BY, NOW)
        make.staffed(session, mission("Over", first=PAST), luc)
        mission("Waiting", make.role(count=2), first=LATER + timedelta(days=30))
        mission("Asked", state="requested", first=LATER)


@pytest.mark.parametrize("role", list(PAGES))
def test_number_is_as_long_as_its_list(
    browser: Browser, account: Callable[..., str], world: None, role: str
) -> None:
    browser.sign_in(account("coordinator"))
    assert post(browser, "/scenarios/releases/4/scenario").status_code == 303
    assert post(browser, "/logout").status_code == 303
    browser.sign_in(account(role, login="seen"))

    found = {
        (path, address): (count, listed(browser, path, address))
        for path in PAGES[role]
        for address, count in count_links(browser, path)
    }

    assert {path for path, _ in found} >= {"/", "/missions/", "/plan"}
    assert {key: pair for key, pair in found.items() if pair[0] != pair[1]} == {}


def test_numbers_count_seats_people_and_missions_once(coordinator: Browser, world: None) -> None:
    page = " ".join(coordinator.get("/?lang=en").text.split())

    figures = dict(count_links(coordinator, "/"))
    # Two of “Soon”, two of “Spanish”, two of “Waiting”; the language is no seat.
    assert figures["/vacancies#seats"] == 6
    # Anne is on hold twice, and one person.
    assert figures["/experts/?booked=hold"] == 1
    assert figures["/experts/?booked=confirmed"] == 1
    assert figures["/experts/?serving=1"] == 2
    assert figures["/replies#waiting-list"] == 3
    assert 'vacant seats</span> <span class="figure-note">nobody is published on them' in page


@pytest.mark.parametrize("path", ["/missions/", "/plan", "/coverage"])
def test_vacant_seats_are_the_same_on_every_page(
    coordinator: Browser, world: None, path: str
) -> None:
    assert dict(count_links(coordinator, path))["/vacancies#seats"] == 6


def test_missions_to_plan_say_from_which_day(coordinator: Browser, world: None) -> None:
    post(coordinator, "/scenarios/releases/4/scenario")
    first = NOW.date() + timedelta(days=28)

    counts = {path: dict(count_links(coordinator, path)) for path in ("/solve", "/scenarios/1")}

    # All that are planned but “Soon”, which begins in the days that stay, and “Over”.
    assert counts["/solve"]["/missions/?to_plan=28"] == 3
    assert counts["/scenarios/1"]["/missions/?scenario=1"] == 3
    said = f"those that begin on {first.day} {first:%B %Y} or later"
    assert said in coordinator.get("/solve").text
    assert said in coordinator.get("/scenarios/1").text


def test_before_the_first_plan_no_page_says_that_every_seat_is_filled(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        make.mission(session, home, make.partner(session), first=LATER)

    assert "Nothing is published yet" in coordinator.get("/").text
    assert "Nothing is published yet" in coordinator.get("/vacancies").text
    assert "published on every seat" not in coordinator.get("/").text


def test_mission_added_since_the_release_counts_and_the_page_says_so(
    coordinator: Browser, ledger: Ledger, world: None
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, 1)
        there = make.partner(session, "sn", country="SN")
        added = make.mission(session, home, there, first=LATER, title="Copied")
        audit(session, added, "created", make.BY, make.AT)

    page = coordinator.get("/vacancies").text

    assert dict(count_links(coordinator, "/"))["/vacancies#seats"] == 7
    assert "Copied" in page
    assert "those of missions added since the last release count too." in page
