"""Changed instances of a series: which one is meant, what follows it, and what is in doubt."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, time

from calendars.reading.events import Event
from calendars.reading.flaws import Flaw
from calendars.reading.midnights import doubtful
from calendars.reading.values import When


def placed(change: Event, series: Event) -> Event:
    """A change whose instance has a time where its series has times, a date where it has dates."""
    if change.instance is None:
        return change
    named = change.instance.beside(series.start)
    if named.is_date == series.start.is_date:
        return replace(change, instance=named)
    if named.is_date:
        return replace(change, instance=at_its_hour(named, series.start))
    day = datetime.combine(series.meant(named).date, time())
    return replace(change, instance=series.start.at(day))


def at_its_hour(start: When, first: When) -> When:
    """A date among times is, to what changes it, that day at the hour of its series."""
    if start.is_date and not first.is_date:
        return first.at(datetime.combine(start.local.date(), first.local.time()))
    return start


def following(change: Event, start: When) -> When:
    """Where a change "from here on" moves an occurrence that begins then."""
    assert change.instance is not None
    # By the clock, so that a change of hour stays one after a change of season.
    own = change.instance.utc.astimezone(start.zone).replace(tzinfo=None)
    if change.start.is_date:
        days = change.start.local.date() - own.date()
        return change.start.at(datetime.combine(start.local.date() + days, time()))
    return change.start.at(start.local + (change.start.local - own))


def doubts(masters: Sequence[Event], changed: Sequence[Event]) -> Iterator[Flaw]:
    """What of changes may be meant otherwise, seen beside their series."""
    for each in changed:
        named = each.instance
        if not masters and each.is_from_here_on:
            yield Flaw("change.alone", each.instance_number)
        if named is None or not masters:
            continue
        of_days = all(event.start.is_date for event in masters)
        # A date means all times of its day, and there may be many.
        if named.is_date and not of_days:
            yield Flaw("dates.among_times", each.instance_number, {"name": "RECURRENCE-ID"})
        elif of_days and not masters[0].meant(named).is_sure:
            yield doubtful(each.instance_number, "RECURRENCE-ID")
