"""The table of RFC 5545 §3.3.10 by brute force: every second, every day, is asked one by one.

Slow, and shares nothing with the reader: a rule is text, a day is held against each part of it.
"""

from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import groupby, product

DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
Parts = dict[str, str]


def starts(rule: str, first: datetime, end: datetime) -> list[datetime]:
    """All starts of a rule before `end`."""
    parts = dict(part.split("=") for part in rule.split(";"))
    found = []
    for _, group in groupby(moments(parts, first, end), lambda each: period(parts, each)[0]):
        found += chosen(parts, list(group))
    found = [each for each in found if first <= each < end]
    return found[: int(parts["COUNT"])] if "COUNT" in parts else found


def moments(parts: Parts, first: datetime, end: datetime) -> list[datetime]:
    """Every moment that all parts but BYSETPOS and COUNT let through, periods whole."""
    day, last = first.date() - timedelta(days=400), end.date() + timedelta(days=400)
    found = []
    while day <= last:
        if is_day(parts, first, day):
            found += [datetime.combine(day, clock) for clock in clocks(parts, first)]
        day += timedelta(days=1)
    origin = period(parts, first)[1]
    step = int(parts.get("INTERVAL", "1"))
    return [each for each in found if (period(parts, each)[1] - origin) % step == 0]


def period(parts: Parts, moment: datetime) -> tuple[object, int]:
    """The period in which a moment lies: what tells it from others, and its number."""
    week_start = DAYS.index(parts.get("WKST", "MO"))
    monday = moment.date() - timedelta(days=(moment.weekday() - week_start) % 7)
    number = {
        "YEARLY": week_and_year(parts, moment.date())[1] if "BYWEEKNO" in parts else moment.year,
        "MONTHLY": moment.year * 12 + moment.month,
        "WEEKLY": monday.toordinal() // 7,
        "DAILY": moment.toordinal(),
        "HOURLY": moment.toordinal() * 24 + moment.hour,
    }[parts["FREQ"]]
    return number, number


def week_and_year(parts: Parts, day: date) -> tuple[int, int]:
    """Number and year of a day's week: that of the year in which most of its days lie."""
    return week(DAYS.index(parts.get("WKST", "MO")), day)


@cache
def week(week_start: int, day: date) -> tuple[int, int]:
    begin = day - timedelta(days=(day.weekday() - week_start) % 7)
    middle = begin + timedelta(days=3)
    return (middle.timetuple().tm_yday - 1) // 7 + 1, middle.year


@cache
def weeks_in(week_start: int, year: int) -> int:
    """How many weeks a year has."""
    days = (date(year, 12, 31) - timedelta(days=back) for back in range(7))
    return max(number for number, of in (week(week_start, day) for day in days) if of == year)


def is_day(parts: Parts, first: datetime, day: date) -> bool:
    """Is a day let through by every part that names days, and by what DTSTART says for them?"""
    frequency = parts["FREQ"]
    silent = not {"BYDAY", "BYMONTHDAY", "BYYEARDAY"} & parts.keys()
    length = (date(day.year + day.month // 12, day.month % 12 + 1, 1) - timedelta(days=1)).day
    year = 366 if length_of_february(day.year) == 29 else 365
    of_year = day.timetuple().tm_yday
    week_start = DAYS.index(parts.get("WKST", "MO"))
    number, weeks_year = week(week_start, day)
    asked = [
        ("BYMONTH", {day.month}),
        ("BYMONTHDAY", {day.day, day.day - length - 1}),
        ("BYYEARDAY", {of_year, of_year - year - 1}),
        ("BYWEEKNO", {number, number - weeks_in(week_start, weeks_year) - 1}),
    ]
    if any(not numbers & listed(parts, name) for name, numbers in asked if name in parts):
        return False
    if "BYDAY" in parts and not is_weekday(parts, day, length, year):
        return False
    if not silent:
        return True
    if frequency == "WEEKLY" or "BYWEEKNO" in parts:
        return day.weekday() == first.weekday()
    if frequency == "YEARLY" and "BYMONTH" not in parts:
        return (day.month, day.day) == (first.month, first.day)
    return frequency not in ("YEARLY", "MONTHLY") or day.day == first.day


def length_of_february(year: int) -> int:
    return (date(year, 3, 1) - timedelta(days=1)).day


def is_weekday(parts: Parts, day: date, month: int, year: int) -> bool:
    """Is a day in BYDAY? A number counts in the month, or in the year of a yearly rule."""
    in_month = parts["FREQ"] == "MONTHLY" or "BYMONTH" in parts
    place, length = (day.day, month) if in_month else (day.timetuple().tm_yday, year)
    ranks = {"", str((place - 1) // 7 + 1), str(-((length - place) // 7) - 1)}
    return any(
        each[-2:] == DAYS[day.weekday()] and each[:-2] in ranks
        for each in parts["BYDAY"].split(",")
    )


def listed(parts: Parts, name: str) -> frozenset[int]:
    return whole(parts[name])


@cache
def whole(text: str) -> frozenset[int]:
    return frozenset(map(int, text.split(",")))


def clocks(parts: Parts, first: datetime) -> list[time]:
    """The times of day, whole minutes."""
    hours = listed(parts, "BYHOUR") if "BYHOUR" in parts else {first.hour}
    if parts["FREQ"] == "HOURLY" and "BYHOUR" not in parts:
        hours = {*range(24)}
    minutes = listed(parts, "BYMINUTE") if "BYMINUTE" in parts else {first.minute}
    return [time(hour, minute) for hour, minute in product(sorted(hours), sorted(minutes))]


def chosen(parts: Parts, group: list[datetime]) -> list[datetime]:
    """Those of one period that BYSETPOS asks for."""
    if "BYSETPOS" not in parts:
        return group
    places = listed(parts, "BYSETPOS")
    return [each for at, each in enumerate(group) if {at + 1, at - len(group)} & places]
