"""VEVENTs as values: when they begin, how long they last, how they repeat, what they take."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, tzinfo

from calendars.reading.components import Component
from calendars.reading.doubts import contradictions, mixed, repeating
from calendars.reading.flaws import Flaw, Unread, shortened
from calendars.reading.lengths import length
from calendars.reading.limits import Limits
from calendars.reading.lines import Line, uid_of
from calendars.reading.listed import added, left_out
from calendars.reading.recurrence import Rule, end_of_day, read_rule
from calendars.reading.values import Length, When, ZoneOf, moment, when

_SINGLE = frozenset(
    {
        *("UID", "DTSTART", "DTEND", "DURATION", "RECURRENCE-ID"),
        *("STATUS", "TRANSP", "SEQUENCE", "X-MICROSOFT-CDO-BUSYSTATUS"),
    }
)
"""What an entry says once, and what it takes depends on it."""


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
    instance_number: int = 0
    """The line that names the instance."""
    is_from_here_on: bool = False
    sequence: int = 0
    unfollowed: Flaw | None = None
    """Why its rule cannot be followed, so that it stands for its first time alone."""
    uid: str = ""
    """The whole UID, by which events belong together; what is shown of it may be shorter."""
    clock: tzinfo | None = None
    """The clock on which its days are days, where they were written as times."""
    doubts: tuple[Flaw, ...] = ()
    """What was read of it and may be meant otherwise."""


@dataclass(frozen=True, slots=True)
class _Repeats:
    """What makes a series of an event."""

    rules: tuple[Rule, ...] = ()
    against: tuple[Rule, ...] = ()
    left_out: tuple[When, ...] = ()
    unfollowed: Flaw | None = None


def read_event(component: Component, zone_of: ZoneOf, limits: Limits) -> Event:
    """The event of a component. Raises: Unread where it cannot be known when it is."""
    doubts = list(contradictions(component, _SINGLE))
    start = _start(component, zone_of, doubts)
    lasts = length(component, start, zone_of, doubts)
    named = component.told("RECURRENCE-ID")
    if named is None:
        repeats = _repeats(component, start, zone_of, limits)
        extra = tuple(added(component, start, lasts, zone_of, doubts))
    else:
        repeats, extra = _Repeats(), ()
        doubts += repeating(component)
    return Event(
        component.number,
        _told(component),
        start,
        lasts,
        rules=repeats.rules,
        against=repeats.against,
        extra=extra,
        left_out=repeats.left_out,
        instance=None if named is None else when(named, zone_of),
        instance_number=0 if named is None else named.number,
        is_from_here_on=named is not None and _is_from_here_on(named, doubts),
        sequence=_sequence(component),
        uid=uid_of(component.lines),
        unfollowed=repeats.unfollowed,
        doubts=tuple(doubts),
    )


def _repeats(component: Component, start: When, zone_of: ZoneOf, limits: Limits) -> _Repeats:
    """What repeats an event, but for dates that are added. Raises: Unread."""
    unfollowed = None
    try:
        rules = _rules(component, "RRULE", start, zone_of, limits)
    except Unread as unread:
        rules, unfollowed = (), unread.flaw
    against = _rules(component, "EXRULE", start, zone_of, limits)
    return _Repeats(rules, against, tuple(left_out(component, zone_of)), unfollowed)


def _is_from_here_on(named: Line, doubts: list[Flaw]) -> bool:
    """Does a change count for all that follow too?"""
    reach = named.parameters.get("RANGE", "").upper()
    if reach not in ("", "THISANDFUTURE"):
        doubts.append(Flaw("range.unknown", named.number, {"range": shortened(reach, 40)}))
    return reach == "THISANDFUTURE"


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


def _start(component: Component, zone_of: ZoneOf, doubts: list[Flaw]) -> When:
    line = component.first("DTSTART")
    if line is None:
        raise Unread("start.missing", component.number)
    start = when(line, zone_of)
    if start.is_date or line.parameters.get("VALUE", "").upper() != "DATE":
        return start
    if not (component.told("DTEND") or component.told("DURATION")):
        # Without an end a time takes none, and a date its day.
        doubts.append(mixed(line))
        midnight = datetime.combine(start.local.date(), time())
        return When(midnight, zone_of(None, line.number), is_date=True)
    return start


def _until(text: str, start: When, zone_of: ZoneOf) -> datetime:
    """UNTIL by the clock of the start; a date alone is its whole day."""
    last = moment(text, "", 0, zone_of)
    # Outlook ends whole days at a midnight told in UTC, which is the evening before.
    local = last.utc.astimezone(start.zone) if last.zone is UTC and not last.is_date else last.local
    local = local.replace(tzinfo=None)
    return end_of_day(local) if last.is_date or start.is_date else local


def _sequence(component: Component) -> int:
    text = component.text("SEQUENCE")
    return int(text) if text.isdecimal() and len(text) < 10 else 0
