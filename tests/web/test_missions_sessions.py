"""Sessions and external meetings on the page of a mission, without JavaScript."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from db.engine import Ledger
from db.models import AgendaItemRow, InstitutionRow, MissionRow
from db.moments import half_day
from tests import make
from tests.web.conftest import Browser

TYPED = {
    "kind": "session",
    "title": "Committee work",
    "day": make.MONDAY.isoformat(),
    "starts": "09:00",
    "ends": "10:30",
    "place": "Room 2",
    "link": "https://video.example.org/1",
}


@pytest.fixture
def mission(ledger: Ledger, institution: int) -> int:
    """A published mission with one expert in its team."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        row = make.mission(session, home, make.partner(session))
        make.staffed(session, row, make.expert(session, home))
        return row.id


def _add(coordinator: Browser, mission: int, **changes: object) -> str:
    page = f"/missions/{mission}/sessions/new"
    answer = coordinator.send(page, {**TYPED, "speakers": "1", **changes}, page)
    assert answer.status_code == 303, answer.text
    return f"/missions/{mission}/sessions/1"


def test_added_session_is_on_the_page_of_the_mission(coordinator: Browser, mission: int) -> None:
    _add(coordinator, mission)

    page = coordinator.get(f"/missions/{mission}").text

    assert "Committee work" in page
    assert "09:00–10:30 (local time: Haiti), Room 2" in page
    assert "Session added" in page


def test_mistakes_are_named_and_nothing_typed_is_lost(coordinator: Browser, mission: int) -> None:
    page = f"/missions/{mission}/sessions/new"

    unread = coordinator.send(page, {**TYPED, "starts": "9 o’clock"}, page)
    refused = coordinator.send(
        page, {**TYPED, "link": "http://a.example", "ends": "08:00", "speakers": "x"}, page
    )

    assert (unread.status_code, refused.status_code) == (422, 422)
    assert "a time such as 09:30" in unread.text
    assert 'value="9 o’clock"' in unread.text
    assert "must be a secure address" in refused.text
    assert "The end lies before the start." in refused.text
    assert "Speakers are people of the team" in refused.text


def test_stale_save_is_a_409_with_both_versions(coordinator: Browser, mission: int) -> None:
    page = _add(coordinator, mission)
    coordinator.send(page, {**TYPED, "version": "1", "title": "Rules of procedure"}, page)

    answer = coordinator.send(page, {**TYPED, "version": "1", "place": "Room 9"}, page)
    again = coordinator.send(page, {**TYPED, "version": "2", "place": "Room 9"}, page)

    assert answer.status_code == 409
    assert "Rules of procedure" in answer.text
    assert "Room 9" in answer.text
    assert again.status_code == 303


def test_cancelled_session_comes_back(ledger: Ledger, coordinator: Browser, mission: int) -> None:
    page = _add(coordinator, mission)

    coordinator.send(f"{page}/cancel", {"version": "1"}, page)
    cancelled = coordinator.get(f"/missions/{mission}").text
    stale = coordinator.send(f"{page}/cancel", {"version": "1"}, page)
    coordinator.send(f"{page}/restore", {"version": "2"}, page)

    assert f"{page}/restore" in cancelled
    assert stale.status_code == 409
    with ledger.read() as session:
        row = session.query(AgendaItemRow).one()
        assert (row.is_cancelled, row.sequence) == (False, 2)


def test_session_outside_of_the_mission_is_warned_of(coordinator: Browser, mission: int) -> None:
    _add(coordinator, mission, day=(make.MONDAY + timedelta(days=9)).isoformat())

    assert "outside the days of the mission" in coordinator.get(f"/missions/{mission}").text
    french = coordinator.get(f"/missions/{mission}?lang=fr").text
    assert "en dehors des jours de la mission" in french


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (("05:30", "06:30"), "begins before 7:00 or ends after 21:00, local time"),
        (("09:00", "10:30"), "outside the half-days of the mission: it takes 1 March 2027, after"),
        (("14:00", "16:00"), None),
    ],
)
def test_session_out_of_hours_is_saved_with_a_warning(
    ledger: Ledger, coordinator: Browser, hours: tuple[str, str], said: str | None
) -> None:
    """A mission of one afternoon in Kabul: what does not lie in it is said when it is saved."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, 1)
        there = make.partner(session, "af", country="AF", timezone="Asia/Kabul")
        facts = {"venue": "remote", "length": 1, "half_day_starts": True}
        row = make.mission(session, home, there, **facts)
        make.staffed_at(session, row, half_day(make.MONDAY, "pm"), make.expert(session, home))
        mission = row.id

    _add(coordinator, mission, starts=hours[0], ends=hours[1])

    page = coordinator.get(f"/missions/{mission}").text
    assert f"{hours[0]}–{hours[1]} (local time: Afghanistan)" in page
    flashes = page.split("<h1")[0]
    assert ("flash-warning" in flashes) == (said is not None)
    assert said is None or said in flashes


def test_session_that_ends_where_the_morning_does_takes_no_afternoon(
    ledger: Ledger, coordinator: Browser, institution: int
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        row = make.mission(session, home, make.partner(session), length=1)
        make.staffed(session, row, make.expert(session, home))
        mission = row.id

    _add(coordinator, mission, starts="12:00", ends="13:00")

    page = coordinator.get(f"/missions/{mission}").text
    assert "12:00–13:00" in page
    assert "outside the half-days" not in page


@pytest.mark.parametrize(
    ("hours", "speakers", "is_said"),
    [
        (("09:00", "10:30"), "1", True),
        (("10:15", "11:00"), "1", True),
        (("10:30", "11:00"), "1", False),
        (("09:00", "10:30"), [], False),
    ],
)
def test_speaker_of_two_sessions_at_once_is_warned_of_on_both(
    coordinator: Browser, mission: int, hours: tuple[str, str], speakers: object, is_said: bool
) -> None:
    _add(coordinator, mission)

    _add(coordinator, mission, title="Hearing", starts=hours[0], ends=hours[1], speakers=speakers)

    page = coordinator.get(f"/missions/{mission}").text
    flashes, lines = page.split("<h1")[0], page.split("<h1")[1]
    assert ("At the same time also in “Committee work”: Anne Bova" in flashes) == is_said
    for title in ("Committee work", "Hearing"):
        assert (f"At the same time also in “{title}”: Anne Bova" in lines) == is_said


def test_speaker_is_free_again_where_the_other_session_is_cancelled(
    coordinator: Browser, mission: int
) -> None:
    page = _add(coordinator, mission)
    _add(coordinator, mission, title="Hearing")

    coordinator.send(f"{page}/cancel", {"version": "1"}, page)
    coordinator.get(f"/missions/{mission}")  # What was said when it was saved.

    assert "At the same time" not in coordinator.get(f"/missions/{mission}").text
    coordinator.send(f"{page}/restore", {"version": "2"}, page)
    flashes = coordinator.get(f"/missions/{mission}").text.split("<h1")[0]
    assert "At the same time also in “Hearing”: Anne Bova" in flashes


def test_session_of_another_mission_or_house_is_not_found(
    ledger: Ledger, coordinator: Browser, mission: int
) -> None:
    _add(coordinator, mission)
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, 1)
        other = make.mission(session, home, None, venue="home").id
        theirs = make.mission(session, make.institution(session, "fr"), None, venue="home").id

    found = [
        coordinator.get(f"/missions/{other}/sessions/1").status_code,
        coordinator.get(f"/missions/{theirs}/sessions/new").status_code,
        coordinator.get(f"/missions/{mission}/sessions/99").status_code,
    ]

    assert found == [404, 404, 404]


def test_readers_see_sessions_and_change_none(
    coordinator: Browser, browser: Browser, account: Callable[..., str], mission: int
) -> None:
    _add(coordinator, mission)
    coordinator.send("/logout", {}, "/")
    browser.sign_in(account("reader"))

    page = browser.get(f"/missions/{mission}").text

    assert "Committee work" in page
    assert "/sessions/" not in page
    assert browser.get(f"/missions/{mission}/sessions/new").status_code == 403


def test_hours_stay_by_the_clock_they_were_noted_by_whatever_place_the_mission_has(
    ledger: Ledger, coordinator: Browser, mission: int
) -> None:
    page = _add(coordinator, mission)
    _move_home(ledger, mission)

    form = coordinator.get(page).text
    coordinator.send(page, {**TYPED, **filled(form), "title": "Renamed"}, page)

    assert '<option value="America/Port-au-Prince" selected>Haiti</option>' in form
    assert _hours(ledger) == ("Renamed", "09:00", "America/Port-au-Prince", 0)


def test_hours_move_to_the_clock_of_the_new_place_where_that_is_chosen(
    ledger: Ledger, coordinator: Browser, mission: int
) -> None:
    page = _add(coordinator, mission)
    _move_home(ledger, mission)

    coordinator.send(page, {**TYPED, "version": "1", "zone": "America/Toronto"}, page)

    assert _hours(ledger) == ("Committee work", "09:00", "America/Toronto", 1)
    assert "Local time of these hours" not in coordinator.get(page).text


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "has changed meanwhile, and with it the local time"), ("fr", "et avec lui l’heure")],
)
def test_session_typed_by_the_clock_of_a_place_that_changes_meanwhile_is_asked_again(
    ledger: Ledger, coordinator: Browser, mission: int, language: str, said: str
) -> None:
    page = f"/missions/{mission}/sessions/new?lang={language}"
    typed = {**TYPED, **filled(coordinator.get(page).text)}
    _move_home(ledger, mission)

    refused = coordinator.send(page, typed, page)
    again = coordinator.send(page, {**typed, **filled(refused.text)}, page)

    assert (refused.status_code, again.status_code) == (422, 303)
    assert said in refused.text
    assert "Committee work" in refused.text
    assert _hours(ledger) == ("Committee work", "09:00", "America/Toronto", 0)


def filled(form: str) -> dict[str, str]:
    """What the page sends of the form’s version and clock as they stand."""
    version = re.search(r'name="version" value="(\d+)"', form)
    zone = re.search(r'name="zone" value="([^"]+)"|<option value="([^"]+/[^"]+)" selected', form)
    assert version and zone
    return {"version": version[1], "zone": zone[1] or zone[2]}


def _move_home(ledger: Ledger, mission: int) -> None:
    with ledger.write() as session:
        session.get_one(MissionRow, mission).venue = "home"


def _hours(ledger: Ledger) -> tuple[str, str, str, int]:
    with ledger.read() as session:
        row = session.query(AgendaItemRow).one()
        return row.title, row.starts.isoformat("minutes"), row.zone, row.sequence
