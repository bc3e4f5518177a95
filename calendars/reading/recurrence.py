"""Recurrence rules (RFC 5545 §3.3.10) as dates and times by the clock of their entry."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from dateutil import rrule

from calendars.reading.flaws import Unread
from calendars.reading.limits import Limits

_FREQUENCIES = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY")
_FREQUENT = ("MINUTELY", "SECONDLY")
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_RANGES = {
    "BYSECOND": (0, 60, False),
    "BYMINUTE": (0, 59, False),
    "BYHOUR": (0, 23, False),
    "BYMONTHDAY": (1, 31, True),
    "BYYEARDAY": (1, 366, True),
    "BYWEEKNO": (1, 53, True),
    "BYMONTH": (1, 12, False),
    "BYSETPOS": (1, 366, True),
}
"""Lowest and highest number, and whether it may count from the end with a minus."""
_LONGEST = {1: 31, 2: 29, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}

ToLocal = Callable[[str], datetime]
"""The value of UNTIL as a local time of the entry, the last that counts."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule that can be followed, with the line it stands on."""

    number: int
    frequency: str
    arguments: Mapping[str, Any]  # dateutil's own keywords
    interval: int = 1
    count: int | None = None
    until: datetime | None = None

    def starts(self, first: datetime, low: datetime, high: datetime) -> Iterator[datetime]:
        """Local times in `[low, high]`, and with a count those before, from the first on."""
        last = high if self.until is None else min(high, self.until)
        if last < first or _never(self.arguments):
            return iter(())
        start = first if self.count is not None else self._near(first, low)
        arguments = _with_defaults(self.frequency, self.arguments, first)
        frequency = getattr(rrule, self.frequency)
        found = rrule.rrule(
            frequency, dtstart=start, interval=self.interval, until=last, **arguments
        )
        counted = found if self.count is None else _counted(found, self.count)
        return iter(counted)

    def _near(self, first: datetime, low: datetime) -> datetime:
        """The same phase of the rule, close before a moment: decades are not walked through."""
        if self.frequency == "YEARLY":
            return self._near_year(first, low)
        step = {"WEEKLY": 7 * 24, "DAILY": 24, "HOURLY": 1}.get(self.frequency)
        if low <= first or step is None:
            return first
        stride = timedelta(hours=step * self.interval)
        ahead = (low - first) // stride - 1
        return first + stride * ahead if ahead > 0 else first

    def _near_year(self, first: datetime, low: datetime) -> datetime:
        strides = (low.year - 1 - first.year) // self.interval
        try:
            return first.replace(year=first.year + max(strides, 0) * self.interval)
        except ValueError:
            # A 29th of February: its years are walked through.
            return first


def _counted(found: rrule.rrule, count: int) -> Iterator[datetime]:
    for _, start in zip(range(count), found, strict=False):
        yield start


def read_rule(value: str, number: int, to_local: ToLocal, limits: Limits) -> Rule:
    """The rule of an RRULE line. Raises: Unread."""
    parts = _parts(value, number)
    frequency = parts.pop("FREQ", "").upper()
    if frequency not in _FREQUENCIES or parts.pop("RSCALE", "GREGORIAN").upper() != "GREGORIAN":
        raise Unread("rule.unreadable", number, value=value)
    if frequency in _FREQUENT and limits.refuses_frequent:
        raise Unread("rule.too_frequent", number, frequency=frequency)
    try:
        return Rule(
            number,
            frequency,
            _arguments(parts),
            interval=_positive(parts.get("INTERVAL", "1")),
            count=_positive(parts["COUNT"]) if "COUNT" in parts else None,
            until=to_local(parts["UNTIL"]) if "UNTIL" in parts else None,
        )
    except ValueError:
        raise Unread("rule.unreadable", number, value=value) from None


def _parts(value: str, number: int) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in filter(None, value.replace(" ", "").split(";")):
        name, equals, text = part.partition("=")
        if not equals:
            raise Unread("rule.unreadable", number, value=value)
        found[name.upper()] = text
    return found


def _positive(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text[:12]) < 10**9 + 1:
        raise ValueError(f"A count or interval is a number from 1: {text!r}.")
    return int(text)


def _arguments(parts: Mapping[str, str]) -> dict[str, Any]:
    """The BY parts and WKST as dateutil has them. Raises: ValueError."""
    arguments: dict[str, Any] = {}
    for name, text in parts.items():
        if name in _RANGES:
            arguments[name.lower()] = [_whole(each, name) for each in text.split(",")]
        elif name == "BYDAY":
            arguments["byweekday"] = [_weekday(each.upper()) for each in text.split(",")]
        elif name == "WKST":
            arguments["wkst"] = _DAYS.index(text.upper())
    return arguments


def _whole(text: str, name: str) -> int:
    low, high, signed = _RANGES[name]
    number = int(text)
    if not low <= (abs(number) if signed else number) <= high:
        raise ValueError(f"{name} is from {low} to {high}: {text}.")
    # A leap second is the 59th (§3.3.12).
    return min(number, 59) if name == "BYSECOND" else number


def _weekday(text: str) -> rrule.weekday:
    day, number = text[-2:], text[:-2]
    if number and not 1 <= abs(int(number)) <= 53:
        raise ValueError(f"There is no such weekday: {text!r}.")
    return rrule.weekday(_DAYS.index(day), int(number) if number else None)


def _with_defaults(frequency: str, arguments: Mapping[str, Any], first: datetime) -> dict[str, Any]:
    """What a rule leaves out comes from the first start; dateutil gives all days of a week."""
    filled = dict(arguments)
    days = {"byweekday", "bymonthday", "byyearday"}
    if frequency == "YEARLY" and "byweekno" in filled and not days & set(filled):
        filled["byweekday"] = [rrule.weekday(first.weekday())]
    return filled


def _never(arguments: Mapping[str, Any]) -> bool:
    """Is it the 30th of February and its kin? Looking for that would go on to the year 9999."""
    months, days = arguments.get("bymonth"), arguments.get("bymonthday")
    if not months or not days:
        return False
    return all(abs(day) > _LONGEST[month] for month in months for day in days)


def end_of_day(day: datetime) -> datetime:
    """The last moment of a date, for an UNTIL that names no time."""
    return datetime.combine(day.date(), time(23, 59, 59))
