"""VEVENTs as values: when they begin, how long they last, how they repeat, what they take."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, tzinfo

from calendars.reading.components import Component
from calendars.reading.doubts import contradictions, mixed, repeating, torn
from calendars.reading.flaws import Flaw, Unread, shortened
from calendars.reading.lengths import length
from calendars.reading.limits import Limits
from calendars.reading.lines import Line, uid_of
from calendars.reading.listed import added, left_out
from calendars.reading.midnights import Meant, day_meant, doubtful
from calendars.reading.recurrence import Rule, end_of_day, read_rule
from calendars.reading.values import END_OF_TIME, Clocks, Length, When, moment, when
from calendars.reading.versions import sequence_of

_SINGLE = frozenset(
    {
        *("UID", "DTSTART", "DTEND", "DURATION", "RECURRENCE-ID"),
        *("STATUS", "TRANSP", "SEQUENCE", "X-MICROSOFT-CDO-BUSYSTATUS"),
    }
)
"""What an entry says once, and what it takes depends on it."""
_NEVER = 3
"""The first year in which something may end: programs write those before it for "no date"."""


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
    clocks: Clocks
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
    is_withdrawn: bool = False
    """Does it take back what its UID stands for?"""

    @property
    def withdrawn(self) -> "Event":
        """The same, cancelled by its calendar, whatever it says of itself."""
        told = replace(self.told, status="CANCELLED")
        return replace(self, told=told, is_withdrawn=True)

    def meant(self, named: When) -> Meant:
        """What a time means that names one of its whole days."""
        return day_meant(named, self.clocks, self.clock)


@dataclass(frozen=True, slots=True)
class _Repeats:
    """What makes a series of an event."""

    rules: tuple[Rule, ...] = ()
    against: tuple[Rule, ...] = ()
    left_out: tuple[When, ...] = ()
    unfollowed: Flaw | None = None


def read_event(component: Component, clocks: Clocks, limits: Limits) -> Event:
    """The event of a component. Raises: Unread where it cannot be known when it is."""
    doubts = [*contradictions(component, _SINGLE), *torn(component, clocks)]
    start = _start(component, clocks, doubts)
    lasts = length(component, start, clocks, doubts)
    named = component.told("RECURRENCE-ID")
    if named is None:
        repeats = _repeats(component, start, clocks, limits, doubts)
        extra = tuple(added(component, start, lasts, clocks, doubts))
    else:
        repeats, extra = _Repeats(), ()
        doubts += repeating(component)
    return Event(
        component.number,
        _told(component),
        start,
        lasts,
        clocks,
        rules=repeats.rules,
        against=repeats.against,
        extra=extra,
        left_out=repeats.left_out,
        instance=None if named is None else _instance(named, clocks),
        instance_number=0 if named is None else named.number,
        is_from_here_on=named is not None and _is_from_here_on(named, doubts),
        sequence=sequence_of(component),
        uid=uid_of(component.lines),
        unfollowed=repeats.unfollowed,
        doubts=tuple(doubts),
    )


def _repeats(
    component: Component, start: When, clocks: Clocks, limits: Limits, doubts: list[Flaw]
) -> _Repeats:
    """What repeats an event, but for dates that are added. Raises: Unread."""

    def rules(name: str) -> tuple[Rule, ...]:
        # A line without a value says nothing.
        lines = (line for line in component.every(name) if line.value)
        return tuple(_rule(line, start, clocks, limits, doubts) for line in lines)

    found: tuple[Rule, ...] = ()
    unfollowed = None
    try:
        found = rules("RRULE")
    except Unread as unread:
        unfollowed = unread.flaw
    without = tuple(left_out(component, start, clocks, doubts))
    return _Repeats(found, rules("EXRULE"), without, unfollowed)


def _instance(named: Line, clocks: Clocks) -> When:
    """Which of a series a change is for; one that is none, in no year that is meant, is named."""
    found = when(named, clocks)
    if not _NEVER <= found.local.year < END_OF_TIME.year:
        raise Unread("time.unreadable", named.number, value=named.value)
    return found


def _is_from_here_on(named: Line, doubts: list[Flaw]) -> bool:
    """Does a change count for all that follow too?"""
    reach = named.parameters.get("RANGE", "").upper()
    if reach not in ("", "THISANDFUTURE"):
        doubts.append(Flaw("range.unknown", named.number, {"range": shortened(reach, 40)}))
    return reach == "THISANDFUTURE"


def _rule(line: Line, start: When, clocks: Clocks, limits: Limits, doubts: list[Flaw]) -> Rule:
    def until(text: str) -> datetime:
        last = moment(text, "", line.number, clocks)
        if last.local.year < _NEVER:
            # An end that nobody meant: without it the series goes on, with it there is none.
            raise Unread("rule.unreadable", line.number, value=line.value)
        if not start.is_date:
            return _until(last, start)
        day = day_meant(last, clocks)
        if not day.is_sure:
            doubts.append(doubtful(line.number, "UNTIL"))
        return end_of_day(day.local)

    return read_rule(line.value, line.number, until, limits, start.is_date)


def _until(last: When, start: When) -> datetime:
    """UNTIL by the clock of the start; a date alone is its whole day."""
    if last.is_date:
        return end_of_day(last.local)
    if last.zone is not UTC:
        return last.local
    return last.utc.astimezone(start.zone).replace(tzinfo=None)


def _told(component: Component) -> Told:
    status = component.text("STATUS").upper()[:20]
    # Exchange and Outlook say here what others say in TRANSP and STATUS (MS-OXCICAL 2.1.3.1.1.20).
    taken = component.text("X-MICROSOFT-CDO-BUSYSTATUS").upper()
    transparency = component.text("TRANSP").upper() or {"FREE": "TRANSPARENT"}.get(taken, "")
    # vCalendar 1.0 counts: whatever is above 0 takes no time.
    is_free = transparency.isdecimal() and transparency.strip("0") != ""
    return Told(
        uid=shortened(uid_of(component.lines), 255),
        summary=shortened(_plain(component.text("SUMMARY")), 255),
        status=status,
        is_transparent=transparency == "TRANSPARENT" or is_free,
        is_tentative="TENTATIVE" in (status, taken),
    )


def _plain(text: str) -> str:
    for written, meant in (("\\n", " "), ("\\N", " "), ("\\,", ","), ("\\;", ";"), ("\\\\", "\\")):
        text = text.replace(written, meant)
    return text


def _start(component: Component, clocks: Clocks, doubts: list[Flaw]) -> When:
    line = component.first("DTSTART")
    if line is None:
        raise Unread("start.missing", component.number)
    start = when(line, clocks, begins=True)
    if start.is_date or line.parameters.get("VALUE", "").upper() != "DATE":
        return start
    day = day_meant(start, clocks)
    is_midnight = day.is_sure and day.local.time() == time()
    if not is_midnight and (component.told("DTEND") or component.told("DURATION")):
        return start
    if not is_midnight:
        # Without an end a time takes none, and a date its day.
        doubts.append(mixed(line))
    return When(datetime.combine(day.date, time()), clocks(None, line.number), is_date=True)
