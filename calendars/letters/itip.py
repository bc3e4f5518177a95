"""Replies and counter-proposals out of a calendar (RFC 5546 §3.2.3 and §3.2.7).

Programs differ: some reply with one attendee and some repeat all, the answer then stands with
the one who replies; some write `MAILTO:`, some only an EMAIL parameter; a COUNTER comes with
the dates that would suit instead.
"""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

from calendars.letters.letter import Answer, Reply
from calendars.onsets import is_zone
from calendars.onsets import zone as zone_of
from calendars.reading.components import Component, tree
from calendars.reading.flaws import Unread
from calendars.reading.limits import MEGABYTE, Limits
from calendars.reading.lines import Line

LIMITS = Limits(bytes=2 * MEGABYTE, components=200)
"""A reply is small; what is larger is none."""
ANSWERS: Mapping[str, Answer] = {
    "ACCEPTED": "accepted",
    "TENTATIVE": "tentative",
    "DECLINED": "declined",
}
METHODS = ("REPLY", "COUNTER")
NOTE_MOST = 2_000
_STAMP = re.compile(r"(\d{8})T(\d{6})Z?", re.I)
_DAY = re.compile(r"(\d{8})(?:T(\d{6})Z?)?", re.I)
_ESCAPED = re.compile(r"\\([\\;,nN])")
_MAILTO = re.compile(r"mailto:", re.I)


class Puzzling(Exception):
    """A reply that is none that we understand: a code, and facts."""

    def __init__(self, code: str, **facts: str) -> None:
        self.code, self.facts = code, facts
        super().__init__(code)


def replies(body: bytes, sender: str) -> list[Reply]:
    """The answers in a calendar; none where it is no reply.

    Raises: Puzzling where it is one that cannot be used, CalendarUnreadable.
    """
    found = []
    for calendar in tree(BytesIO(body), LIMITS).calendars:
        method = _text(calendar, "METHOD").upper()
        if method in METHODS:
            found += [_reply(event, method, sender) for event in calendar.of("VEVENT")]
            if not any(calendar.of("VEVENT")):
                raise Puzzling("reply.no_event")
    return found


def _reply(event: Component, method: str, sender: str) -> Reply:
    uid = _text(event, "UID")
    if not uid:
        raise Puzzling("reply.no_uid")
    parameters, address = _attendee(event, sender)
    proposed = _proposed(event) if method == "COUNTER" else None
    return Reply(
        uid=uid[:255],
        sequence=_sequence(event),
        address=address,
        answer="other_dates" if proposed else _answer(parameters),
        note="\n".join(filter(None, (_plain(line) for line in event.every("COMMENT"))))[:NOTE_MOST],
        said_at=_said_at(_text(event, "DTSTAMP")),
        proposed=proposed,
        proposed_at=_proposed_at(event) if proposed else None,
    )


def _attendee(event: Component, sender: str) -> tuple[Mapping[str, str], str]:
    """Whoever replies: the one with an answer, or among several the one who sent the mail."""
    known = [_person(line) for line in event.every("ATTENDEE")]
    answering = [each for each in known if each[0].get("PARTSTAT", "NEEDS-ACTION").upper()
                 != "NEEDS-ACTION"]  # fmt: skip
    if len(answering) > 1:
        answering = [each for each in answering if each[1].casefold() == sender.casefold()]
    if len(answering) == 1:
        return answering[0]
    if len(known) == 1:
        return known[0]
    raise Puzzling("reply.no_attendee")


def _person(line: Line) -> tuple[Mapping[str, str], str]:
    try:
        parameters, value = line.split()
    except Unread:
        return {}, ""
    named = _MAILTO.sub("", value, count=1) if _MAILTO.match(value) else ""
    address = named or parameters.get("EMAIL", "")
    return parameters, _MAILTO.sub("", address).strip()[:254]


def _answer(parameters: Mapping[str, str]) -> Answer:
    said = parameters.get("PARTSTAT", "NEEDS-ACTION").upper()
    if said in ANSWERS:
        return ANSWERS[said]
    if said == "DELEGATED":
        to = _MAILTO.sub("", parameters.get("DELEGATED-TO", ""))
        raise Puzzling("reply.delegated", to=to[:254])
    raise Puzzling("reply.no_answer", said=said[:40])


def _sequence(event: Component) -> int:
    """RFC 5545 §3.8.7.4: it is 0 where it is not written."""
    written = _text(event, "SEQUENCE") or "0"
    if not re.fullmatch(r"\d{1,9}", written, re.A):
        raise Puzzling("reply.no_sequence")
    return int(written)


def _said_at(text: str) -> datetime | None:
    match = _STAMP.fullmatch(text)
    try:
        return match and datetime.fromisoformat(f"{match[1]}T{match[2]}+00:00").astimezone(UTC)
    except ValueError:
        return None


def _proposed(event: Component) -> tuple[date, date] | None:
    """The days of a counter-proposal as its own clock has them, both included."""
    first, last = _day(_text(event, "DTSTART")), _day(_text(event, "DTEND"))
    if first is None:
        return None
    if last is None:
        return first[0], first[0]
    # An end at midnight, and one that is a date, is the first moment that is not taken.
    end = last[0] if last[1] else last[0] - timedelta(days=1)
    return first[0], max(first[0], end)


def _proposed_at(event: Component) -> tuple[datetime, datetime] | None:
    """When a counter-proposal begins and ends, in UTC; None of days, and of hours of no zone."""
    first, last = _moment(event, "DTSTART"), _moment(event, "DTEND")
    return (first, last) if first and last and first < last else None


def _moment(event: Component, name: str) -> datetime | None:
    line = next(event.every(name), None)
    try:
        parameters, value = line.split() if line else ({}, "")
    except Unread:
        return None
    match, named = _STAMP.fullmatch(value), parameters.get("TZID", "")
    if match is None or not (value[-1] in "Zz" or is_zone(named)):
        return None
    try:
        local = datetime.fromisoformat(f"{match[1]}T{match[2]}+00:00")
    except ValueError:
        return None
    there = UTC if value[-1] in "Zz" else zone_of(named)
    return local.replace(tzinfo=there).astimezone(UTC)


def _day(text: str) -> tuple[date, bool] | None:
    """A date, and whether anything of that day has passed."""
    match = _DAY.fullmatch(text)
    try:
        day = match and date.fromisoformat(match[1])
    except ValueError:
        return None
    return (day, (match[2] or "000000") != "000000") if match and day else None


def _text(component: Component, name: str) -> str:
    try:
        return component.text(name).strip()
    except Unread:
        return ""


def _plain(line: Line) -> str:
    """A TEXT value as it was meant (RFC 5545 §3.3.11), without what cannot be printed."""
    try:
        value = line.value
    except Unread:
        return ""
    meant = _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)
    return "".join(sign for sign in meant if sign.isprintable() or sign == "\n").strip()
