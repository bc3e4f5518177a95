"""One entry as the lines of a VEVENT (RFC 5545 §3.6.1)."""

from collections.abc import Iterator
from datetime import timedelta

from calendars.entry import Entry, Status
from calendars.lines import date_line, folded, local_line, text_line, utc
from calendars.stays import Stay, Timed, WholeDays
from calendars.text import clean, escaped, one_line

_BUSY = {Status.CONFIRMED: "OOF", Status.TENTATIVE: "TENTATIVE", Status.CANCELLED: "FREE"}


def event_lines(entry: Entry, language: str, tail: tuple[bytes, ...] = ()) -> Iterator[bytes]:
    """The lines of an entry without their breaks; the tail is what its feed says of it."""
    changed = utc(entry.changed)
    yield b"BEGIN:VEVENT"
    yield text_line("UID", entry.uid)
    yield b"SEQUENCE:%d" % entry.sequence
    # The row's own time, never "now": what has not changed reads the same at every poll.
    yield b"DTSTAMP:" + changed
    yield b"CREATED:" + utc(entry.created)
    yield b"LAST-MODIFIED:" + changed
    yield from _stay(entry.stay)
    yield from _words(entry, language)
    yield f"STATUS:{entry.status.value}".encode()
    yield b"TRANSP:OPAQUE" if entry.is_busy else b"TRANSP:TRANSPARENT"
    yield f"X-MICROSOFT-CDO-BUSYSTATUS:{_BUSY[entry.status]}".encode()
    yield from tail
    yield from _alarm(entry)
    yield b"END:VEVENT"


def _stay(stay: Stay) -> Iterator[bytes]:
    match stay:
        case WholeDays(first, last):
            yield date_line("DTSTART", first)
            # DTEND is exclusive (RFC 5545 §3.6.1).
            yield date_line("DTEND", last + timedelta(days=1))
        case Timed(start, end, zone, end_zone):
            yield local_line("DTSTART", start, zone)
            yield local_line("DTEND", end, end_zone)


def _words(entry: Entry, language: str) -> Iterator[bytes]:
    yield text_line(f"SUMMARY;LANGUAGE={language}", one_line(entry.summary))
    if entry.location:
        yield text_line("LOCATION", one_line(entry.location))
    if entry.description:
        yield text_line("DESCRIPTION", clean(entry.description))
    if entry.url:
        yield folded(f"URL:{entry.url}")
    if entry.conference:
        yield folded(f"CONFERENCE;FEATURE=VIDEO;VALUE=URI:{entry.conference}")
    if entry.categories:
        names = ",".join(escaped(one_line(name)) for name in entry.categories)
        yield folded(f"CATEGORIES:{names}")


def _alarm(entry: Entry) -> Iterator[bytes]:
    """A reminder (RFC 5545 §3.6.6); of what is cancelled nobody is reminded."""
    if entry.alarm_hours is None or not entry.is_busy:
        return
    yield b"BEGIN:VALARM"
    yield b"ACTION:DISPLAY"
    yield text_line("DESCRIPTION", one_line(entry.summary))
    yield b"TRIGGER:-PT%dH" % entry.alarm_hours
    yield b"END:VALARM"
