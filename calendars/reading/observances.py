"""The STANDARD and DAYLIGHT of a VTIMEZONE: when its clock is changed (RFC 5545 §3.6.5)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from calendars.reading.components import Component
from calendars.reading.flaws import Unread
from calendars.reading.limits import Limits
from calendars.reading.recurrence import Rule, end_of_day, read_rule
from calendars.reading.values import END_OF_TIME, moment, moments

_OFFSET = re.compile(r"([+-])(\d\d)(\d\d)(\d\d)?")
_MOST = 2_000
"""Changes of clock that one observance may have in the years that are looked at."""


@dataclass(frozen=True, slots=True, order=True)
class ObservedOnset:
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


@dataclass(frozen=True, slots=True)
class Observance:
    """One offset, and the changes to it: those that are listed, and those of rules."""

    first: ObservedOnset
    listed: frozenset[datetime]
    rules: tuple[Rule, ...]

    @property
    def goes_on(self) -> bool:
        """Does a rule of it change the clock every year, without an end?"""
        return any(map(_goes_on, self.rules))

    def onsets(self, low: datetime, high: datetime) -> Iterator[ObservedOnset]:
        """The changes in these years, and all that may hold in them from before.

        Raises: Unread where there are too many.
        """
        found = set(self.listed)
        for rule in self.rules:
            # The last change of a rule that has ended, or skips years, may lie long before.
            since = low if _goes_on(rule) else self.first.local
            for local in rule.starts(self.first.local, since, high):
                found.add(local)
                if len(found) > _MOST:
                    raise Unread("zone.unreadable", rule.number)
        for local in found:
            yield ObservedOnset(local, self.first.before, self.first.after)


def observance(component: Component, limits: Limits) -> Observance:
    """The values of a STANDARD or DAYLIGHT. Raises: Unread."""
    start = component.first("DTSTART")
    if start is None:
        raise Unread("zone.unreadable", component.number)
    before = _offset(component, "TZOFFSETFROM")
    first = moment(start.value, "", start.number, _no_zone).local
    listed = {first}
    for line in component.every("RDATE"):
        listed |= {each.local for each, _ in moments(line, _no_zone)}
    rules = tuple(
        read_rule(line.value, line.number, lambda text: _until(text, before), limits)
        for line in component.every("RRULE")
    )
    after = _offset(component, "TZOFFSETTO")
    return Observance(ObservedOnset(first, before, after), frozenset(listed), rules)


def _goes_on(rule: Rule) -> bool:
    has_end = rule.until is not None and rule.until.year < END_OF_TIME.year
    return not has_end and rule.count is None and rule.interval == 1


def _until(text: str, before: timedelta) -> datetime:
    """UNTIL is in UTC (§3.6.5) and counts by the clock before the change."""
    last = moment(text, "", 0, _no_zone)
    if last.is_date:
        return end_of_day(last.local)
    return last.local + before if text.upper().endswith("Z") else last.local


def _offset(component: Component, name: str) -> timedelta:
    match = _OFFSET.fullmatch(component.text(name))
    if match is None:
        raise Unread("zone.unreadable", component.number, name=name)
    hours, minutes, seconds = int(match[2]), int(match[3]), int(match[4] or 0)
    ahead = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    if ahead >= timedelta(hours=24):
        raise Unread("zone.unreadable", component.number, name=name)
    return -ahead if match[1] == "-" else ahead


def _no_zone(_tzid: str | None, _number: int) -> tzinfo:
    """Times of a VTIMEZONE are local; they are only compared with each other."""
    return UTC
