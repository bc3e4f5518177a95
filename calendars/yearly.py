"""Yearly rules of a clock's change: "the last Sunday of March", "the Sunday from 2 to 8 April"."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class YearlyRule:
    """One weekday in a month, a year: the last one, or the one that falls on seven given days."""

    month: int
    weekday: int
    clock: time
    first_day: int | None
    """First of the seven days on which it may fall; None is the last week of the month."""

    def in_year(self, year: int) -> datetime:
        """The rule's moment in a year, by the clock before the change."""
        first_day = self.first_day or calendar.monthrange(year, self.month)[1] - 6
        start = date(year, self.month, first_day)
        day = start + timedelta(days=(self.weekday - start.weekday()) % 7)
        return datetime.combine(day, self.clock)

    def parts(self) -> dict[str, object]:
        """The rule as the parts of an RRULE, always with BYDAY."""
        weekday = _WEEKDAYS[self.weekday]
        parts: dict[str, object] = {"freq": "yearly", "bymonth": self.month}
        if self.first_day is None:
            return parts | {"byday": f"-1{weekday}"}
        if self.first_day % 7 == 1:
            return parts | {"byday": f"{self.first_day // 7 + 1}{weekday}"}
        days = list(range(self.first_day, self.first_day + 7))
        return parts | {"byday": weekday, "bymonthday": days}


def yearly_rule(moments: Sequence[datetime]) -> YearlyRule | None:
    """The rule that these moments follow, one in each year, or None.

    It takes twelve years in a row to see all seven days on which a rule may fall.
    """
    first = moments[0]
    days = [moment.day for moment in moments]
    last_days = [calendar.monthrange(moment.year, moment.month)[1] for moment in moments]
    ends = [last - day for last, day in zip(last_days, days, strict=True)]
    start = None if max(ends) <= 6 else min(days)
    rule = YearlyRule(first.month, first.weekday(), first.time(), start)
    return rule if _follows(moments, rule) else None


def _follows(moments: Sequence[datetime], rule: YearlyRule) -> bool:
    # The last possible start of seven days that exist in every February.
    if rule.first_day is not None and rule.first_day > 22:
        return False
    years = range(moments[0].year, moments[0].year + len(moments))
    return [rule.in_year(year) for year in years] == list(moments)
