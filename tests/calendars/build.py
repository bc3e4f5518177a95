"""Builders: entries and feeds with everything filled in, of which a test names what matters."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from calendars.entry import Entry, Status
from calendars.feed import Feed, Mailbox
from calendars.stays import stay

CREATED = datetime(2026, 9, 1, 8, 30, tzinfo=UTC)
CHANGED = datetime(2026, 10, 5, 14, 0, tzinfo=UTC)
ZONES = (
    "Europe/Paris",
    "America/Toronto",
    "Africa/Porto-Novo",
    "Africa/Casablanca",
    "Asia/Kabul",
    "Asia/Kathmandu",
    "America/Santiago",
    "Europe/Chisinau",
)
"""Two rules, one zone without changes, Ramadan, odd offsets, the south, changes at midnight."""


def entry(**changes: Any) -> Entry:  # the fields of an entry, one type each
    """A confirmed entry of three whole days."""
    known = Entry(
        uid="b-1",
        sequence=0,
        status=Status.CONFIRMED,
        summary="Committee work",
        stay=stay("2027-03-01/am", "2027-03-03/pm", "Africa/Porto-Novo"),
        created=CREATED,
        changed=CHANGED,
    )
    return replace(known, **changes)


def feed(*entries: Entry, **changes: Any) -> Feed:  # the fields of a feed, one type each
    """A feed in English with these entries."""
    known = Feed("My missions", "en", entries, Mailbox("Cooperation unit", "unit@example.org"))
    return replace(known, **changes)
