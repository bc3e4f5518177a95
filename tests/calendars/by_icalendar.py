"""A feed as `icalendar` alone writes it: slow, and what our own lines are held against."""

from collections.abc import Iterable
from datetime import timedelta

from icalendar import Calendar, Event, Timezone, vCalAddress, vCategory, vUri

from calendars.entry import Entry, Status
from calendars.feed import POLL, PRODUCT, Feed
from calendars.onsets import zone
from calendars.stays import Stay, Timed, WholeDays
from calendars.text import Text, clean, one_line
from calendars.zones import vtimezone


def write(feed: Feed) -> bytes:
    """The bytes of a feed without alarms."""
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
            event.add("dtend", last + timedelta(days=1))
        case Timed(start, end, name, end_name):
            event.add("dtstart", start.replace(tzinfo=zone(name)))
            event.add("dtend", end.replace(tzinfo=zone(end_name)))


def _add_words(event: Event, entry: Entry, language: str) -> None:
    event.add("summary", Text(one_line(entry.summary), params={"LANGUAGE": language}))
    if entry.location:
        event.add("location", Text(one_line(entry.location)))
    if entry.description:
        event.add("description", Text(clean(entry.description)))
    if entry.url:
        event.add("url", entry.url)
    if entry.conference:
        features = {"FEATURE": "VIDEO", "VALUE": "URI"}
        event.add("conference", vUri(entry.conference), parameters=features)
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
    whose = entry.organizer or feed.organizer
    if whose is not None:
        organizer = vCalAddress(f"mailto:{whose.email}")
        organizer.params["CN"] = one_line(whose.name)
        event.add("organizer", organizer)


_BUSY = {Status.CONFIRMED: "OOF", Status.TENTATIVE: "TENTATIVE", Status.CANCELLED: "FREE"}
