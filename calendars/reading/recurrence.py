"""Recurrence rules (RFC 5545 §3.3.10, 7529) as dates and times by the clock of their entry."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import islice

from calendars.reading.flaws import Unread, shortened
from calendars.reading.limits import Limits
from calendars.reading.pattern import WEEKDAYS, Day, Numbers, Pattern, in_order
from calendars.reading.stepping import Steps

_FREQUENCIES = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY")
_FREQUENT = ("MINUTELY", "SECONDLY")
_STRIDES = {"WEEKLY": timedelta(days=7), "DAILY": timedelta(days=1), "HOURLY": timedelta(hours=1)}
_PARTS = {
    "BYSECOND": ("seconds", 0, 60),
    "BYMINUTE": ("minutes", 0, 59),
    "BYHOUR": ("hours", 0, 23),
    "BYMONTHDAY": ("month_days", -31, 31),
    "BYYEARDAY": ("year_days", -366, 366),
    "BYWEEKNO": ("weeks", -53, 53),
    "BYMONTH": ("months", 1, 12),
    "BYSETPOS": ("positions", -366, 366),
}
"""The part's field, its lowest and its highest number; where it may count from the end, not 0."""
_NOT_FOR = {
    "BYWEEKNO": {"MONTHLY", "WEEKLY", *_FREQUENCIES[3:]},
    "BYYEARDAY": {"MONTHLY", "WEEKLY", "DAILY"},
    "BYMONTHDAY": {"WEEKLY"},
}
"""Where the table of §3.3.10 has "N/A": each program reads something else into it."""
_ON_DAYS_IGNORED = ("BYSECOND", "BYMINUTE", "BYHOUR")
_KNOWN = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "RSCALE", "SKIP", *_PARTS}
_NUMBER = re.compile(r"[+-]?[0-9]{1,4}")

ToLocal = Callable[[str], datetime]
"""The value of UNTIL as a local time of the entry, the last that counts."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule that can be followed, with the line it stands on."""

    number: int
    frequency: str
    pattern: Pattern
    interval: int = 1
    count: int | None = None
    until: datetime | None = None

    def starts(self, first: datetime, low: datetime, high: datetime) -> Iterator[datetime]:
        """Local times in `[low, high]`, and with a count those before, from the first on."""
        last = high if self.until is None else min(high, self.until)
        if last < first:
            return iter(())
        steps = Steps(self.frequency, self.interval, self.pattern, first)
        if self.count is None:
            return steps.between(low, last)
        passed = self._passed(first, low)
        begin = first + passed * self._stride if passed else first
        return islice(steps.between(begin, last), max(0, self.count - passed))

    @property
    def _stride(self) -> timedelta:
        # No calendar holds two starts that are two hundred years apart.
        return _STRIDES[self.frequency] * min(self.interval, 100_000)

    def _passed(self, first: datetime, low: datetime) -> int:
        """How many starts lie before a moment, where all are at equal steps; else none is."""
        if not self.pattern.is_plain or self.frequency not in _STRIDES or low <= first:
            return 0
        return -((first - low) // self._stride)


def read_rule(
    value: str, number: int, to_local: ToLocal, limits: Limits, on_days: bool = False
) -> Rule:
    """The rule of an RRULE line; `on_days` for whole days. Raises: Unread."""
    parts = _parts(value, number)
    frequency = parts.get("FREQ", "").upper()
    if frequency not in _FREQUENCIES:
        raise Unread("rule.unreadable", number, value=value)
    if frequency in _FREQUENT and limits.refuses_frequent:
        raise Unread("rule.too_frequent", number, frequency=frequency)
    _expect_understood(parts, frequency, number, on_days)
    if on_days:
        # §3.3.10: ignored where the start is a date.
        parts = {name: text for name, text in parts.items() if name not in _ON_DAYS_IGNORED}
    try:
        pattern = _pattern(parts, frequency)
        _expect_meant(pattern, parts)
        return Rule(
            number,
            frequency,
            pattern,
            interval=_positive(parts.get("INTERVAL", "1")),
            count=_positive(parts["COUNT"]) if "COUNT" in parts else None,
            until=to_local(parts["UNTIL"]) if "UNTIL" in parts else None,
        )
    except (ValueError, Unread):
        raise Unread("rule.unreadable", number, value=value) from None


def _parts(value: str, number: int) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in filter(None, re.sub(r"\s", "", value).split(";")):
        name, equals, text = part.partition("=")
        # A part that comes twice may be read either way.
        if not equals or found.setdefault(name.upper(), text) != text:
            raise Unread("rule.unreadable", number, value=value)
    return found


def _expect_understood(
    parts: Mapping[str, str], frequency: str, number: int, on_days: bool
) -> None:
    """Name what would change the days and is not understood. Raises: Unread."""
    strange = [name for name in parts if name not in _KNOWN]
    strange += [name for name in parts if frequency in _NOT_FOR.get(name, ())]
    if on_days and frequency == "HOURLY":
        strange.append("FREQ")
    if parts.get("RSCALE", "GREGORIAN").upper() != "GREGORIAN":
        strange.append("RSCALE")
    skip = parts.get("SKIP", "OMIT").upper()
    # RFC 7529 §4.1: not without RSCALE; which of two kinds of days is skipped is not said.
    many = len({"BYMONTHDAY", "BYYEARDAY", "BYWEEKNO"} & parts.keys()) > 1
    if skip != "OMIT" and ("RSCALE" not in parts or many or "BYWEEKNO" in parts):
        strange.append("SKIP")
    if skip != "OMIT" and {"BYMONTH", "BYYEARDAY"} <= parts.keys():
        strange.append("SKIP")
    if strange:
        part = strange[0]
        raise Unread("rule.not_understood", number, part=shortened(f"{part}={parts[part]}", 40))


def _pattern(parts: Mapping[str, str], frequency: str) -> Pattern:
    """The BY parts, WKST and SKIP. Raises: ValueError."""
    numbers: dict[str, Numbers] = {
        field: in_order(_whole(each, low, high) for each in parts[name].split(","))
        for name, (field, low, high) in _PARTS.items()
        if name in parts
    }
    if "seconds" in numbers:
        # A leap second is the 59th (§3.3.12).
        numbers["seconds"] = in_order(min(each, 59) for each in numbers["seconds"])
    skip = parts.get("SKIP", "OMIT").upper()
    if skip not in ("OMIT", "BACKWARD", "FORWARD"):
        raise ValueError(f"There is no such SKIP: {skip!r}.")
    return Pattern(
        days=_days(parts, frequency),
        week_start=WEEKDAYS.index(parts.get("WKST", "MO").upper()),
        skip=skip,
        **numbers,
    )


def _expect_meant(pattern: Pattern, parts: Mapping[str, str]) -> None:
    """Positions are taken among what another part names. Raises: ValueError."""
    if pattern.positions and not (pattern.expands or {1, -1} & {*pattern.positions}):
        raise ValueError(f"BYSETPOS stands alone: {parts['BYSETPOS']}.")


def _positive(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text[:12]) < 10**9 + 1:
        raise ValueError(f"A count or interval is a number from 1: {text!r}.")
    return int(text)


def _whole(text: str, low: int, high: int) -> int:
    number = int(text) if _NUMBER.fullmatch(text) else high + 1
    if not low <= number <= high or (number == 0 and low < 0):
        raise ValueError(f"A number is from {low} to {high}: {text}.")
    return number


def _days(parts: Mapping[str, str], frequency: str) -> tuple[Day, ...]:
    """The weekdays of BYDAY. Raises: ValueError, for a number too where it has no sense."""
    if "BYDAY" not in parts:
        return ()
    found = dict.fromkeys(_day(each.upper()) for each in parts["BYDAY"].split(","))
    if frequency in ("MONTHLY", "YEARLY") and "BYWEEKNO" not in parts:
        return tuple(found)
    # A week has one of each weekday: its first, and its last.
    in_week = frequency == "WEEKLY" or "BYWEEKNO" in parts
    if any(number and not (in_week and number in (1, -1)) for number, _ in found):
        raise ValueError(f"A weekday has no number here: {parts['BYDAY']}.")
    return tuple(dict.fromkeys((0, day) for _, day in found))


def _day(text: str) -> Day:
    day, number = text[-2:], text[:-2]
    return (_whole(number, -53, 53) if number else 0), WEEKDAYS.index(day)


def end_of_day(day: datetime) -> datetime:
    """The last moment of a date, for an UNTIL that names no time."""
    return datetime.combine(day.date(), time(23, 59, 59))
