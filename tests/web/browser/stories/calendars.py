"""What a calendar program reads at an address, by two libraries that know nothing of ours."""

from dataclasses import dataclass
from urllib.request import urlopen

import vobject
from icalendar import Calendar
from sqlalchemy import select

from db.engine import Ledger
from db.models import BookingRow


@dataclass(frozen=True, slots=True, order=True)
class Read:
    """One entry: who it is for life, how often it has changed, and how it stands."""

    uid: str
    sequence: int
    status: str


STATUS = {"hold": "TENTATIVE", "confirmed": "CONFIRMED", "cancelled": "CANCELLED"}
"""RFC 5545 section 3.8.1.11, for each status of a booking."""


def fetch(address: str) -> bytes:
    """The bytes at an address, asked for as a calendar program does: without a cookie."""
    with urlopen(address, timeout=20) as answer:
        assert answer.headers.get_content_type() == "text/calendar"
        body: bytes = answer.read()
        return body


def entries(body: bytes) -> list[Read]:
    """The entries in a calendar, on which both libraries agree; travel there and back left out."""
    calendar = Calendar.from_ical(body)
    assert isinstance(calendar, Calendar)
    ours = [
        Read(str(each["UID"]), int(str(each["SEQUENCE"])), str(each["STATUS"]))
        for each in calendar.events
    ]
    theirs = [
        Read(each.uid.value, int(each.sequence.value), each.status.value)
        for each in vobject.readOne(body.decode()).contents.get("vevent", ())
    ]
    assert sorted(ours) == sorted(theirs)
    return sorted(each for each in ours if not each.uid.endswith(("-out", "-back")))


def bookings(ledger: Ledger, expert: int) -> list[Read]:
    """What the ledger has published of an expert, in the words of a calendar."""
    with ledger.read() as session:
        rows = session.scalars(select(BookingRow).where(BookingRow.expert_id == expert))
        return sorted(Read(row.uid, row.sequence, STATUS[row.status]) for row in rows)
