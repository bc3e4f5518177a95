"""An institution's sitting calendar as a file: previewed, kept, replaced, taken away."""

import re
from datetime import date, timedelta
from io import BytesIO

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from db.engine import Ledger
from db.models import SittingRow
from tests.clock import TODAY
from tests.web.conftest import Browser

DAY = TODAY + timedelta(days=30)
"""Files are read around today."""
NEXT = DAY + timedelta(days=7)
BAD = "BEGIN:VEVENT\r\nUID:bad\r\nDTSTART:someday\r\nEND:VEVENT\r\n"


def _calendar(*days: date, more: str = "") -> bytes:
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{day}\r\nDTSTART;VALUE=DATE:{day:%Y%m%d}\r\nEND:VEVENT\r\n"
        for day in days
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}{more}END:VCALENDAR\r\n".encode()


def _preview(coordinator: Browser, institution: int, body: bytes) -> TestResponse:
    page = f"/institutions/{institution}/sittings"
    form = {"calendar_name": "Chamber", "file": (BytesIO(body), "chamber.ics")}
    return coordinator.send(f"{page}/preview", form, page)  # type: ignore[no-any-return] # Flask's own


def _keep(coordinator: Browser, institution: int, preview: TestResponse) -> TestResponse:
    sealed = re.search(r'name="draft" value="([^"]+)"', preview.text)
    assert sealed, preview.text
    page = f"/institutions/{institution}/sittings"
    return coordinator.send(f"{page}/keep", {"draft": sealed[1]}, page)  # type: ignore[no-any-return] # Flask's own


def _sittings(ledger: Ledger) -> list[tuple[date, date, str | None]]:
    with ledger.read() as session:
        rows = session.scalars(select(SittingRow).order_by(SittingRow.first)).all()
        return [(row.first, row.last, row.name) for row in rows]


def test_file_is_shown_before_it_is_kept(
    ledger: Ledger, coordinator: Browser, institution: int
) -> None:
    shown = _preview(coordinator, institution, _calendar(DAY, more=BAD))
    before = _sittings(ledger)
    kept = _keep(coordinator, institution, shown)

    assert "1 entry was read." in shown.text
    assert "1 entry or line could not be read" in shown.text
    assert before == []
    assert kept.status_code == 303
    assert _sittings(ledger) == [(DAY, DAY, "Chamber")]


def test_later_file_of_the_same_name_replaces_it(
    ledger: Ledger, coordinator: Browser, institution: int
) -> None:
    with ledger.write() as session:
        other = SittingRow(institution_id=institution, first=DAY, last=DAY, name="By a rule")
        session.add(other)
    _keep(coordinator, institution, _preview(coordinator, institution, _calendar(DAY)))

    shown = _preview(coordinator, institution, _calendar(NEXT))
    _keep(coordinator, institution, shown)

    assert "It replaces the sittings of the same name." in shown.text
    assert _sittings(ledger) == [(DAY, DAY, "By a rule"), (NEXT, NEXT, "Chamber")]


def test_calendar_is_taken_away_whole(
    ledger: Ledger, coordinator: Browser, institution: int
) -> None:
    page = f"/institutions/{institution}/sittings"
    _keep(coordinator, institution, _preview(coordinator, institution, _calendar(DAY, NEXT)))

    named = coordinator.get(page).text
    coordinator.send(f"{page}/take-away", {"name": "Chamber"}, page)

    assert "Remove all of “Chamber”" in named
    assert _sittings(ledger) == []


@pytest.mark.parametrize("body", [b"", b"no calendar", _calendar(more=BAD)])
def test_file_of_which_nothing_is_read_changes_nothing(
    ledger: Ledger, coordinator: Browser, institution: int, body: bytes
) -> None:
    _keep(coordinator, institution, _preview(coordinator, institution, _calendar(DAY)))

    refused = _preview(coordinator, institution, body)

    assert refused.status_code == 422
    assert _sittings(ledger) == [(DAY, DAY, "Chamber")]


def test_draft_of_another_house_or_forged_is_not_kept(
    ledger: Ledger, coordinator: Browser, institution: int
) -> None:
    page = f"/institutions/{institution}/sittings"

    answer = coordinator.send(f"{page}/keep", {"draft": "forged"}, page)

    assert answer.status_code == 303
    assert _sittings(ledger) == []
    assert "choose the file again" in coordinator.get(page).text
