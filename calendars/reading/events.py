"""VEVENTs as values: when they begin, how long they last, how they repeat, what they take."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from calendars.reading.components import Component
from calendars.reading.flaws import Flaw, Unread, shortened
from calendars.reading.limits import Limits
from calendars.reading.lines import uid_of
from calendars.reading.recurrence import Rule, end_of_day, read_rule
from calendars.reading.values import Length, When, ZoneOf, between, duration, moment, moments, when


@dataclass(frozen=True, slots=True)
class Told:
    """What an entry says of itself beside its times."""

    uid: str
    summary: str
    status: str
    is_transparent: bool
    is_tentative: bool = False

    def is_busy(self, counts_tentative: bool) -> bool:
        """Does it take time? Not where it is cancelled or transparent; tentative by setting."""
        if self.is_transparent or self.status == "CANCELLED":
            return False
        return counts_tentative or not self.is_tentative


@dataclass(frozen=True, slots=True)
class Event:
    """One VEVENT; with an `instance` it stands for that one of a series, or from it on."""

    number: int
    told: Told
    start: When
    length: Length
    rules: tuple[Rule, ...] = ()
    against: tuple[Rule, ...] = ()
    extra: tuple[tuple[When, Length | None], ...] = ()
    left_out: tuple[When, ...] = ()
    instance: When | None = None
    is_from_here_on: bool = False
    sequence: int = 0
    unfollowed: Flaw | None = None
    """Why its rule cannot be followed, so that it stands for its first time alone."""
    uid: str = ""
    """The whole UID, by which events belong together; what is shown of it may be shorter."""
    clock: tzinfo | None = None
    """The clock on which its days are days, where they were written as times."""


def read_event(component: Component, zone_of: ZoneOf, limits: Limits) -> Event:
    """The event of a component. Raises: Unread where it cannot be known when it is."""
    start = _start(component, zone_of)
    unfollowed = None
    try:
        rules = _rules(component, "RRULE", start, zone_of, limits)
    except Unread as unread:
        rules, unfollowed = (), unread.flaw
    return Event(
        component.number,
        _told(component),
        start,
        _length(component, start, zone_of),
        rules=rules,
        against=_rules(component, "EXRULE", start, zone_of, limits),
        extra=tuple(_listed(component, "RDATE", zone_of)),
        left_out=tuple(each for each, _ in _listed(component, "EXDATE", zone_of)),
        sequence=_sequence(component),
        uid=uid_of(component.lines),
        unfollowed=unfollowed,
        **_instance(component, zone_of),  # type: ignore[arg-type] # two keywords of their own types
    )


def _rules(
    component: Component, name: str, start: When, zone_of: ZoneOf, limits: Limits
) -> tuple[Rule, ...]:
    """The rules of that name; a line without a value says nothing. Raises: Unread."""

    def until(text: str) -> datetime:
        return _until(text, start, zone_of)

    return tuple(
        read_rule(line.value, line.number, until, limits, start.is_date)
        for line in component.every(name)
        if line.value
    )


def _told(component: Component) -> Told:
    status = component.text("STATUS").upper()[:20]
    # Exchange and Outlook say here what others say in TRANSP and STATUS (MS-OXCICAL 2.1.3.1.1.20).
    taken = component.text("X-MICROSOFT-CDO-BUSYSTATUS").upper()
    transparency = component.text("TRANSP").upper() or {"FREE": "TRANSPARENT"}.get(taken, "")
    return Told(
        uid=shortened(uid_of(component.lines), 255),
        summary=shortened(_plain(component.text("SUMMARY")), 255),
        status=status,
        is_transparent=transparency == "TRANSPARENT",
        is_tentative="TENTATIVE" in (status, taken),
    )


def _plain(text: str) -> str:
    for written, meant in (("\\n", " "), ("\\N", " "), ("\\,", ","), ("\\;", ";"), ("\\\\", "\\")):
        text = text.replace(written, meant)
    return text


def _start(component: Component, zone_of: ZoneOf) -> When:
    line = component.first("DTSTART")
    if line is None:
        raise Unread("start.missing", component.number)
    return when(line, zone_of)


def _length(component: Component, start: When, zone_of: ZoneOf) -> Length:
    """From DTEND, else DURATION, else a whole day or no time at all (§3.6.1)."""
    line = component.told("DTEND")
    if line is not None:
        end = when(line, zone_of)
        is_floating = "TZID" not in line.parameters and line.value[-1:] not in ("Z", "z")
        if not end.is_date and not start.is_date and is_floating:
            # Some programs name the zone of the start alone.
            end = start.at(end.local)
        return _until_end(start, end, line.number)
    line = component.told("DURATION")
    if line is not None:
        lasts = duration(line.value, line.number)
        return lasts if lasts != Length() or not start.is_date else Length(days=1)
    return Length(days=1) if start.is_date else Length()


def _until_end(start: When, end: When, number: int) -> Length:
    if not start.is_date:
        # One DTEND gives every instance the same exact length (§3.8.5.3).
        return Length(exact=between(start, end, number))
    last = end.local if end.is_date else end.local + timedelta(days=1, microseconds=-1)
    days = (last.date() - start.local.date()).days
    if days < 0:
        raise Unread("end.before_start", number)
    # Many programs write the same date twice where RFC 5545 §3.6.1 asks for the day after.
    return Length(days=max(days, 1))


def _listed(
    component: Component, name: str, zone_of: ZoneOf
) -> Iterator[tuple[When, Length | None]]:
    for line in component.every(name):
        yield from moments(line, zone_of)


def _until(text: str, start: When, zone_of: ZoneOf) -> datetime:
    """UNTIL by the clock of the start; a date alone is its whole day."""
    last = moment(text, "", 0, zone_of)
    # Outlook ends whole days at a midnight told in UTC, which is the evening before.
    local = last.utc.astimezone(start.zone) if last.zone is UTC and not last.is_date else last.local
    local = local.replace(tzinfo=None)
    return end_of_day(local) if last.is_date or start.is_date else local


def _instance(component: Component, zone_of: ZoneOf) -> dict[str, object]:
    line = component.told("RECURRENCE-ID")
    if line is None:
        return {}
    onwards = line.parameters.get("RANGE", "").upper() == "THISANDFUTURE"
    return {"instance": when(line, zone_of), "is_from_here_on": onwards}


def _sequence(component: Component) -> int:
    text = component.text("SEQUENCE")
    return int(text) if text.isdecimal() and len(text) < 10 else 0
