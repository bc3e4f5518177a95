"""The grid of time: half-days, counted from the first morning of a horizon.

Index 0 is the first morning, 1 the first afternoon, 2 the next morning. Stretches are
half-open `[start, end)`; the inclusive ranges of files and forms are turned here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

HalfDay = int
"""Index of a half-day in the horizon; outside it the index is negative or past its end."""

_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})(?:/(am|pm))?")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of half-days `[start, end)`, never empty."""

    start: HalfDay
    end: HalfDay

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise ValueError(f"A span must start before it ends: {self.start} >= {self.end}.")

    def __contains__(self, half_day: HalfDay) -> bool:
        return self.start <= half_day < self.end

    def __iter__(self) -> Iterator[HalfDay]:
        return iter(range(self.start, self.end))

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: "Span") -> bool:
        """Do the two share a half-day? Touching spans do not."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Horizon:
    """A range of whole dates, both included, that bounds everything in a problem."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"A horizon must start before it ends: {self.first} > {self.last}.")

    def __len__(self) -> int:
        """Half-days in the horizon."""
        return 2 * ((self.last - self.first).days + 1)

    def __contains__(self, half_day: HalfDay) -> bool:
        return 0 <= half_day < len(self)

    def holds(self, start: HalfDay, end: HalfDay) -> bool:
        """Does `[start, end)` lie inside the horizon?"""
        return start >= 0 and end <= len(self)

    def index(self, moment: str) -> HalfDay:
        """The half-day of a moment; a date alone is its morning.

        Raises: ValueError where the text is no moment or no date of the calendar.
        """
        day, half = parse_moment(moment)
        return self.index_of(day) + (half == "pm")

    def index_of(self, day: date) -> HalfDay:
        """The morning of a date."""
        return 2 * (day - self.first).days

    def end_index(self, moment: str) -> HalfDay:
        """The half-day after an inclusive last moment; a date alone is its whole day."""
        day, half = parse_moment(moment)
        return self.index_of(day) + (1 if half == "am" else 2)

    def span(self, first: str, last: str) -> Span:
        """An inclusive range of a file as a half-open span.

        Raises: ValueError where either end is no moment, or the range ends before it starts.
        """
        return Span(self.index(first), self.end_index(last))

    def date(self, half_day: HalfDay) -> date:
        """The date on which a half-day lies; the calendar's first or last beyond its ends."""
        try:
            return self.first + timedelta(days=half_day // 2)
        except OverflowError:
            return date.min if half_day < 0 else date.max

    def moment(self, half_day: HalfDay) -> str:
        """The half-day as files write it: `2027-03-01/am`."""
        return f"{self.date(half_day).isoformat()}/{'pm' if half_day % 2 else 'am'}"

    def weekday(self, half_day: HalfDay) -> int:
        """ISO weekday of a half-day: 1 is Monday, 7 is Sunday."""
        return self.date(half_day).isoweekday()


@lru_cache(maxsize=65536)
def parse_moment(moment: str) -> tuple[date, str | None]:
    """The date of a moment and its half, `am`, `pm` or None for a date alone.

    Raises: ValueError where the text is no moment or no date of the calendar.
    """
    match = _MOMENT.fullmatch(moment)
    if match is None:
        raise ValueError(f"A moment is written 2027-03-01 or 2027-03-01/am: {moment!r}.")
    return date.fromisoformat(match[1]), match[2]


def merged(spans: Iterator[Span] | list[Span] | tuple[Span, ...]) -> tuple[Span, ...]:
    """The same half-days as sorted, disjoint spans that do not even touch."""
    out: list[Span] = []
    for span in sorted(spans):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)
