"""The page of one mission: team and fit, reasons, state, pins, calendar addresses."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
import time_machine

from db.engine import Ledger
from db.models import BookingRow, FeedTokenRow, InstitutionRow, MissionRow, RoleRow
from db.operations import mission_states, missions
from db.operations.mission_facts import mission_facts
from tests import make
from tests.web.conftest import Browser
from tests.web.forms import filled_in, post
from web.service.tokens import sha256_of


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    """The missions of these tests lie ahead, whenever the tests run."""
    with time_machine.travel(make.AT, tick=False):
        yield


@pytest.fixture
def shown(ledger: Ledger, institution: int) -> int:
    """A mission with Anne in a role, and a role that asks for what nobody knows."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        library = make.domain(session)
        anne = make.expert(session, home, "Anne Bova", languages={"fr": "C2"}, experience=("HT",))
        make.expert(session, home, "Bob Tremolo")
        seats = (
            make.role(title="Trainer", languages={"fr": "C1"}),
            make.role(title="Librarian", domains={library: 3}),
        )
        place = make.partner(session)
        mission = make.mission(
            session, home, place, *seats, title="Archives", travel_before=2, languages={"en": "B2"}
        )
        make.staffed(session, mission, anne)
        return mission.id


def test_page_shows_days_place_team_and_fit(coordinator: Browser, shown: int) -> None:
    page = coordinator.get(f"/missions/{shown}").text

    assert "1–2 March 2027, leaving on 28 February" in page
    assert "2 days, and 1 day of travel" in page
    assert "Parliament ht, Haiti" in page
    assert re.search(r'<a href="/experts/\d+">Bova, Anne</a>', page)
    assert "domain 40/40, language 30/30, field 20/20, wish 0/10" in page
    assert "1 of 2" in page
    assert page.count("<h1") == 1
    assert "style=" not in page


def test_empty_seat_stands_with_its_reason_and_funnel(coordinator: Browser, shown: int) -> None:
    page = coordinator.get(f"/missions/{shown}").text

    assert "1 seat is empty" in page
    assert "Nobody with the domains at the level asked for, out of 2 people of the kind" in page
    assert "2 on the roster" in page
    assert "Nobody in the team speaks English well enough" in page


def test_reader_sees_the_page_without_its_buttons(
    browser: Browser, account: Callable[..., str], shown: int
) -> None:
    page = browser.sign_in(account("reader")).get(f"/missions/{shown}").text

    assert "Bova, Anne" in page
    assert "Staff by hand" not in page
    assert f"/missions/{shown}/state" not in page


def test_state_moves_and_history_tells_who(
    coordinator: Browser, ledger: Ledger, shown: int
) -> None:
    form = filled_in(coordinator.get(f"/missions/{shown}").text, f"/missions/{shown}/state")

    answer = post(coordinator, f"/missions/{shown}/state", {**form, "to": "approved"})

    assert answer.status_code == 303
    page = coordinator.get(f"/missions/{shown}").text
    assert "State: Approved" in page
    assert re.search(r"Camille coordinator, <time[^>]*>4 January 2027, 04:00</time>", page)


def test_state_that_needs_a_reason_asks_for_it(
    coordinator: Browser, ledger: Ledger, shown: int
) -> None:
    answer = post(coordinator, f"/missions/{shown}/state", {"to": "refused", "reason": " "})

    assert answer.status_code == 422
    assert "Please say why, so that the history tells it." in answer.text
    with ledger.read() as session:
        assert session.get_one(MissionRow, shown).state == "planned"


@pytest.mark.parametrize(("to", "status"), [("closed", 409), ("nonsense", 400)])
def test_impossible_state_changes_nothing(
    coordinator: Browser, ledger: Ledger, shown: int, to: str, status: int
) -> None:
    assert post(coordinator, f"/missions/{shown}/state", {"to": to}).status_code == status
    with ledger.read() as session:
        assert session.get_one(MissionRow, shown).state == "planned"


def test_stale_state_form_is_409(coordinator: Browser, ledger: Ledger, shown: int) -> None:
    form = filled_in(coordinator.get(f"/missions/{shown}").text, f"/missions/{shown}/state")
    with ledger.write() as session:
        row = session.get_one(MissionRow, shown)
        facts = replace(mission_facts(row), title="Another one")
        missions.edit(session, shown, facts, row.version, make.BY, make.AT)

    sent = {**form, "to": "approved", "reason": "Agreed on the phone."}
    answer = post(coordinator, f"/missions/{shown}/state", sent)

    assert answer.status_code == 409
    assert "Somebody else changed the mission meanwhile; its state is now: Planned." in answer.text
    assert '<option value="approved" selected>' in answer.text
    assert "Agreed on the phone.</textarea>" in answer.text
    again = filled_in(answer.text, f"/missions/{shown}/state")
    assert post(coordinator, f"/missions/{shown}/state", again).status_code == 303


@pytest.mark.parametrize(("state", "said"), [("approved", "textarea"), ("refused", "words")])
def test_stale_cancellation_keeps_its_reason(
    coordinator: Browser, ledger: Ledger, shown: int, state: str, said: str
) -> None:
    form = filled_in(coordinator.get(f"/missions/{shown}/cancel").text, f"/missions/{shown}/state")
    with ledger.write() as session:
        mission_states.move(session, shown, state, make.BY, make.AT, reason="So.", shown=None)

    sent = {**form, "reason": "Nobody comes."}
    answer = post(coordinator, f"/missions/{shown}/state", sent)

    assert answer.status_code == 409
    assert "Nobody comes." in answer.text
    assert "Somebody else changed the mission meanwhile" in answer.text
    assert ("Cancel the mission</button>" in answer.text) == (state == "approved")


def test_pin_meanwhile_makes_no_form_stale(
    coordinator: Browser, ledger: Ledger, shown: int
) -> None:
    path = f"/missions/{shown}"
    form = filled_in(coordinator.get(path).text, f"{path}/state")
    edit = filled_in(coordinator.get(f"{path}/edit").text)
    with ledger.read() as session:
        start = session.get_one(BookingRow, 1).first
    post(coordinator, f"{path}/pin-date", {"start": start})

    answer = post(coordinator, f"{path}/state", {**form, "to": "approved"})
    saved = post(coordinator, f"{path}/edit", edit | {"notes": "Bring the plans."})

    assert (answer.status_code, saved.status_code) == (303, 303)


def test_cancelling_asks_first_and_frees_the_team(
    coordinator: Browser, ledger: Ledger, shown: int
) -> None:
    page = coordinator.get(f"/missions/{shown}/cancel").text
    form = filled_in(page, f"/missions/{shown}/state")

    without = post(coordinator, f"/missions/{shown}/state", form)
    answer = post(coordinator, f"/missions/{shown}/state", {**form, "reason": "Elections"})

    assert "a cancelled mission can be planned again" in page
    assert without.status_code == 422
    assert answer.status_code == 303
    assert "Elections" in coordinator.get(f"/missions/{shown}").text
    with ledger.read() as session:
        assert session.get_one(MissionRow, shown).state == "cancelled"
        assert session.get_one(BookingRow, 1).status == "cancelled"


def test_cancelling_what_no_plan_can_date_any_more_says_so(
    coordinator: Browser, ledger: Ledger, shown: int
) -> None:
    with ledger.write() as session:
        row = session.get_one(MissionRow, shown)
        row.window_first = row.window_last = make.AT.date()
        row.preferred = None

    page = coordinator.get(f"/missions/{shown}/cancel").text

    assert "only other days bring it back" in page
    assert "can be planned again" not in page


def test_role_that_was_taken_away_is_not_pinned(
    coordinator: Browser, ledger: Ledger, shown: int
) -> None:
    path = f"/missions/{shown}"
    with ledger.write() as session:
        booking = session.get_one(BookingRow, 1)
        who = {"expert": booking.expert_id, "role": booking.role_id}
    assert "/pin-expert" in coordinator.get(path).text
    with ledger.write() as session:
        session.get_one(RoleRow, who["role"]).is_dropped = True

    answer = post(coordinator, f"{path}/pin-expert", who)

    assert "/pin-expert" not in coordinator.get(path).text
    assert answer.status_code == 409
    assert "This role is no longer asked for" in answer.text


def test_people_and_date_are_pinned_and_left_again(
    coordinator: Browser, ledger: Ledger, shown: int
) -> None:
    with ledger.read() as session:
        booking = session.get_one(BookingRow, 1)
        who = {"expert": booking.expert_id, "role": booking.role_id}
        start = {"start": booking.first}
    post(coordinator, f"/missions/{shown}/pin-expert", who)
    post(coordinator, f"/missions/{shown}/pin-date", start)
    pinned = coordinator.get(f"/missions/{shown}").text
    post(coordinator, f"/missions/{shown}/unpin-expert", who)
    post(coordinator, f"/missions/{shown}/unpin-date")
    free = coordinator.get(f"/missions/{shown}").text

    assert pinned.count(">pinned<") == 2
    assert free.count(">pinned<") == 0


@pytest.mark.parametrize(
    ("state", "offers"), [("proposed", True), ("changes_requested", True), ("accepted", False)]
)
def test_date_can_be_pinned_until_it_is_agreed(
    coordinator: Browser, ledger: Ledger, shown: int, state: str, offers: bool
) -> None:
    with ledger.write() as session:
        session.get_one(MissionRow, shown).state = state

    assert ("Pin this date" in coordinator.get(f"/missions/{shown}").text) == offers


@pytest.mark.parametrize("start", ["1", "-5", "x", "9999999999"])
def test_only_the_published_date_is_pinned(
    coordinator: Browser, ledger: Ledger, shown: int, start: str
) -> None:
    answer = post(coordinator, f"/missions/{shown}/pin-date", {"start": start})

    assert answer.status_code == 409
    with ledger.read() as session:
        assert session.get_one(MissionRow, shown).pinned_start is None


def test_somebody_is_kept_out(coordinator: Browser, ledger: Ledger, shown: int) -> None:
    with ledger.read() as session:
        expert = session.get_one(BookingRow, 1).expert_id

    post(coordinator, f"/missions/{shown}/ban", {"expert": expert})

    with ledger.read() as session:
        assert [ban.expert_id for ban in session.get_one(MissionRow, shown).bans] == [expert]
    assert "Not in the team" in coordinator.get(f"/missions/{shown}").text


def test_calendar_address_is_shown_once_then_only_its_label(
    coordinator: Browser, ledger: Ledger, shown: int
) -> None:
    answer = post(coordinator, f"/feed-links/mission/{shown}", {"label": "phone"})
    secret = re.search(r"http://localhost/feeds/([\w-]{43})\.ics", answer.text)

    assert answer.status_code == 201
    assert secret is not None
    assert f"webcal://localhost/feeds/{secret[1]}.ics" in answer.text
    assert "<svg" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    page = coordinator.get(f"/missions/{shown}").text
    assert "phone" in page
    assert secret[1] not in page
    assert coordinator.get(f"/feeds/{secret[1]}.ics").status_code == 200
    with ledger.read() as session:
        assert session.get_one(FeedTokenRow, 1).sha256 == sha256_of(secret[1])


def test_calendar_address_is_renewed_and_stopped(
    coordinator: Browser, ledger: Ledger, shown: int
) -> None:
    find = re.compile(r"/feeds/([\w-]{43})\.ics")
    old = find.search(post(coordinator, f"/feed-links/mission/{shown}", {"label": "x"}).text)
    new = find.search(post(coordinator, "/feed-links/1/renew").text)
    assert old is not None
    assert new is not None

    assert coordinator.get(f"/feeds/{old[1]}.ics").status_code == 404
    assert coordinator.get(f"/feeds/{new[1]}.ics").status_code == 200
    assert post(coordinator, "/feed-links/2/revoke").status_code == 303
    assert coordinator.get(f"/feeds/{new[1]}.ics").status_code == 404


def test_reader_makes_no_address(browser: Browser, account: Callable[..., str], shown: int) -> None:
    browser.sign_in(account("reader"))

    assert post(browser, f"/feed-links/mission/{shown}", {"label": "x"}).status_code == 403


def test_page_speaks_french(coordinator: Browser, shown: int) -> None:
    page = coordinator.get(f"/missions/{shown}?lang=fr").text

    assert "1er–2 mars 2027, départ le 28 février" in page
    assert "1 poste non pourvu" in page
    assert "Personne n’a les domaines au niveau demandé, sur 2 personnes de la catégorie" in page
    assert "domaine 40/40, langue 30/30, terrain 20/20, souhait 0/10" in page


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "It needs a date: by hand, or in a search that plans these days."),
        ("fr", "Il lui faut une date"),
    ],
)
def test_empty_seat_has_one_reason_on_both_pages_before_the_first_release(
    coordinator: Browser, ledger: Ledger, institution: int, language: str, said: str
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        make.expert(session, home)
        make.mission(session, home, None, venue="home")

    pages = [coordinator.get(f"{path}?lang={language}").text for path in ("/", "/missions/1")]

    assert [said in page for page in pages] == [True, True]
