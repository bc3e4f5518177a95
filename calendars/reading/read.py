"""A whole file read: occurrences, busy time, and what could not be read of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from io import BytesIO
from typing import BinaryIO

from calendars.errors import CalendarUnreadable
from calendars.reading.changes import doubts
from calendars.reading.components import Component, tree
from calendars.reading.doubts import torn
from calendars.reading.events import Event, read_event
from calendars.reading.flaws import Flaw, Flaws, Unread
from calendars.reading.freebusy import Offers, busy_periods, left_by, unavailable
from calendars.reading.heads import head
from calendars.reading.ladder import Ladder
from calendars.reading.limits import USUAL, Limits
from calendars.reading.nearness import nearness
from calendars.reading.series import (
    Budget,
    Occurrence,
    Series,
    budget,
    newest,
    occurrences,
    series,
)
from calendars.reading.spans import Stretch, united, within
from calendars.reading.values import Clocks
from calendars.reading.versions import Version, versions
from calendars.reading.whole_days import as_marked

_AROUND = timedelta(days=3 * 366)
"""Clocks are right so long before and after the window too."""
_EARLIEST = datetime(10, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_LATEST = datetime(9990, 1, 1, tzinfo=UTC).replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a file: a window, the reader's zone, and whether tentative is busy."""

    window: Stretch
    home: tzinfo
    counts_tentative: bool = True
    limits: Limits = USUAL


@dataclass(slots=True)
class Reading:
    """What a file says; `read` counts the entries that were understood."""

    flaws: Flaws
    occurrences: list[Occurrence] = field(default_factory=list)
    busy: list[Stretch] = field(default_factory=list)
    read: int = 0
    is_whole: bool = True
    """Did the file end where a calendar ends? What is cut short may miss any entry."""


def read(body: bytes | BinaryIO, asked: Asked) -> Reading:
    """All that can be read of a file; what cannot is among the flaws.

    Raises: CalendarUnreadable where nothing can.
    """
    stream = BytesIO(body) if isinstance(body, bytes) else body
    whole = tree(stream, asked.limits, nearness(asked.window))
    reading = Reading(whole.flaws, read=whole.far, is_whole=whole.is_whole)
    left = budget(asked.limits)
    desks = [desk for each in whole.calendars if (desk := _desk(each, asked, reading, left))]
    # A UID is one in the whole file (RFC 5545 §3.8.4.7), whatever calendars it is put together of.
    for own in series(event for desk in desks for event in desk.events()):
        _follow(own, asked, reading, left)
    others = versions(other for desk in desks for other in desk.others())
    for desk in desks:
        desk.read_others(others.later)
    for flaw in others.flaws:
        reading.flaws.add(flaw)
    if not (reading.read and desks) and reading.flaws.lost_entries:
        raise _nothing(reading.flaws.first)
    reading.occurrences.sort(key=lambda each: (each.start.utc, each.end, each.told.uid))
    reading.busy = within(united(reading.busy), asked.window)
    reading.flaws.kept.sort(key=lambda flaw: (flaw.line, flaw.code))
    return reading


def _nothing(first: Flaw) -> CalendarUnreadable:
    facts = {**first.facts, "line": str(first.line), "reason": first.code}
    return CalendarUnreadable("file.nothing_readable", **facts)


def _follow(own: Series, asked: Asked, reading: Reading, left: Budget) -> None:
    """Add the occurrences of a series; where they cannot be told all of it is lost and named."""
    flaw = Flaw("time.unreadable", (own.masters or own.changed)[0].number)
    try:
        standing = newest(own)
        found = occurrences(standing, asked.window, left)
        doubtful = list(doubts(standing.masters, standing.changed))
    except (Unread, ValueError, OverflowError) as wrong:
        reading.flaws.add(wrong.flaw if isinstance(wrong, Unread) else flaw)
        reading.read -= len(own.masters) + len(own.changed)
        return
    reading.occurrences += found
    for each in found:
        start: datetime = each.start.utc
        if each.told.is_busy(asked.counts_tentative) and start < each.end:
            reading.busy.append(Stretch(start, each.end))
    for doubt in doubtful:
        reading.flaws.add(doubt)


def _desk(calendar: Component, asked: Asked, reading: Reading, left: Budget) -> "_Desk | None":
    """A calendar to be read; None where its entries mean something else, which is named."""
    found = head(calendar)
    for flaw in found.flaws:
        reading.flaws.add(flaw)
    return _Desk(calendar, asked, reading, left, found.withdraws) if found.is_read else None


class _Desk:
    """One calendar being read into a reading."""

    def __init__(
        self,
        calendar: Component,
        asked: Asked,
        reading: Reading,
        left: Budget,
        withdraws: bool,
    ) -> None:
        self.withdraws = withdraws
        self.calendar, self.asked, self.reading, self.left = calendar, asked, reading, left
        window = (asked.window.start.replace(tzinfo=None), asked.window.end.replace(tzinfo=None))
        reach = (max(window[0], _EARLIEST) - _AROUND, min(window[1], _LATEST) + _AROUND)
        self.ladder = Ladder(calendar, asked.home, reach, asked.limits, left.watch)
        self.offers = Offers(asked.window, asked.limits, asked.counts_tentative)

    def others(self) -> Iterator[tuple[Component, Clocks]]:
        """What tells busy time without events, with the clocks that it is read by."""
        return ((each, self.ladder) for each in self.calendar.of("VFREEBUSY", "VAVAILABILITY"))

    def read_others(self, later: Mapping[int, Version]) -> None:
        """Read these, but for what gives way to a later version, and say what is of the clocks."""
        self._free_and_busy(later)
        self._availability(later)
        for flaw in self.ladder.flaws:
            self._flawed(flaw)

    def events(self) -> Iterator[Event]:
        """The events that can be read; the others are named."""
        for component in self.calendar.of("VEVENT"):
            try:
                event = read_event(component, self.ladder, self.asked.limits)
                event = as_marked(event, component, self.ladder)
            except Unread as unread:
                self._flawed(unread.flaw)
            except (ValueError, OverflowError):
                self._flawed(Flaw("time.unreadable", component.number))
            else:
                self.reading.read += 1
                for flaw in (event.unfollowed, *event.doubts):
                    if flaw is not None:
                        self._flawed(flaw)
                yield event.withdrawn if self.withdraws else event

    def _free_and_busy(self, later: Mapping[int, Version]) -> None:
        for component in self.calendar.of("VFREEBUSY"):
            try:
                periods = list(busy_periods(component, self.ladder, self.asked.counts_tentative))
            except (Unread, ValueError, OverflowError) as wrong:
                flaw = wrong.flaw if isinstance(wrong, Unread) else None
                self._flawed(flaw or Flaw("time.unreadable", component.number))
            else:
                self.reading.read += 1
                newer = later.get(component.number)
                self.reading.busy += left_by(newer, periods, self.offers) if newer else periods
                for flaw in torn(component, self.ladder):
                    self._flawed(flaw)

    def _availability(self, later: Mapping[int, Version]) -> None:
        offers = list(self.calendar.of("VAVAILABILITY"))
        standing = [each for each in offers if each.number not in later]
        taken, flaws = unavailable(standing, self.ladder, self.offers, self.left)
        self.reading.busy += taken
        self.reading.read += len(offers) - len(flaws)
        for flaw in flaws:
            self._flawed(flaw)

    def _flawed(self, flaw: Flaw) -> None:
        self.reading.flaws.add(flaw)
