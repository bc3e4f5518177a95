"""An expert's calendars: looked at before they are kept, subscribed to, polled, taken away."""

import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from db.engine import Ledger
from db.models import BusyRow
from db.moments import half_day, last_half_day, moment
from db.operations import sources as operations
from tests import make
from tests.calendars.hostile.files import FILES
from tests.calendars.reading.files import calendar, event
from tests.web.conftest import Browser
from tests.web.forms import filled_in

FIRST = calendar(
    event("DTSTART;VALUE=DATE:20270303", "SUMMARY:Private matter", uid="a"),
    event("DTSTART;TZID=America/Toronto:20270305T140000", "DURATION:PT1H", uid="b"),
    event("DTSTART;TZID=Nowhere:20270306T140000", uid="c"),
)
READ = operations.Read([(half_day(make.MONDAY), last_half_day(make.MONDAY))], 1)
SECOND = FIRST.replace(b"VALUE=DATE:20270303", b"VALUE=DATE:20270308")


@pytest.fixture
def clock() -> Iterator[None]:
    """The calendars of these tests lie ahead, whenever the tests run."""
    with time_machine.travel(make.AT, tick=False):
        yield


def shown(browser: Browser, expert: int, body: bytes, lang: str = "en"):  # type: ignore[no-untyped-def]  # Flask's own answer
    """The page that shows what a file would change."""
    form = {
        "csrf_token": browser.token(f"/experts/{expert}"),
        "file_name": "Work",
        "file_tentative": "on",
        "file": (BytesIO(body), "mine.ics"),
    }
    answer = browser.post(f"/experts/{expert}/calendars/preview?lang={lang}", data=form)
    # The test client leaves a large body open.
    answer.request.environ["wsgi.input"].close()
    return answer


def kept(browser: Browser, expert: int, body: bytes) -> None:
    path = f"/experts/{expert}/calendars"
    answer = browser.post(path, data=filled_in(shown(browser, expert, body).text, path))
    assert answer.status_code == 303


def busy(ledger: Ledger) -> list[tuple[str, str, str | None]]:
    with ledger.read() as session:
        rows = session.scalars(select(BusyRow).order_by(BusyRow.first)).all()
        return [(moment(row.first)[5:], moment(row.last)[5:], row.label) for row in rows]


@pytest.mark.usefixtures("clock")
def test_upload_is_shown_first_and_kept_only_then(
    coordinator: Browser, ledger: Ledger, expert: int
) -> None:
    page = shown(coordinator, expert, FIRST)

    assert page.status_code == 200
    assert "2 entries were read." in page.text
    assert "Line 16: The time zone is unknown: Nowhere." in page.text
    assert "Private matter" not in page.text
    assert busy(ledger) == []

    kept(coordinator, expert, FIRST)
    assert busy(ledger) == [
        ("03-03/am", "03-03/pm", None),
        ("03-05/pm", "03-05/pm", None),
    ]


@pytest.mark.usefixtures("clock")
def test_second_upload_says_what_is_new_gone_and_the_same(
    coordinator: Browser, expert: int
) -> None:
    kept(coordinator, expert, FIRST)

    text = shown(coordinator, expert, SECOND).text

    said = [text.index(word) for word in ("<h3>New", "<h3>Gone", "As before</summary>")]
    assert "8 March 2027" in text[said[0] : said[1]]
    assert "3 March 2027" in text[said[1] : said[2]]
    assert "5 March 2027, from the afternoon" in text[said[2] :]
    drawn = [re.search(f'year-{kind}" x="[0-9]{{2,}}"', text) for kind in ("new", "gone", "same")]
    assert all(drawn)


@pytest.mark.usefixtures("clock")
def test_preview_is_said_in_french_too(coordinator: Browser, expert: int) -> None:
    page = shown(coordinator, expert, FIRST, lang="fr")

    assert "2 entrées ont été lues." in page.text
    assert "Seules les heures sont gardées, aucun titre." in page.text


@pytest.mark.usefixtures("clock")
def test_remark_on_a_line_is_shown_and_not_counted_as_lost(
    coordinator: Browser, expert: int
) -> None:
    fixed = (
        "BEGIN:VTIMEZONE\r\nTZID:Europe/Paris\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
        "TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE"
    )
    body = calendar(fixed, event("DTSTART;TZID=Europe/Paris:20270603T090000", "DURATION:PT1H"))

    text = shown(coordinator, expert, body).text

    assert "Line 4: This definition of Europe/Paris is older than the law there" in text
    assert "Remarks on its lines" in text
    assert "could not be read" not in text


@pytest.mark.parametrize(
    ("body", "said"),
    [(b"", "please choose one"), (b"<html>", "This is not a calendar"),
     (b"A" * 21_200_000, "The file is too large")],
)  # fmt: skip
def test_file_that_cannot_be_read_changes_nothing(
    coordinator: Browser, ledger: Ledger, expert: int, body: bytes, said: str
) -> None:
    page = shown(coordinator, expert, body)

    assert (page.status_code, said in page.text) == (422, True)
    assert busy(ledger) == []


def test_draft_that_is_none_of_ours_is_not_kept(
    coordinator: Browser, ledger: Ledger, expert: int
) -> None:
    page = f"/experts/{expert}"
    answer = coordinator.send(f"{page}/calendars", {"draft": "made.up"}, page)

    assert answer.status_code == 303
    assert busy(ledger) == []


def test_calendars_of_others_are_missing(coordinator: Browser, ledger: Ledger, expert: int) -> None:
    with ledger.write() as session:
        other = make.expert(session, make.institution(session, "fr")).id
        row = operations.keep_file(session, other, "Theirs", True, READ, make.BY, make.AT)
    page = f"/experts/{expert}"

    for path in (f"/experts/calendars/{row.id}/remove", f"/experts/{other}/subscriptions"):
        assert coordinator.send(path, {}, page).status_code == 404
    assert len(busy(ledger)) == 1


def test_calendar_can_be_removed(coordinator: Browser, ledger: Ledger, expert: int) -> None:
    with ledger.write() as session:
        row = operations.keep_file(session, expert, "Work", True, READ, make.BY, make.AT)
    page = f"/experts/{expert}"

    assert coordinator.send(f"/experts/calendars/{row.id}/remove", {}, page).status_code == 303
    assert busy(ledger) == []


def test_large_calendar_may_be_uploaded_and_no_other_form_is_as_large(
    coordinator: Browser, expert: int
) -> None:
    path = f"/experts/{expert}"
    large = calendar(event("DTSTART:20200303T090000Z", "DESCRIPTION:" + "A" * 5_000_000))

    assert "1 entry was read." in shown(coordinator, expert, large).text
    other = coordinator.send(f"{path}/subscriptions", {"address": "A" * 5_000_000}, path)
    assert other.status_code == 413


def test_site_answers_while_hostile_files_are_read(
    app: Flask, coordinator: Browser, expert: int
) -> None:
    names = ("two hundred that never match", "twelve thousand weekly", "zones that never change")
    token = coordinator.token(f"/experts/{expert}")
    cookies = {each.key: each.value for each in coordinator._cookies.values()}

    def upload(name: str) -> int:
        browser = app.test_client()
        for key, value in cookies.items():
            browser.set_cookie(key, value)
        form = {"csrf_token": token, "file_name": "x", "file": (BytesIO(FILES[name]()), "x.ics")}
        answer = browser.post(f"/experts/{expert}/calendars/preview", data=form)
        answer.request.environ["wsgi.input"].close()
        return answer.status_code

    slowest, asked = 0.0, 0
    with ThreadPoolExecutor(3) as pool:
        uploads = [pool.submit(upload, name) for name in names]
        while not all(each.done() for each in uploads):
            began = time.monotonic()
            assert app.test_client().get("/healthz").status_code == 200
            slowest, asked = max(slowest, time.monotonic() - began), asked + 1
            time.sleep(0.05)

    assert {each.result() for each in uploads} <= {200, 422}
    assert asked > 10
    assert slowest < 1.5
