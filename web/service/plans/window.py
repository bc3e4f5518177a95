"""The days that a timeline shows: a week, a month, a quarter or a year, and the ones beside it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

Zoom = Literal["week", "month", "quarter", "year"]
ZOOMS: tuple[Zoom, ...] = get_args(Zoom)

_MONTHS: dict[Zoom, int] = {"week": 0, "month": 1, "quarter": 3, "year": 12}
_OPENED: dict[Zoom, int] = {"month": 31, "quarter": 92, "year": 365}
"""Days of a window that begins on any day."""


@dataclass(frozen=True, slots=True)
class Window:
    """Whole days, both included."""

    zoom: Zoom
    first: date
    last: date

    @property
    def days(self) -> list[date]:
        """Every day, in order."""
        count = (self.last - self.first).days + 1
        return [self.first + timedelta(days=index) for index in range(count)]

    @property
    def before(self) -> date:
        """A day of the window before."""
        return self.first - timedelta(days=1)

    @property
    def after(self) -> date:
        """A day of the window after."""
        return self.last + timedelta(days=1)


def window(zoom: Zoom, day: date) -> Window:
    """The window of a day: its week from Monday, its month, its quarter, or its year."""
    if zoom == "week":
        monday = day - timedelta(days=day.weekday())
        return Window(zoom, monday, monday + timedelta(days=6))
    months = _MONTHS[zoom]
    first = day.replace(day=1, month=day.month - (day.month - 1) % months)
    return Window(zoom, first, _months_later(first, months) - timedelta(days=1))


def asked_window(zoom: str, day: str, today: date) -> Window:
    """The window that an address asks for; where it cannot be read, this month."""
    known: Zoom = next((each for each in ZOOMS if each == zoom), "month")
    try:
        at = date.fromisoformat(day)
    except ValueError:
        at = today
    # The years beside the first and the last one cannot be shown as next and previous.
    return window(known, at if 1900 <= at.year <= 2199 else today)


def opened_window(zoom: str, first: date) -> Window:
    """The window that a page opens with when nobody has asked for a day: from a day on.

    Days before it are of no use there, so it begins neither with their month nor their quarter.
    """
    known: Zoom = next((each for each in ZOOMS if each == zoom), "month")
    if known == "week":
        return window(known, first)
    return Window(known, first, first + timedelta(days=_OPENED[known] - 1))


def _months_later(first: date, months: int) -> date:
    month = first.month - 1 + months
    return first.replace(year=first.year + month // 12, month=month % 12 + 1)
