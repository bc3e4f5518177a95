"""Busy time that is told without events: VFREEBUSY (RFC 5545 §3.6.4), VAVAILABILITY (7953)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from calendars.reading.changes import doubts
from calendars.reading.components import Component
from calendars.reading.doubts import contradictions, torn
from calendars.reading.events import read_event
from calendars.reading.flaws import Flaw, Unread
from calendars.reading.limits import Limits
from calendars.reading.series import Budget, newest, occurrences, series
from calendars.reading.spans import Stretch, united, without
from calendars.reading.values import Clocks, When, ZoneOf, duration, moments, when
from calendars.reading.versions import Version

_SINGLE = frozenset({"DTSTART", "DTEND", "DURATION", "PRIORITY", "BUSYTYPE"})
_LOWEST_PRIORITY = 10
"""A priority of 0, or none, comes after 9 (RFC 7953 §3.2)."""


def busy_periods(
    component: Component, zone_of: ZoneOf, counts_tentative: bool
) -> Iterator[Stretch]:
    """The periods of a VFREEBUSY that are not FREE. Raises: Unread."""
    for line in component.every("FREEBUSY"):
        # What is said to be taken and free is taken: doubt frees nobody.
        is_torn = "FBTYPE" in line.torn()
        kind = "BUSY" if is_torn else line.parameters.get("FBTYPE", "BUSY").upper()
        if kind == "FREE" or (kind == "BUSY-TENTATIVE" and not counts_tentative):
            continue
        for start, length in moments(line, zone_of):
            end = None if length is None else length.after(start)
            if end is None:
                raise Unread("time.unreadable", line.number, value=line.value)
            if start.utc < end:
                yield Stretch(start.utc, end)


def left_by(later: Version, periods: list[Stretch], asked: "Offers") -> list[Stretch]:
    """What of the periods of an older VFREEBUSY stands beside a later version, which speaks of
    its own days alone; all of it where the later one cannot be read.
    """
    try:
        list(busy_periods(later.component, later.clocks, asked.tentative))
        speaks_of = bounds(later.component, later.clocks, asked.window)
    except (Unread, ValueError, OverflowError):
        return periods
    return periods if speaks_of is None else without(united(periods), [speaks_of])


@dataclass(frozen=True, slots=True)
class Offers:
    """What is asked of offers: within which window, and whether tentative is busy."""

    window: Stretch
    limits: Limits
    tentative: bool = True


def unavailable(
    components: Iterable[Component], clocks: Clocks, asked: Offers, left: Budget
) -> tuple[list[Stretch], list[Flaw]]:
    """The complement of what is offered; a higher priority speaks last (RFC 7953 §4)."""
    taken: list[Stretch] = []
    flaws: list[Flaw] = []
    for component, is_sure in _by_rank(components, flaws):
        try:
            _expect_certain(contradictions(component, _SINGLE))
            _expect_certain(torn(component, clocks))
            spoken_for = bounds(component, clocks, asked.window)
            if spoken_for is None:
                continue
            free = list(_offered(component, clocks, asked.limits, spoken_for, left))
        except (Unread, ValueError, OverflowError) as wrong:
            # Half of an offer would be read as busy time that nobody has: all or nothing.
            flaw = wrong.flaw if isinstance(wrong, Unread) else None
            flaws.append(flaw or Flaw("time.unreadable", component.number))
            continue
        busy = without([spoken_for], free) if is_sure or asked.tentative else []
        taken = united([*without(taken, [spoken_for]), *busy])
    return taken, flaws


def _by_rank(components: Iterable[Component], flaws: list[Flaw]) -> list[tuple[Component, bool]]:
    """The offers, the lowest priority first, and whether the rest is taken for sure; those of
    which neither can be read are named.
    """
    found: list[tuple[int, Component, bool]] = []
    for each in components:
        try:
            found.append((_priority(each), each, _is_sure(each)))
        except Unread as unread:
            flaws.append(unread.flaw)
    found.sort(key=lambda ranked: ranked[0], reverse=True)
    return [(each, is_sure) for _, each, is_sure in found]


def _is_sure(component: Component) -> bool:
    """Is the rest taken for sure? So it is without a BUSYTYPE (RFC 7953 §3.2)."""
    return component.text("BUSYTYPE").strip().upper() != "BUSY-TENTATIVE"


def _priority(component: Component) -> int:
    text = component.text("PRIORITY")
    return int(text) if text in set("123456789") else _LOWEST_PRIORITY


def bounds(component: Component, zone_of: ZoneOf, window: Stretch) -> Stretch | None:
    """The part of the window of which a VAVAILABILITY or VFREEBUSY speaks, or None."""
    start, end = window.start, window.end
    line = component.first("DTSTART")
    begins = None if line is None else when(line, zone_of)
    if begins is not None:
        start = max(start, begins.utc)
    ends = _end(component, zone_of, begins)
    end = end if ends is None else min(end, ends)
    return Stretch(start, end) if start < end else None


def _end(component: Component, zone_of: ZoneOf, begins: When | None) -> datetime | None:
    end, line = component.first("DTEND"), component.first("DURATION")
    if end is not None:
        if line is not None:
            raise Unread("availability.doubtful", line.number)
        told = when(end, zone_of)
        return (told if begins is None else told.beside(begins)).utc
    if line is None or begins is None:
        return None
    lasts = duration(line.value, line.number)
    if begins.is_date and lasts.in_whole_days != lasts:
        raise Unread("availability.doubtful", line.number)
    return lasts.after(begins)


def _expect_certain(doubtful: Iterable[Flaw]) -> None:
    """What may be meant otherwise may offer less. Raises: Unread."""
    for flaw in doubtful:
        raise Unread("availability.doubtful", flaw.line)


def _offered(
    component: Component, clocks: Clocks, limits: Limits, window: Stretch, left: Budget
) -> Iterator[Stretch]:
    events = [read_event(each, clocks, limits) for each in component.of("AVAILABLE")]
    for event in events:
        if event.unfollowed is not None:
            raise Unread(event.unfollowed.code, event.unfollowed.line, **event.unfollowed.facts)
        _expect_certain(event.doubts)
    for own in map(newest, series(events)):
        _expect_certain(doubts(own.masters, own.changed))
        for each in occurrences(own, window, left):
            if each.start.utc < each.end:
                yield Stretch(each.start.utc, each.end)
