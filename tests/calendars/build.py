"""Builders: entries and feeds with everything filled in, of which a test names what matters."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from calendars.entry import Entry, Status
from calendars.feed import Feed
from calendars.mailbox import Mailbox
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


def year(count: int = 200) -> Feed:
    """A feed of a busy year: accents, long lines, all zones, whole days and sessions."""
    return feed(*map(_of_year, range(count)), name="Missions à l’étranger", language="fr")


def _of_year(number: int) -> Entry:
    first = date(2027, 1, 4) + timedelta(days=2 * number)
    half = ("am", "pm")[number % 2]
    return entry(
        uid=f"b-{number:04}",
        sequence=number % 4,
        status=tuple(Status)[number % 3],
        summary=f"Travaux des commissions : l’exemple; « à suivre » {number}",
        stay=stay(f"{first}/{half}", f"{first + timedelta(days=2)}/pm", ZONES[number % 8]),
        location="Assemblée nationale, Porto-Novo",
        description="Rôle : greffe\nDates : 1–2 mars 2027\nÉquipe : Anne Bova, Élodie Grégoire",
        categories=("Séminaire",),
    )
