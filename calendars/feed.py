"""A feed: entries in, the bytes of an iCalendar file out (RFC 5545, RFC 7986).

The same feed gives the same bytes: nothing here knows what time it is, and the order of the
entries does not matter. There is no METHOD, no ATTENDEE and no alarm (RFC 5546 §3.2.1).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from icalendar import Calendar, Event, Timezone, vCalAddress, vCategory

from calendars.entry import Entry, Status
from calendars.onsets import zone
from calendars.stays import Stay, Timed, WholeDays
from calendars.text import Text, clean, one_line
from calendars.zones import vtimezone

PRODUCT = "-//Hemicycle//Feeds//EN"
POLL = timedelta(hours=1)
"""How often a program should ask again."""

_ADDRESS = re.compile(r"[!-~]+@[!-~]+")


class Visibility(StrEnum):
    """Who of those that see the reader's calendar sees its entries (RFC 5545 §3.8.1.3)."""

    PUBLIC = "PUBLIC"
    PRIVATE = "PRIVATE"
    CONFIDENTIAL = "CONFIDENTIAL"


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A unit's name and e-mail address."""

    name: str
    email: str

    def __post_init__(self) -> None:
        if not _ADDRESS.fullmatch(self.email):
            raise ValueError(f"A mailbox needs an e-mail address: {self.email!r}.")


@dataclass(frozen=True, slots=True)
class Feed:
    """A named calendar with its entries; no two of them share a UID."""

    name: str
    language: str
    entries: tuple[Entry, ...]
    organizer: Mailbox | None = None
    visibility: Visibility = Visibility.PUBLIC
    color: str = ""

    def __post_init__(self) -> None:
        uids = [entry.uid for entry in self.entries]
        if len(uids) != len(set(uids)):
            twice = sorted({uid for uid in uids if uids.count(uid) > 1})
            raise ValueError(f"Entries of a feed share a UID: {', '.join(twice)}.")


def write(feed: Feed) -> bytes:
    """The bytes of a feed: CRLF, UTF-8, folded at 75 octets."""
    calendar = _calendar(feed)
    for component in _zones(feed.entries):
        calendar.add_component(component)
    for entry in sorted(feed.entries, key=lambda entry: entry.uid):
        calendar.add_component(_event(entry, feed))
    body: bytes = calendar.to_ical(sorted=False)
    return body


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


def _zones(entries: Iterable[Entry]) -> list[Timezone]:
    years: dict[str, set[int]] = {}
    for entry in entries:
        if isinstance(entry.stay, Timed):
            seen = years.setdefault(entry.stay.zone, set())
            seen |= {entry.stay.first.year, entry.stay.last.year}
    return [vtimezone(name, min(seen), max(seen)) for name, seen in sorted(years.items())]


def _event(entry: Entry, feed: Feed) -> Event:
    event = Event()
    event.add("uid", Text(entry.uid))
    event.add("sequence", entry.sequence)
    # The row's own time, never "now": what has not changed reads the same at every poll.
    event.add("dtstamp", entry.changed)
    event.add("created", entry.created)
    event.add("last-modified", entry.changed)
    _add_stay(event, entry.stay)
    _add_words(event, entry, feed.language)
    _add_standing(event, entry, feed)
    return event


def _add_stay(event: Event, stay: Stay) -> None:
    match stay:
        case WholeDays(first, last):
            event.add("dtstart", first)
            # DTEND is exclusive (RFC 5545 §3.6.1).
            event.add("dtend", _day_after(last))
        case Timed(start, end, name):
            event.add("dtstart", start.replace(tzinfo=zone(name)))
            event.add("dtend", end.replace(tzinfo=zone(name)))


def _add_words(event: Event, entry: Entry, language: str) -> None:
    event.add("summary", Text(one_line(entry.summary), params={"LANGUAGE": language}))
    if entry.location:
        event.add("location", Text(one_line(entry.location)))
    if entry.description:
        event.add("description", Text(clean(entry.description)))
    if entry.url:
        event.add("url", entry.url)
    if entry.categories:
        event.add("categories", _categories(entry.categories))


def _categories(names: Iterable[str]) -> vCategory:
    categories = vCategory([])
    categories.cats = [Text(one_line(name)) for name in names]
    return categories


def _add_standing(event: Event, entry: Entry, feed: Feed) -> None:
    event.add("status", entry.status.value)
    event.add("transp", "OPAQUE" if entry.is_busy else "TRANSPARENT")
    event.add("x-microsoft-cdo-busystatus", _BUSY[entry.status])
    event.add("class", feed.visibility.value)
    if feed.organizer is not None:
        organizer = vCalAddress(f"mailto:{feed.organizer.email}")
        organizer.params["CN"] = one_line(feed.organizer.name)
        event.add("organizer", organizer)


_BUSY = {Status.CONFIRMED: "OOF", Status.TENTATIVE: "TENTATIVE", Status.CANCELLED: "FREE"}


def _day_after(day: date) -> date:
    return day + timedelta(days=1)
