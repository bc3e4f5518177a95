"""Half-days in the ledger: one whole number each, counted from the first day of the calendar.

`2 × ordinal of the date`, plus one in the afternoon: a number sorts, compares and is stored
the same way on both databases, and needs no horizon as the matcher's indices do.
"""

from datetime import date
from typing import Literal

from matcher.halfdays import HalfDay, Horizon, parse_moment

Half = Literal["am", "pm"]


def half_day(day: date, half: Half = "am") -> int:
    """The number of a half-day; a date alone is its morning."""
    return 2 * day.toordinal() + (half == "pm")


def last_half_day(day: date) -> int:
    """The number of the afternoon that closes a date."""
    return half_day(day, "pm")


def day_of(number: int) -> date:
    """The date on which a half-day lies."""
    return date.fromordinal(number // 2)


def half_of(number: int) -> Half:
    """Morning or afternoon."""
    return "pm" if number % 2 else "am"


def moment(number: int) -> str:
    """A half-day as files write it: `2027-03-01/am`."""
    return f"{day_of(number).isoformat()}/{half_of(number)}"


def number_of(text: str) -> int:
    """The half-day of a moment as files write it; a date alone is its morning.

    Raises: ValueError where the text is no moment or no date of the calendar.
    """
    day, half = parse_moment(text)
    return half_day(day, "pm" if half == "pm" else "am")


def to_index(number: int, horizon: Horizon) -> HalfDay:
    """A half-day of the ledger as the matcher's index in a horizon."""
    return number - half_day(horizon.first)


def to_number(index: HalfDay, horizon: Horizon) -> int:
    """The matcher's index as a half-day of the ledger."""
    return index + half_day(horizon.first)
