"""The days of a window laid out from left to right, and what stands behind the bars."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from db.moments import half_day
from web.http.timeline.shapes import Shade, Tick, TimelinePicture, TimelineRow
from web.language.dates import month, month_abbreviated, month_starts, weekday_letter
from web.service.plans.window import Window

_DAY_WIDTH_MIN, _DAY_WIDTH_OF_A_YEAR = 10, 2
LETTER = 8
"""Pixels of a letter in the name of a month."""
"""Pixels of a day, however many there are: its number stays readable once a week."""


class Canvas:
    """The days of a window laid out from left to right."""

    def __init__(self, days: Window, room: int) -> None:
        self.days = days
        self.zero = half_day(days.first)
        self.day_width = _day_width(days, room)
        self.width = ceil(self.day_width * len(days.days))

    def x(self, half_day_number: int) -> float:
        """Where a half-day begins; the window's edges hold what begins outside it."""
        return min(max((half_day_number - self.zero) * self.day_width / 2, 0), self.width)

    def stretch(self, first: int, last: int) -> tuple[float, float]:
        """Where a stretch begins and how wide it is, both ends included."""
        x = self.x(first)
        return x, self.x(last + 1) - x

    def of_days(self, first: date, last: date) -> tuple[float, float]:
        """The same for whole days."""
        return self.stretch(half_day(first), half_day(last, "pm"))


def _day_width(days: Window, room: int) -> float:
    """Whole pixels a day, or tenths of one for a year: twelve months fit where one fits."""
    if days.zoom == "year":
        return max(_DAY_WIDTH_OF_A_YEAR, 10 * room // len(days.days) / 10)
    return max(_DAY_WIDTH_MIN, room // len(days.days))


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands behind the bars: days off, days of sitting, and today."""

    weekend: str
    closures: tuple[tuple[date, date, str], ...]
    sittings: tuple[tuple[date, date, str], ...]
    today: date

    def picture(
        self, canvas: Canvas, rows: tuple[TimelineRow, ...], height: int
    ) -> TimelinePicture:
        """The whole picture around some rows."""
        days = canvas.days
        is_now = days.first <= self.today <= days.last
        return TimelinePicture(
            width=canvas.width,
            height=height,
            months=_months(canvas),
            days=_days(canvas),
            weeks=tuple(canvas.of_days(day, day)[0] for day in days.days if day.weekday() == 0),
            shades=(*self._weekends(canvas), *_shades(canvas, "closed", self.closures)),
            sittings=_shades(canvas, "sitting", self.sittings),
            today=canvas.of_days(self.today, self.today)[0] if is_now else None,
            rows=rows,
        )

    def _weekends(self, canvas: Canvas) -> Iterable[Shade]:
        for day in canvas.days.days:
            if str(day.isoweekday()) in self.weekend:
                yield Shade("weekend", *canvas.of_days(day, day))


def _shades(
    canvas: Canvas, kind: str, ranges: Iterable[tuple[date, date, str]]
) -> tuple[Shade, ...]:
    return tuple(Shade(kind, *canvas.of_days(first, last), name) for first, last, name in ranges)


def _months(canvas: Canvas) -> tuple[Tick, ...]:
    starts = month_starts(canvas.days.first, canvas.days.last)
    ends = [*(start - timedelta(days=1) for start in starts[1:]), canvas.days.last]
    said = month_abbreviated if canvas.days.zoom == "year" else month
    found = []
    for start, end in zip(starts, ends, strict=True):
        x, width = canvas.of_days(start, end)
        # The few days of a month at either end have no room for its name.
        found.append(Tick(x, width, said(start) if width > LETTER * len(said(start)) else ""))
    return tuple(found)


def _days(canvas: Canvas) -> tuple[Tick, ...]:
    every = 7 if canvas.days.zoom in ("quarter", "year") else 1
    return tuple(
        Tick(
            *canvas.of_days(day, day),
            word=str(day.day),
            letter=weekday_letter(day),
            is_strong=day.weekday() == 0,
        )
        for day in canvas.days.days
        if every == 1 or day.weekday() == 0
    )
