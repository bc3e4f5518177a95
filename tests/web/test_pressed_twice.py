"""A button that is pressed twice does one thing, and says so."""

from collections.abc import Callable
from datetime import time, timedelta

from sqlalchemy import func, select

from db.engine import Ledger
from db.models import AgendaItemRow, BusyRow, BusySourceRow, InstitutionRow, MissionRow, SittingRow
from tests import make
from tests.clock import TODAY
from tests.web.conftest import Browser
from tests.web.forms import filled_in, post

AHEAD = TODAY + timedelta(days=60)


def test_mission_that_is_saved_twice_is_written_down_once(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    form = filled_in(coordinator.get("/missions/new").text) | {
        "title": "Once",
        "venue": "home",
        "activity_type": "working_visit",
        "service_mode": "diagnosis",
        "window_first": str(AHEAD),
        "window_last": str(AHEAD + timedelta(days=4)),
        "length": "2",
    }

    answers = [post(coordinator, "/missions/new", form) for _ in range(2)]
    other = post(coordinator, "/missions/new", form | {"title": "Another"})

    assert [answer.location for answer in (*answers, other)] == [
        "/missions/1",
        "/missions/1",
        "/missions/2",
    ]


def test_mission_that_is_copied_twice_has_one_copy_until_that_is_changed(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        make.mission(session, home, None, first=AHEAD, venue="home")

    twice = [post(coordinator, "/missions/1/copy").location for _ in range(2)]
    said = coordinator.get("/missions/2/edit").text
    with ledger.write() as session:
        session.get_one(MissionRow, 2).title = "Its own"
    again = post(coordinator, "/missions/1/copy").location

    assert [*twice, again] == ["/missions/2/edit", "/missions/2/edit", "/missions/3/edit"]
    assert "It was copied already" in said


def test_session_that_is_added_twice_stands_once(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        make.mission(session, home, None, first=AHEAD, venue="home")
    path = "/missions/1/sessions/new"
    form = filled_in(coordinator.get(path).text, path) | {"title": "Welcome"}

    for each in (form, form, form | {"starts": "14:00", "ends": "15:00"}):
        assert post(coordinator, path, each).status_code == 303

    with ledger.read() as session:
        starts = session.scalars(select(AgendaItemRow.starts).order_by(AgendaItemRow.id)).all()
    assert starts == [time(9), time(14)]


def test_absence_that_is_gone_is_said_to_be(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        make.busy(session, make.expert(session, home), AHEAD)
    path, form = "/experts/busy/1/remove", {"of": "1"}

    for said in ("The absence is taken back.", "This absence was taken back meanwhile."):
        answer = post(coordinator, path, form)
        assert answer.status_code == 303
        assert said in coordinator.get(answer.location.partition("#")[0]).text

    assert post(coordinator, path, {}).status_code == 404
    assert post(coordinator, path, {"of": "99"}).status_code == 404
    with ledger.read() as session:
        assert session.scalar(select(func.count()).select_from(BusyRow)) == 0


def test_sitting_that_is_gone_is_said_to_be(
    browser: Browser, account: Callable[..., str], ledger: Ledger, institution: int
) -> None:
    keeper = browser.sign_in(account("admin"))
    with ledger.write() as session:
        session.add(SittingRow(institution_id=institution, first=AHEAD, last=AHEAD))
    path, form = "/institutions/sittings/1/remove", {"of": str(institution)}

    for said in ("The sitting is taken back.", "This sitting was taken back meanwhile."):
        answer = post(keeper, path, form)
        assert answer.status_code == 303
        assert said in keeper.get(answer.location).text

    assert post(keeper, path, {}).status_code == 404


def test_calendar_that_is_subscribed_to_twice_is_read_once(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        people = [make.expert(session, home).id for _ in range(2)]
    place = "calendars.example/a.ics"
    again = (
        f"https://{place}",
        f"webcal://{place}",
        f"HTTPS://Calendars.Example.:443/{place[18:]}",
    )

    for address in (*again, f"https://{place}?b", "https" + f"://me:secret@{place}"):
        form = {"subscription_name": "Work", "address": address}
        page = f"/experts/{people[0]}"
        answer = coordinator.send(f"{page}/subscriptions", form, page)
        assert answer.status_code == 303
        said = (
            "Subscribed:" if address not in again[1:] else "This address is read already, as “Work”"
        )
        assert said in coordinator.get(page).text
    other = f"/experts/{people[1]}"
    coordinator.send(
        f"{other}/subscriptions", {"subscription_name": "b", "address": again[0]}, other
    )

    with ledger.read() as session:
        rows = session.scalars(select(BusySourceRow).order_by(BusySourceRow.id)).all()
    assert [row.expert_id for row in rows] == [people[0]] * 3 + [people[1]]


def test_calendar_that_is_gone_is_said_to_be(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        key = make.expert(session, home).id
        session.add(BusySourceRow(expert_id=key, kind="file", name="x", created_at=make.AT))
    form = filled_in(coordinator.get(f"/experts/{key}").text, "/experts/calendars/1/remove")
    assert form["of"] == str(key)

    said = ["The calendar and what came from it are removed.", *["This calendar was removed"] * 3]
    for deed, sentence in zip(("remove", "remove", "read", "empty"), said, strict=True):
        answer = post(coordinator, f"/experts/calendars/1/{deed}", form)
        assert answer.status_code == 303
        assert sentence in coordinator.get(answer.location.partition("#")[0]).text

    assert post(coordinator, "/experts/calendars/1/remove", form | {"of": ""}).status_code == 404
    assert post(coordinator, "/experts/calendars/1/remove", form | {"of": "99"}).status_code == 404
