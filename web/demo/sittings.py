"""When a parliament sits: Tuesday to Thursday of the weeks of its sessions."""

from collections.abc import Iterator
from datetime import date, timedelta

from web.demo.units import Session, Unit

TUESDAY = 2


def sitting_days(unit: Unit, first: date, last: date) -> tuple[tuple[date, date], ...]:
    """First and last day of each sitting week that touches a stretch of days, sorted."""
    weeks = (
        week
        for year in range(first.year - 1, last.year + 1)
        for session in unit.sessions
        for week in _weeks(session, year)
    )
    return tuple(sorted(week for week in weeks if week[0] <= last and week[1] >= first))


def _weeks(session: Session, year: int) -> Iterator[tuple[date, date]]:
    opening = nth_weekday(year, session.month, TUESDAY, session.nth)
    for k in range(session.weeks):
        tuesday = opening + timedelta(weeks=k)
        yield tuesday, tuesday + timedelta(days=2)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth Monday, Tuesday… (ISO weekday 1, 2…) of a month."""
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
