"""A feed to build: accents, long lines, eight zones, whole days and sessions."""

from datetime import UTC, date, datetime, timedelta

from calendars.entry import Entry, Status
from calendars.feed import Feed
from calendars.mailbox import Mailbox
from calendars.stays import stay

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
AT = datetime(2026, 9, 1, 8, 30, tzinfo=UTC)


def busy_year(count: int) -> Feed:
    """A feed of so many entries, one every second day."""
    unit = Mailbox("Unité de coopération", "unit@example.org")
    return Feed("Missions à l’étranger", "fr", tuple(map(_entry, range(count))), unit)


def _entry(number: int) -> Entry:
    first = date(2027, 1, 4) + timedelta(days=2 * number)
    half = ("am", "pm")[number % 2]
    return Entry(
        uid=f"b-{number:04}",
        sequence=number % 4,
        status=tuple(Status)[number % 3],
        summary=f"Travaux des commissions : l’exemple; « à suivre » {number}",
        stay=stay(f"{first}/{half}", f"{first + timedelta(days=2)}/pm", ZONES[number % 8]),
        created=AT,
        changed=AT,
        location="Assemblée nationale, Porto-Novo",
        description="Rôle : greffe\nDates : 1–2 mars 2027\nÉquipe : Anne Bova, Élodie Grégoire",
        categories=("Séminaire",),
    )
