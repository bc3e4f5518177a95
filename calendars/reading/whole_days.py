"""Whole days that Exchange writes as times: midnight to midnight on the clock of another zone.

They are dates, wherever they are read: by the reader's clock they would take half of the day
before, or after.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta, tzinfo

from calendars.reading.components import Component
from calendars.reading.events import Event
from calendars.reading.recurrence import Rule
from calendars.reading.values import Length, When, ZoneOf

_MARKS = ("X-MICROSOFT-CDO-ALLDAYEVENT", "X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT")


def as_marked(event: Event, component: Component, zone_of: ZoneOf) -> Event:
    """The event in dates where its program says so and its times agree. Raises: Unread."""
    marked = any(component.text(mark).upper() == "TRUE" for mark in _MARKS)
    if not marked or event.start.is_date:
        return event
    for own in _clocks(event, zone_of):
        start, end = _local(event.start, own), _on(event.length.after(event.start), own)
        if start < end and start.time() == end.time() == time():
            return _in_dates(event, own, (end - start).days, zone_of(None, event.number))
    return event


def _clocks(event: Event, zone_of: ZoneOf) -> Iterator[tzinfo]:
    """The clocks on which its midnights may be meant; a time in UTC has none of its own."""
    if event.start.zone is UTC:
        yield zone_of("", event.number)
    yield event.start.zone


def _in_dates(event: Event, own: tzinfo, days: int, home: tzinfo) -> Event:
    def date_of(when: When) -> When:
        day = when.local if when.is_date else _local(when, own)
        return When(datetime.combine(day.date(), time()), home, is_date=True)

    return replace(
        event,
        start=date_of(event.start),
        length=Length(days=days),
        rules=tuple(_moved(rule, event.start.zone, own) for rule in event.rules),
        against=tuple(_moved(rule, event.start.zone, own) for rule in event.against),
        extra=tuple((date_of(each), length and _days(length)) for each, length in event.extra),
        left_out=tuple(date_of(each) for each in event.left_out),
        instance=event.instance and date_of(event.instance),
        clock=own,
        # Its times are dates now.
        doubts=tuple(each for each in event.doubts if each.code != "dates.among_times"),
    )


def _moved(rule: Rule, zone: tzinfo, own: tzinfo) -> Rule:
    if rule.until is None:
        return rule
    return replace(rule, until=_on(rule.until.replace(tzinfo=zone), own))


def _days(length: Length) -> Length:
    return Length(days=max(1, length.days + round(length.exact / timedelta(days=1))))


def _local(when: When, own: tzinfo) -> datetime:
    return when.local if when.zone is own else _on(when.aware, own)


def _on(moment: datetime, clock: tzinfo) -> datetime:
    return moment.astimezone(UTC).astimezone(clock).replace(tzinfo=None)
