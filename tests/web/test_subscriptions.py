"""An expert's subscriptions: addresses, looks at them, and what stays when one goes wrong."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from db.engine import Ledger
from db.models import BusySourceRow
from db.operations import sources as operations
from tests import make
from tests.calendars.hostile.stand_in import StandIn, stand_in
from tests.web.conftest import Browser
from tests.web.test_calendars import READ, busy
from web.worker.polling import Polls


@pytest.fixture
def there() -> Iterator[StandIn]:
    with stand_in() as here:
        yield here


def source(ledger: Ledger) -> BusySourceRow:
    with ledger.read() as session:
        return session.scalars(select(BusySourceRow)).one()


def subscribe(browser: Browser, expert: int, address: str) -> int:
    form = {"subscription_name": "Work", "address": address, "subscription_tentative": "on"}
    page = f"/experts/{expert}"
    status: int = browser.send(f"{page}/subscriptions", form, page).status_code
    return status


@pytest.mark.parametrize("address", ["", "http://calendars.example/", "https" + "://127.1/", "x"])
def test_address_that_breaks_the_rules_is_refused_at_once(
    coordinator: Browser, ledger: Ledger, expert: int, address: str
) -> None:
    assert subscribe(coordinator, expert, address) == 422
    with ledger.read() as session:
        assert session.scalars(select(BusySourceRow)).all() == []


def subscribed(ledger: Ledger, expert: int, address: str) -> None:
    with ledger.write() as session:
        operations.subscribe(session, expert, "Work", address, True, make.BY, make.AT)


def test_subscription_is_read_and_then_found_unchanged(
    ledger: Ledger, expert: int, there: StandIn
) -> None:
    subscribed(ledger, expert, there.address("calendar"))
    polls, later = Polls(allows_loopback=True), make.AT + timedelta(hours=4)

    assert polls.look(ledger, lambda: make.AT)
    assert not polls.look(ledger, lambda: make.AT)
    assert polls.look(ledger, lambda: later)

    assert busy(ledger) == [("03-03/am", "03-03/am", None)]
    assert b"If-None-Match" in there.questions[1]
    assert (source(ledger).state, source(ledger).read_at) == ("well", later)


def test_what_repeats_for_ever_is_asked_for_whole_again_in_time(
    ledger: Ledger, expert: int, there: StandIn
) -> None:
    subscribed(ledger, expert, there.address("calendar"))
    polls, later = Polls(allows_loopback=True), make.AT + timedelta(days=40)
    polls.look(ledger, lambda: make.AT)
    first = source(ledger).until

    polls.look(ledger, lambda: later)

    assert b"If-None-Match" not in there.questions[1]
    assert first is not None
    assert source(ledger).until == first + timedelta(days=40)


def test_subscription_that_fails_keeps_what_it_said(
    coordinator: Browser, ledger: Ledger, expert: int, there: StandIn
) -> None:
    subscribed(ledger, expert, there.address("missing"))
    with ledger.write() as session:
        row = session.scalars(select(BusySourceRow)).one()
        operations.took(session, row.id, READ, make.AT)
        operations.look_again(session, row.id, make.AT)

    Polls(allows_loopback=True).look(ledger, lambda: make.AT)

    assert len(busy(ledger)) == 1
    page = coordinator.get(f"/experts/{expert}").text
    assert "The server refused: it answered 500." in page
    assert "still counts" in page
    assert "missing" not in page


def said_before(ledger: Ledger, expert: int, address: str) -> int:
    """A subscription that has said something, whose turn it is again."""
    subscribed(ledger, expert, address)
    with ledger.write() as session:
        row = session.scalars(select(BusySourceRow)).one()
        operations.took(session, row.id, READ, make.AT)
        operations.look_again(session, row.id, make.AT)
        return row.id


def test_calendar_that_is_cut_short_frees_nothing(
    coordinator: Browser, ledger: Ledger, expert: int, there: StandIn
) -> None:
    said_before(ledger, expert, there.address("halved"))

    Polls(allows_loopback=True).look(ledger, lambda: make.AT)

    assert len(busy(ledger)) == 1
    page = coordinator.get(f"/experts/{expert}").text
    assert "The calendar was cut short on its way: its end is missing." in page
    assert "still counts" in page


def test_calendar_that_comes_empty_frees_nothing_until_somebody_confirms(
    coordinator: Browser, ledger: Ledger, expert: int, there: StandIn
) -> None:
    key = said_before(ledger, expert, there.address("empty"))

    Polls(allows_loopback=True).look(ledger, lambda: make.AT)

    assert len(busy(ledger)) == 1
    path = f"/experts/{expert}"
    assert "It arrived without any entries" in coordinator.get(path).text
    answer = coordinator.send(f"/experts/calendars/{key}/empty", {}, path)
    assert answer.status_code == 303
    assert (busy(ledger), source(ledger).state) == ([], "well")
    assert "It is empty" not in coordinator.get(path).text


def test_calendar_that_was_empty_before_may_come_empty(
    ledger: Ledger, expert: int, there: StandIn
) -> None:
    subscribed(ledger, expert, there.address("empty"))

    Polls(allows_loopback=True).look(ledger, lambda: make.AT)

    assert source(ledger).state == "well"


def test_calendar_that_is_not_empty_cannot_be_confirmed_to_be(
    coordinator: Browser, ledger: Ledger, expert: int, there: StandIn
) -> None:
    key = said_before(ledger, expert, there.address("calendar"))

    coordinator.send(f"/experts/calendars/{key}/empty", {}, f"/experts/{expert}")

    assert len(busy(ledger)) == 1


def test_name_and_password_of_a_subscription_are_shown_and_logged_nowhere(
    coordinator: Browser,
    ledger: Ledger,
    expert: int,
    there: StandIn,
    caplog: pytest.LogCaptureFixture,
) -> None:
    address = there.address("missing").replace("://", "://anna:verysecret@")
    subscribed(ledger, expert, address)

    Polls(allows_loopback=True).look(ledger, lambda: make.AT)

    assert source(ledger).error_code == "fetch.status"
    pages = [coordinator.get(path).text for path in (f"/experts/{expert}", "/", "/history")]
    assert not [text for text in (*pages, caplog.text) if "verysecret" in text]


@pytest.mark.parametrize(
    "address",
    [
        "http://example:verysecret@calendars.example/a.ics",
        "https://example:very:secret@[calendars/verysecret",
        "https://example:verysecret@calendars.example:8443/a.ics",
        "anna:verysecret@calendars.example/a.ics",
        "https:calendars.example/private-verysecret/basic.ics",
    ],
)
def test_address_that_was_refused_is_said_again_nowhere(
    coordinator: Browser,
    ledger: Ledger,
    expert: int,
    caplog: pytest.LogCaptureFixture,
    address: str,
) -> None:
    page = f"/experts/{expert}"
    form = {"subscription_name": "Work", "address": address}

    refused = coordinator.send(f"{page}/subscriptions?lang=en", form, page)

    assert refused.status_code == 422
    assert 'value="Work"' in refused.text
    assert "Type it again: addresses of calendars are not shown." in refused.text
    pages = [coordinator.get(path).text for path in (page, "/", "/history")]
    assert not [text for text in (refused.text, *pages, caplog.text) if "verysecret" in text]


@pytest.mark.parametrize(
    "name", ["https://calendars.example/private-verysecret/a.ics", "anna:verysecret@c.example"]
)
def test_address_in_the_place_of_a_name_is_refused_and_not_shown(
    coordinator: Browser, ledger: Ledger, expert: int, name: str
) -> None:
    page = f"/experts/{expert}"
    form = {"subscription_name": name, "address": "https://calendars.example/a.ics"}

    refused = coordinator.send(f"{page}/subscriptions?lang=en", form, page)

    assert refused.status_code == 422
    assert "this is an address, and others would read it here" in refused.text
    assert "verysecret" not in refused.text
    with ledger.read() as session:
        assert session.scalars(select(BusySourceRow)).all() == []


def test_nothing_is_said_to_be_done_to_a_calendar_that_was_not(
    coordinator: Browser, ledger: Ledger, expert: int
) -> None:
    page = f"/experts/{expert}"
    subscribed(ledger, expert, "https://calendars.example/a.ics")
    with ledger.write() as session:
        session.add(BusySourceRow(expert_id=expert, kind="file", name="x", created_at=make.AT))
    with ledger.read() as session:
        read, file = session.scalars(select(BusySourceRow.id).order_by(BusySourceRow.id))

    coordinator.send(f"/experts/calendars/{read}/empty", {}, page)
    assert "it has been read or confirmed meanwhile" in coordinator.get(f"{page}?lang=en").text
    coordinator.send(f"/experts/calendars/{file}/read", {}, page)
    assert "upload the file again to have it read" in coordinator.get(page).text


def test_inside_address_is_never_connected_to(ledger: Ledger, expert: int, there: StandIn) -> None:
    subscribed(ledger, expert, f"https://127.0.0.1:{there.port}/calendar")

    Polls().look(ledger, lambda: make.AT)

    assert source(ledger).error_code == "address.port"
    assert there.asked == []
