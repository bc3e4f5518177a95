"""Whatever becomes of a scenario, its entries keep their UIDs and no SEQUENCE ever falls."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask
from hypothesis import assume, given
from hypothesis import strategies as st
from icalendar import Calendar

from db.engine import Ledger
from db.operations import scenarios
from tests import make
from tests.chance import examples
from tests.web.feeds.drafts import Draft, draft
from tests.web.feeds.world import Addresses
from tests.worlds import tables
from web.app import create_app
from web.http.ledger import close
from web.service.settings import Settings

happenings = st.lists(st.sampled_from(["again", "drop", "rename", 0, 7, 14]), max_size=8)
"""Solve as it is, leave the mission out, another name, or place it so many days later."""
Seen = tuple[str, int, str, bytes]
"""UID, SEQUENCE, STATUS and start of an entry."""


def _tell(app: Flask, address: str) -> bytes:
    """The calendar, built twice with nothing kept in between."""
    first = app.test_client().get(address).data
    app.extensions.pop("kept_feeds")
    assert app.test_client().get(address).data == first
    return first


def _seen(body: bytes) -> Seen | None:
    for event in Calendar.from_ical(body).walk("VEVENT"):
        uid, sequence = str(event["UID"]), int(event["SEQUENCE"])
        return uid, sequence, str(event["STATUS"]), event["DTSTART"].to_ical()
    return None


def _happen(ledger: Ledger, of: Draft, mission: int, what: str | int, days: int, hour: int) -> None:
    at = make.AT + timedelta(hours=hour)
    if what == "rename":
        with ledger.write() as session:
            scenarios.rename(session, of.id, f"Name {hour}", make.BY, at)
        return
    day = None if what == "drop" else make.MONDAY + timedelta(days=days)
    of.solve(mission, day, at=at)


def _life(app: Flask, happened: Sequence[str | int]) -> list[Seen | None]:
    ledger: Ledger = app.extensions["ledger"]
    tables(ledger)
    with ledger.write() as session:
        mission = make.mission(session, make.institution(session), make.partner(session)).id
    of, days = draft(ledger), 0
    address = Addresses(ledger).open("scenario", of.id)
    told = [_seen(_tell(app, address))]
    for hour, what in enumerate(happened, start=1):
        days = what if isinstance(what, int) else days
        _happen(ledger, of, mission, what, days, hour)
        told.append(_seen(_tell(app, address)))
    return told


@examples(15)
@given(happenings)
def test_entries_keep_their_uid_and_their_sequence_never_falls(happened: list[str | int]) -> None:
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'ledger.db'}"
        app = create_app(Settings(database_url=url, secret_key="k" * 64))
        told = _life(app, happened)
        close(app)

    assume(sum(now is not None for now in told) > 1)
    last: Seen | None = None
    for now in told:
        if now is not None and last is not None:
            assert (now[0], now[2]) == (last[0], "TENTATIVE")
            assert now[1] >= last[1]
            assert now[3] == last[3] or now[1] > last[1]
        last = now or last
