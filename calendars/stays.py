"""When an entry takes place: whole days, or sessions by the clock of the place.

Half-days are turned here: a stretch from a morning to an afternoon is whole days, any other
runs from the start of its first session to the end of its last one. Sessions by video are never
whole days: each day of them has its hours.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

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
    """From one time of day to another, `[start, end)`, by the clock of an IANA time zone.

    Where `end_zone` is another one, the end is by the clock there.
    """

    start: datetime
    end: datetime
    zone: str
    end_zone: str = ""

    def __post_init__(self) -> None:
        if self.start.tzinfo is not None or self.end.tzinfo is not None:
            raise ValueError(f"The clock of {self.zone} needs times without a zone of their own.")
        if not self.end_zone:
            object.__setattr__(self, "end_zone", self.zone)
        if self.zone == self.end_zone and self.start >= self.end:
            raise ValueError(f"A stay must start before it ends: {self.start} >= {self.end}.")

    @property
    def zones(self) -> tuple[str, str]:
        """The zone of its start and that of its end."""
        return self.zone, self.end_zone

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
    return Timed(opening(first), closing(last), zone)


def by_video(first: str, last: str, zone: str) -> tuple[Timed, ...]:
    """What half-days by video become, a stretch for each day: nobody is there between the days.

    Each runs from the start of the day's first session to the end of its last one, by the clock
    of the partner: a date would be another day for whoever sits across the date line.
    Raises: ValueError where an end is no moment, or the stretch ends before it starts.
    """
    begins, ends = opening(first), closing(last)
    if begins >= ends:
        raise ValueError(f"A stay must start before it ends: {begins} >= {ends}.")
    days = [
        begins.date() + timedelta(days=n) for n in range((ends.date() - begins.date()).days + 1)
    ]
    return tuple(
        Timed(
            begins if day == begins.date() else _at(day, MORNING[0]),
            ends if day == ends.date() else _at(day, AFTERNOON[1]),
            zone,
        )
        for day in days
    )


def opening(moment: str) -> datetime:
    """When the session of a half-day starts. Raises: ValueError where it is no moment."""
    day, half = parse_moment(moment)
    return _at(day, (AFTERNOON if half == "pm" else MORNING)[0])


def closing(moment: str) -> datetime:
    """When the session of a half-day ends. Raises: ValueError where it is no moment."""
    day, half = parse_moment(moment)
    return _at(day, (MORNING if half == "am" else AFTERNOON)[1])


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock)
