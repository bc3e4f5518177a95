"""The steps of a recurrence rule: RFC 5545 §3.3.10's table, period after period.

A period is a year, a month, a week, a day, or shorter. Its days are found first, then their times,
then the positions among them. A period before the first start is looked at whole, so that
positions count from where it begins.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count, product

from calendars.reading import days as of
from calendars.reading.pattern import Pattern

LENGTHS = {
    "HOURLY": timedelta(hours=1),
    "MINUTELY": timedelta(minutes=1),
    "SECONDLY": timedelta(seconds=1),
}
"""Frequencies that step within a day."""
_LAST_YEAR = 9998


@dataclass(frozen=True, slots=True)
class Steps:
    """A rule without its bounds, from its first start on."""

    frequency: str
    interval: int
    pattern: Pattern
    first: datetime

    def between(self, low: datetime, high: datetime) -> Iterator[datetime]:
        """Every start in `[low, high]` that is not before the first, in order."""
        low, before = max(low, self.first), None
        for found in self._near(low, high):
            if found > high and self.pattern.skip == "OMIT":
                return
            # Days that a month has not may fall on those of the next (RFC 7529).
            if low <= found <= high and (before is None or found > before):
                before = found
                yield found

    def _near(self, low: datetime, high: datetime) -> Iterator[datetime]:
        """The starts of all periods that reach into `[low, high]`, and of some around."""
        if self.frequency in LENGTHS:
            yield from self._within_days(low, high)
            return
        times = self._times()
        for ordinals in self._periods(low, high):
            yield from self._placed(ordinals, times, low)

    def _placed(self, ordinals: list[int], times: list[time], low: datetime) -> Iterator[datetime]:
        """Days with their times, or those at the positions that are asked for."""
        positions = self.pattern.positions
        if positions:
            for index in _at(positions, len(ordinals) * len(times)):
                day, at = divmod(index, len(times))
                yield datetime.combine(date.fromordinal(ordinals[day]), times[at])
            return
        begin = low.toordinal()
        for ordinal in ordinals:
            if ordinal >= begin:
                here = date.fromordinal(ordinal)
                for clock in times:
                    yield datetime.combine(here, clock)

    def _times(self) -> list[time]:
        pattern, first = self.pattern, self.first
        parts = (
            pattern.hours or (first.hour,),
            pattern.minutes or (first.minute,),
            pattern.seconds or (first.second,),
        )
        return [time(*clock) for clock in product(*parts)]

    def _periods(self, low: datetime, high: datetime) -> Iterator[list[int]]:
        """The days of each period, in order."""
        walk = {
            "YEARLY": self._weeks_of_years if self.pattern.weeks else self._years,
            "MONTHLY": self._months,
            "WEEKLY": self._weeks,
            "DAILY": self._days,
        }[self.frequency]
        return walk(low, high)

    def _years(self, low: datetime, high: datetime) -> Iterator[list[int]]:
        start = self.first.year
        for year in _from(start, low.year - 1, self.interval):
            if year > min(high.year + 1, _LAST_YEAR):
                return
            yield sorted({*self._in_year(year)})

    def _in_year(self, year: int) -> Iterator[int]:
        pattern = self.pattern
        months = pattern.months or range(1, 13)
        if pattern.month_days or not pattern.names_days:
            numbers = pattern.month_days or (self.first.day,)
            if not pattern.names_days:
                months = pattern.months or (self.first.month,)
            for month in months:
                found = of.numbered(of.of_month(year, month), numbers, pattern.skip)
                yield from (day for day in found if self._is_left(day))
        elif pattern.year_days:
            found = of.numbered(of.of_year(year), pattern.year_days, pattern.skip)
            yield from (day for day in found if self._is_left(day))
        elif pattern.months:
            for month in months:
                yield from of.named(of.of_month(year, month), pattern.days)
        else:
            yield from of.named(of.of_year(year), pattern.days)

    def _is_left(self, ordinal: int) -> bool:
        """Is a day of a number among the weekdays, and in all else that is named?"""
        pattern = self.pattern
        in_month = self.frequency == "MONTHLY" or bool(pattern.months)
        if pattern.days and not of.is_named(ordinal, pattern.days, in_month):
            return False
        return pattern.skip != "OMIT" or not pattern.year_days or of.fits(ordinal, pattern)

    def _weeks_of_years(self, low: datetime, high: datetime) -> Iterator[list[int]]:
        """With BYWEEKNO a year is that of its weeks, which begins up to three days apart."""
        pattern = self.pattern
        start = of.week_year(self.first.toordinal(), pattern.week_start)
        for year in _from(start, low.year - 1, self.interval):
            if year > min(high.year + 1, _LAST_YEAR):
                return
            yield sorted({*self._in_weeks(year)})

    def _in_weeks(self, year: int) -> Iterator[int]:
        pattern = self.pattern
        begin = of.first_week(year, pattern.week_start)
        total = (of.first_week(year + 1, pattern.week_start) - begin) // 7
        plain = pattern.days or pattern.month_days or pattern.year_days
        names = {day for _, day in pattern.days} if plain else {self.first.weekday()}
        for week in pattern.weeks:
            number = week if week > 0 else total + 1 + week
            if 1 <= number <= total:
                for ordinal in range(begin + 7 * number - 7, begin + 7 * number):
                    if (not names or of.weekday(ordinal) in names) and of.fits(ordinal, pattern):
                        yield ordinal

    def _months(self, low: datetime, high: datetime) -> Iterator[list[int]]:
        pattern = self.pattern
        start, end = _month(self.first), _month(high) + 1
        for index in _from(start, _month(low) - 1, self.interval):
            year, month = divmod(index, 12)
            if index > end or year > _LAST_YEAR:
                return
            if pattern.months and month + 1 not in pattern.months:
                continue
            scope = of.of_month(year, month + 1)
            if pattern.days and not pattern.month_days:
                yield sorted({*of.named(scope, pattern.days)})
                continue
            numbers = pattern.month_days or (self.first.day,)
            found = of.numbered(scope, numbers, pattern.skip)
            yield sorted({day for day in found if self._is_left(day)})

    def _weeks(self, low: datetime, high: datetime) -> Iterator[list[int]]:
        pattern = self.pattern
        names = {day for _, day in pattern.days} or {self.first.weekday()}
        offsets = sorted((day - pattern.week_start) % 7 for day in names)
        start = of.week_of(self.first.toordinal(), pattern.week_start)
        for begin in _from(start, low.toordinal() - 7, 7 * self.interval):
            if begin > high.toordinal():
                return
            found = [begin + offset for offset in offsets]
            yield [day for day in found if of.fits(day, pattern)] if pattern.months else found

    def _days(self, low: datetime, high: datetime) -> Iterator[list[int]]:
        pattern = self.pattern
        limited = bool(pattern.months or pattern.month_days)
        names = {day for _, day in pattern.days} or {*range(7)}
        for day in _from(self.first.toordinal(), low.toordinal() - 1, self.interval):
            if day > high.toordinal():
                return
            if of.weekday(day) in names and (not limited or of.fits(day, pattern)):
                yield [day]

    def _within_days(self, low: datetime, high: datetime) -> Iterator[datetime]:
        """Hours, minutes or seconds, one after the other."""
        pattern, length = self.pattern, LENGTHS[self.frequency]
        stride, start = length * self.interval, self.first.replace(microsecond=0)
        start = start.replace(minute=0, second=0) if length > LENGTHS["MINUTELY"] else start
        start = start.replace(second=0) if length > LENGTHS["SECONDLY"] else start
        ahead = max(0, (low - start) // stride - 1)
        for number in range(ahead, (high - start) // stride + 1):
            here = start + stride * number
            if self._is_hour(here):
                moments = list(self._in_period(here))
                chosen = _at(pattern.positions, len(moments)) if pattern.positions else None
                yield from moments if chosen is None else (moments[each] for each in chosen)

    def _is_hour(self, here: datetime) -> bool:
        pattern, ordinal = self.pattern, here.toordinal()
        if pattern.hours and here.hour not in pattern.hours:
            return False
        if pattern.days and of.weekday(ordinal) not in {day for _, day in pattern.days}:
            return False
        limited = pattern.months or pattern.month_days or pattern.year_days
        return not limited or of.fits(ordinal, pattern)

    def _in_period(self, here: datetime) -> Iterator[datetime]:
        """What of an hour, a minute or a second is named: longer parts limit, shorter expand."""
        pattern, first = self.pattern, self.first
        minutes = pattern.minutes or (first.minute,)
        seconds = pattern.seconds or (first.second,)
        if self.frequency != "HOURLY":
            kept = not pattern.minutes or here.minute in pattern.minutes
            minutes = (here.minute,) if kept else ()
        if self.frequency == "SECONDLY":
            kept = not pattern.seconds or here.second in pattern.seconds
            seconds = (here.second,) if kept else ()
        for minute, second in product(minutes, seconds):
            yield here.replace(minute=minute, second=second)


def _from(start: int, near: int, stride: int) -> Iterator[int]:
    """`start` and every `stride` after it, from the last one that is not after `near`."""
    return count(start + max(0, (near - start) // stride) * stride, stride)


def _month(moment: datetime) -> int:
    """Months since the year 0."""
    return moment.year * 12 + moment.month - 1


def _at(positions: tuple[int, ...], total: int) -> list[int]:
    """The indexes of BYSETPOS in a set of so many, in order."""
    found = {each - 1 if each > 0 else total + each for each in positions}
    return sorted(each for each in found if 0 <= each < total)
