"""A file's own time zones: VTIMEZONE (RFC 5545 §3.6.5) as a clock."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from calendars.reading.components import Component
from calendars.reading.flaws import Unread
from calendars.reading.limits import Limits
from calendars.reading.lines import Line
from calendars.reading.recurrence import Rule, end_of_day, read_rule
from calendars.reading.values import moment, moments

_OFFSET = re.compile(r"([+-])(\d\d)(\d\d)(\d\d)?")
Reach = tuple[datetime, datetime]
"""The local times between which a clock has to be right."""
_MOST = 2_000
"""Changes of clock that one observance may have in all."""


@dataclass(frozen=True, slots=True, order=True)
class _Onset:
    """From this local time on, by the clock before, another offset holds."""

    local: datetime
    before: timedelta
    after: timedelta

    @property
    def utc(self) -> datetime:
        """The same moment in UTC, naive."""
        return self.local - self.before

    @property
    def settled(self) -> datetime:
        """From this local time on, the new offset is the only one; skipped and repeated
        hours before it are read by the old one (RFC 5545 §3.3.5)."""
        return max(self.local, self.local - self.before + self.after)


class FileZone(tzinfo):
    """The clock of one VTIMEZONE."""

    def __init__(self, name: str, onsets: Sequence[_Onset]) -> None:
        self.name = name
        self._onsets = sorted(onsets, key=lambda onset: onset.utc)
        self._utc = [onset.utc for onset in self._onsets]
        self._settled = [onset.settled for onset in self._onsets]

    def utcoffset(self, moment: datetime | None) -> timedelta:
        """How far it is ahead of UTC at a local time."""
        if moment is None:
            return timedelta()
        return self._offset(bisect_right(self._settled, moment.replace(tzinfo=None)))

    def fromutc(self, moment: datetime) -> datetime:
        """The local time of a moment in UTC."""
        return moment + self._offset(bisect_right(self._utc, moment.replace(tzinfo=None)))

    def tzname(self, moment: datetime | None) -> str:
        """The TZID."""
        return self.name

    def dst(self, moment: datetime | None) -> timedelta | None:
        """Not known: a VTIMEZONE says only what the clock shows."""
        return None

    def _offset(self, passed: int) -> timedelta:
        return self._onsets[passed - 1].after if passed else self._onsets[0].before


def file_zone(component: Component, reach: Reach, limits: Limits) -> FileZone:
    """The clock of a VTIMEZONE, right in these years. Raises: Unread where it has no times."""
    found: list[_Onset] = []
    for observance in component.of("STANDARD", "DAYLIGHT"):
        found += _onsets(observance, reach, limits)
    if not found:
        raise Unread("zone.unreadable", component.number, name=component.text("TZID"))
    return FileZone(component.text("TZID"), found)


def _onsets(observance: Component, reach: Reach, limits: Limits) -> Iterator[_Onset]:
    start = observance.first("DTSTART")
    if start is None:
        raise Unread("zone.unreadable", observance.number)
    before = _offset(observance, "TZOFFSETFROM")
    after = _offset(observance, "TZOFFSETTO")
    for local in _locals(observance, start, before, reach, limits):
        yield _Onset(local, before, after)


def _locals(
    observance: Component, start: Line, before: timedelta, reach: Reach, limits: Limits
) -> set[datetime]:
    first = moment(start.value, "", start.number, _no_zone).local
    found = {first}
    for line in observance.every("RDATE"):
        found |= {each.local for each, _ in moments(line, _no_zone)}
    for line in observance.every("RRULE"):
        rule = read_rule(line.value, line.number, lambda text: _until(text, before), limits)
        for local in rule.starts(first, _since(rule, first, reach), reach[1]):
            found.add(local)
            if len(found) > _MOST:
                raise Unread("zone.unreadable", line.number)
    return found


def _since(rule: Rule, first: datetime, reach: Reach) -> datetime:
    """From when on changes of the clock matter: the last one before a window still holds in it.

    A rule that goes on every year has changed the clock within the reach; one that has ended,
    or skips years, may have done so for the last time long before.
    """
    goes_on = rule.until is None and rule.count is None and rule.interval == 1
    return reach[0] if goes_on else first


def _until(text: str, before: timedelta) -> datetime:
    """UNTIL is in UTC (§3.6.5) and counts by the clock before the change."""
    last = moment(text, "", 0, _no_zone)
    if last.is_date:
        return end_of_day(last.local)
    return last.local + before if text.upper().endswith("Z") else last.local


def _offset(observance: Component, name: str) -> timedelta:
    match = _OFFSET.fullmatch(observance.text(name))
    if match is None:
        raise Unread("zone.unreadable", observance.number, name=name)
    hours, minutes, seconds = int(match[2]), int(match[3]), int(match[4] or 0)
    ahead = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    if ahead >= timedelta(hours=24):
        raise Unread("zone.unreadable", observance.number, name=name)
    return -ahead if match[1] == "-" else ahead


def _no_zone(_tzid: str | None, _number: int) -> tzinfo:
    """Times of a VTIMEZONE are local; they are only compared with each other."""
    return UTC
