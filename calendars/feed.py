"""A feed: entries in, the bytes of an iCalendar file out (RFC 5545, RFC 7986).

The same feed gives the same bytes: nothing here knows what time it is, and the order of the
entries does not matter. There is no METHOD and no ATTENDEE (RFC 5546 §3.2.1), and an alarm
only in an entry that asks for one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import lru_cache

from icalendar import Calendar, Event, vCalAddress

from calendars.entry import Entry
from calendars.event import event_lines
from calendars.freebusy import Person, person_lines
from calendars.lines import BREAK
from calendars.mailbox import Mailbox
from calendars.stays import Timed
from calendars.text import Text, one_line
from calendars.zones import zone_lines

PRODUCT = "-//Hemicycle//Feeds//EN"
POLL = timedelta(hours=1)
"""How often a program should ask again."""

_NOTHING = ("Etc/UTC", 1970, 1970)
"""The zone that an empty feed explains: a calendar has at least one component (RFC 5545 §3.6), and
this is one that no program shows."""


class Visibility(StrEnum):
    """Who of those that see the reader's calendar sees its entries (RFC 5545 §3.8.1.3)."""

    PUBLIC = "PUBLIC"
    PRIVATE = "PRIVATE"
    CONFIDENTIAL = "CONFIDENTIAL"


@dataclass(frozen=True, slots=True)
class Feed:
    """A named calendar with its entries; no two of them share a UID."""

    name: str
    language: str
    entries: tuple[Entry, ...]
    organizer: Mailbox | None = None
    """Who answers for the people of the feed, and for entries that name nobody themselves."""
    visibility: Visibility = Visibility.PUBLIC
    color: str = ""
    people: tuple[Person, ...] = ()
    """Whose taken times the feed shows, beside or instead of entries."""

    def __post_init__(self) -> None:
        uids = [entry.uid for entry in self.entries]
        if len(uids) != len(set(uids)):
            twice = sorted({uid for uid in uids if uids.count(uid) > 1})
            raise ValueError(f"Entries of a feed share a UID: {', '.join(twice)}.")


def write(feed: Feed) -> bytes:
    """The bytes of a feed: CRLF, UTF-8, folded at 75 octets."""
    whose = _organizer(feed.organizer)
    entries = sorted(feed.entries, key=lambda entry: entry.uid)
    events = [line for entry in entries for line in _event(entry, feed)]
    people = sorted(feed.people, key=lambda person: person.uid)
    busy = [line for person in people for line in person_lines(person, whose)]
    zones = _zones(entries) if events or busy else [zone_lines(*_NOTHING)]
    return b"".join((_head(feed), *zones, BREAK.join((*events, *busy, _END, b""))))


def _head(feed: Feed) -> bytes:
    lines: bytes = _calendar(feed).to_ical(sorted=False)
    return lines.removesuffix(_END + BREAK)


def _calendar(feed: Feed) -> Calendar:
    calendar = Calendar()
    name = Text(one_line(feed.name), params={"LANGUAGE": feed.language})
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", name)
    calendar.add("x-wr-calname", Text(one_line(feed.name)))
    if feed.color:
        calendar.add("color", feed.color)
    calendar.add("refresh-interval", POLL, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    return calendar


def _zones(entries: Iterable[Entry]) -> list[bytes]:
    years: dict[str, set[int]] = {}
    for entry in entries:
        if isinstance(entry.stay, Timed):
            for name in entry.stay.zones:
                seen = years.setdefault(name, set())
                seen |= {entry.stay.first.year, entry.stay.last.year}
    return [zone_lines(name, min(seen), max(seen)) for name, seen in sorted(years.items())]


def _event(entry: Entry, feed: Feed) -> Iterator[bytes]:
    """The lines of an entry, with who sees it and who answers for it."""
    whose = _organizer(entry.organizer or feed.organizer)
    tail = (f"CLASS:{feed.visibility.value}".encode(), *whose)
    return event_lines(entry, feed.language, tail)


@lru_cache(64)
def _organizer(mailbox: Mailbox | None) -> tuple[bytes, ...]:
    """The line that says who answers for what a feed shows, if anybody does."""
    if mailbox is None:
        return ()
    shared = Event()
    organizer = vCalAddress(f"mailto:{mailbox.email}")
    organizer.params["CN"] = one_line(mailbox.name)
    shared.add("organizer", organizer)
    lines: bytes = shared.to_ical(sorted=False)
    # The component's own first and last line are not meant.
    return (lines.removesuffix(BREAK).split(BREAK, 1)[1].rsplit(BREAK, 1)[0],)


_END = b"END:VCALENDAR"
