"""Whole days that Exchange writes as times: midnight to midnight on the clock of another zone.

They are dates, wherever they are read: by the reader's clock they would take half of the day
before, or after.
"""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo

from calendars.reading.components import Component
from calendars.reading.events import Event
from calendars.reading.midnights import day_meant, doubtful, edge, only_midnight
from calendars.reading.recurrence import Rule, end_of_day
from calendars.reading.values import Clocks, Length, When

_MARKS = ("X-MICROSOFT-CDO-ALLDAYEVENT", "X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT")


def as_marked(event: Event, component: Component, clocks: Clocks) -> Event:
    """The event in dates where its program says so and its times agree. Raises: Unread."""
    marked = any(component.text(mark).upper() == "TRUE" for mark in _MARKS)
    if not marked or event.start.is_date:
        return event
    # A time in UTC has no midnights of its own.
    in_utc = event.start.zone is UTC
    for own in clocks.midnights() if in_utc else (event.start.zone,):
        start, end = edge(event.start.utc, own), edge(event.length.after(event.start), own)
        if start and end and start < end and start.time() == end.time() == time():
            return _in_dates(event, own, (end - start).days, clocks)
    return _far_away(event, clocks) if in_utc else event


def _far_away(event: Event, clocks: Clocks) -> Event:
    """The event in dates where its times are midnights at one offset alone; else it is named."""
    start, end = only_midnight(event.start.utc), only_midnight(event.length.after(event.start))
    if start and end and start < end and start.time() == end.time() == time():
        own = timezone(start - event.start.local)
        return _in_dates(event, own, (end - start).days, clocks)
    return replace(event, doubts=(*event.doubts, doubtful(event.number, "DTSTART")))


def _in_dates(event: Event, own: tzinfo, days: int, clocks: Clocks) -> Event:
    home = clocks(None, event.number)
    # Its times are dates now.
    doubts = [each for each in event.doubts if each.code != "dates.among_times"]

    def date_of(when: When, name: str) -> When:
        day = day_meant(when, clocks, own)
        if not day.is_sure:
            doubts.append(doubtful(event.number, name))
        return When(datetime.combine(day.date, time()), home, is_date=True)

    return replace(
        event,
        start=date_of(event.start, "DTSTART"),
        length=Length(days=days),
        rules=tuple(_moved(rule, event.start, own, clocks) for rule in event.rules),
        against=tuple(_moved(rule, event.start, own, clocks) for rule in event.against),
        extra=tuple((date_of(each, "RDATE"), its and _days(its)) for each, its in event.extra),
        left_out=tuple(date_of(each, "EXDATE") for each in event.left_out),
        instance=event.instance and date_of(event.instance, "RECURRENCE-ID"),
        clock=own,
        doubts=tuple(doubts),
    )


def _moved(rule: Rule, start: When, own: tzinfo, clocks: Clocks) -> Rule:
    if rule.until is None:
        return rule
    last = start.at(rule.until)
    if isinstance(own, timezone):
        # A clock of which one offset is known, and not its season.
        return replace(rule, until=end_of_day(day_meant(last, clocks, own).local))
    return replace(rule, until=_on(last.aware, own))


def _days(length: Length) -> Length:
    return Length(days=max(1, length.days + round(length.exact / timedelta(days=1))))


def _on(moment: datetime, clock: tzinfo) -> datetime:
    return moment.astimezone(UTC).astimezone(clock).replace(tzinfo=None)
