"""When an entry takes place: whole days, or sessions by the clock of the place.

Half-days are turned here: a stretch from a morning to an afternoon is whole days, any other
runs from the start of its first session to the end of its last one.
"""

from dataclasses import dataclass
from datetime import date, datetime, time

from matcher.halfdays import parse_moment

MORNING = (time(9), time(12))
"""When the session of a morning starts and ends, by the clock of the place."""
AFTERNOON = (time(14), time(17))
"""When the session of an afternoon starts and ends, by the clock of the place."""


@dataclass(frozen=True, slots=True)
class WholeDays:
    """All day long, from one date to another, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise ValueError(f"Whole days must start before they end: {self.first} > {self.last}.")


@dataclass(frozen=True, slots=True)
class Timed:
    """From one time of day to another, `[start, end)`, by the clock of an IANA time zone."""

    start: datetime
    end: datetime
    zone: str

    def __post_init__(self) -> None:
        if self.start.tzinfo is not None or self.end.tzinfo is not None:
            raise ValueError(f"The clock of {self.zone} needs times without a zone of their own.")
        if self.start >= self.end:
            raise ValueError(f"A stay must start before it ends: {self.start} >= {self.end}.")

    @property
    def first(self) -> date:
        """The date on which it starts."""
        return self.start.date()

    @property
    def last(self) -> date:
        """The date on which it ends."""
        return self.end.date()


Stay = WholeDays | Timed


def stay(first: str, last: str, zone: str) -> Stay:
    """What half-days become, from one moment to another, both included.

    Raises: ValueError where an end is no moment, or the stretch ends before it starts.
    """
    first_day, first_half = parse_moment(first)
    last_day, last_half = parse_moment(last)
    if first_half != "pm" and last_half != "am":
        return WholeDays(first_day, last_day)
    opening = AFTERNOON if first_half == "pm" else MORNING
    closing = MORNING if last_half == "am" else AFTERNOON
    return Timed(_at(first_day, opening[0]), _at(last_day, closing[1]), zone)


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock)
