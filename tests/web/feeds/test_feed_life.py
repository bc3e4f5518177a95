"""Whatever happens to a mission, its entry keeps its UID and its SEQUENCE never falls."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from db.engine import Ledger
from db.errors import NothingToPublish
from db.models import MissionRow
from db.moments import half_day
from db.operations import publish, staffing
from db.operations.staffing import Staffing
from tests import make
from tests.chance import examples
from tests.web.feeds.world import Addresses
from tests.worlds import tables
from web.app import create_app
from web.http.ledger import close
from web.service.settings import Settings

Seen = dict[str, tuple[int, str, date]]
"""By UID: the SEQUENCE, the STATUS, the first day."""

events = st.lists(st.sampled_from(["publish", "cancel", "restore", 0, 7, 14]), max_size=8)
"""Publish again as it is, cancel, restore, or move to so many days after the first Monday."""


def _seen(body: bytes) -> Seen:
    calendar = Calendar.from_ical(body)
    return {
        str(event["UID"]): (int(event["SEQUENCE"]), str(event["STATUS"]), event["DTSTART"].dt)
        for event in calendar.walk("VEVENT")
    }


def _life(settings: Settings, happened: Sequence[str | int]) -> list[tuple[bytes, bytes]]:
    """Twice the expert's feed, after the first publication and after each event."""
    app = create_app(settings)
    ledger: Ledger = app.extensions["ledger"]
    tables(ledger)
    with ledger.write() as session:
        house = make.institution(session)
        anne = make.expert(session, house)
        mission = make.mission(session, house, make.partner(session), travel_before=2)
        make.staffed(session, mission, anne)
        key, role, expert = mission.id, mission.roles[0].id, anne.id
    address = Addresses(ledger).open("expert", expert)
    told, day = [_twice(app.test_client(), app, address)], make.MONDAY
    for number, event in enumerate(happened, start=1):
        if isinstance(event, int):
            day = make.MONDAY + timedelta(days=event)
        team = None if event == "cancel" else Staffing(half_day(day), {role: (expert,)})
        at = make.AT + timedelta(hours=number)
        # What is published already makes no release.
        with suppress(NothingToPublish), ledger.write() as session:
            row = session.get_one(MissionRow, key)
            row.window_first = row.window_last = day
            plan = staffing.restaff(session, key, team, make.BY, at)
            publish.publish(session, plan.id, make.BY, at)
        told.append(_twice(app.test_client(), app, address))
    close(app)
    return told


def _twice(client, app, address: str) -> tuple[bytes, bytes]:  # type: ignore[no-untyped-def]  # Flask's client
    """The feed built twice, nothing of the first time kept."""
    first = client.get(address).data
    app.extensions.pop("kept_feeds")
    return first, client.get(address).data


@examples(15)
@given(events)
def test_entries_keep_their_uid_and_their_sequence_never_falls(happened: list[str | int]) -> None:
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'ledger.db'}"
        told = _life(Settings(database_url=url, secret_key="k" * 64), happened)

    assert [once for once, again in told if once != again] == []
    lives = [_seen(body) for body, _ in told]
    assert {frozenset(life) for life in lives} == {frozenset(lives[0])}
    for before, after in pairwise(lives):
        for uid, (sequence, *shown) in after.items():
            was, *showed = before[uid]
            assert sequence == was if shown == showed else sequence > was
