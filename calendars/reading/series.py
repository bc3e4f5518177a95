"""From events to occurrences: rules, added and left out dates, instances that were changed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo

from calendars.reading.changes import at_its_hour, following, placed
from calendars.reading.events import Event, Told
from calendars.reading.flaws import Unread
from calendars.reading.limits import Limits
from calendars.reading.spans import Stretch
from calendars.reading.stopwatch import Stopwatch, TooLong
from calendars.reading.values import Length, When

_MARGIN = timedelta(days=2)
"""What clocks may add to a length or a shift."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time that something takes place; `end` is in UTC and not part of it."""

    told: Told
    start: When
    end: datetime


@dataclass(slots=True)
class Budget:
    """What is left to read of a file: occurrences, and time for its rules."""

    occurrences: int
    watch: Stopwatch

    def take(self, number: int) -> None:
        """Count one more. Raises: Unread where there are none left."""
        self.occurrences -= 1
        if self.occurrences < 0:
            raise Unread("rule.too_many", number)


def budget(limits: Limits) -> Budget:
    """All that a file may take."""
    return Budget(limits.occurrences, Stopwatch(limits))


@dataclass(slots=True)
class Series:
    """The events of one UID: those that repeat or stand alone, and changed instances."""

    masters: list[Event] = field(default_factory=list)
    changed: list[Event] = field(default_factory=list)


def series(events: Iterable[Event]) -> list[Series]:
    """The events by UID, every version of each; without a UID, each is its own."""
    found: dict[str, Series] = {}
    for event in events:
        own = found.setdefault(event.uid or f"\0{event.number}", Series())
        (own.masters if event.instance is None else own.changed).append(event)
    return list(found.values())


def newest(own: Series) -> Series:
    """The versions that stand: those of the highest SEQUENCE. Raises: Unread."""
    # Programs that give one UID to many events number none of them: all of these stand.
    last = max((event.sequence for event in own.masters), default=0)
    masters = [event for event in own.masters if event.sequence == last]
    withdrawn = [event for event in masters if event.is_withdrawn]
    if withdrawn:
        # The whole of it, with all that was changed before (RFC 5546 §3.2.5).
        later = [event for event in own.changed if event.sequence > last]
        return Series(withdrawn, _newest(later, withdrawn))
    return Series(masters, _newest(own.changed, masters))


def _newest(changed: Sequence[Event], masters: Sequence[Event]) -> list[Event]:
    kept: dict[tuple[datetime, bool], Event] = {}
    for event in changed:
        # One instance may be named by its date in one version, and by a time in another.
        key = (_instant(placed(event, masters[0]) if masters else event), event.is_from_here_on)
        if key not in kept or event.sequence >= kept[key].sequence:
            kept[key] = event
    return list(kept.values())


def occurrences(own: Series, window: Stretch, left: Budget) -> list[Occurrence]:
    """Those that share time with the window. Raises: Unread; the series is then left out."""
    found: list[Occurrence] = []
    number = (own.masters or own.changed)[0].number
    try:
        with left.watch.running():
            for event in own.masters:
                found += _of_master(event, own.changed, window, left)
    except TooLong:
        raise Unread("rule.too_long", number) from None
    found += [_whole(event) for event in own.changed]
    return [each for each in found if window.meets(each.start.utc, each.end)]


def _whole(event: Event) -> Occurrence:
    return Occurrence(event.told, event.start, event.length.after(event.start))


def _of_master(
    event: Event, changed: Sequence[Event], window: Stretch, left: Budget
) -> Iterator[Occurrence]:
    onwards = [placed(each, event) for each in changed if each.is_from_here_on]
    apart = [each.instance for each in changed if each.instance is not None]
    skipped = {_key(event, each) for each in (*apart, *event.left_out)}
    for start, length in _starts(event, onwards, window, left):
        left.take(event.number)
        # What is named by its date alone is meant whatever its time.
        if not {start.local.date(), _key(event, start)} & skipped:
            yield _moved(event, onwards, start, length)


def _moved(
    event: Event, onwards: Sequence[Event], start: When, length: Length | None
) -> Occurrence:
    """An occurrence as the last change "from here on" before it has made it."""
    before = [each for each in onwards if _instant(each) <= start.utc]
    if not before:
        lasts = length or event.length
        return Occurrence(event.told, start, lasts.after(start))
    last = max(before, key=_instant)
    moved = following(last, at_its_hour(start, event.start))
    return Occurrence(last.told, moved, last.length.after(moved))


def _starts(
    event: Event, onwards: Sequence[Event], window: Stretch, left: Budget
) -> Iterator[tuple[When, Length | None]]:
    """Where instances begin, each once."""
    seen: set[datetime] = set()
    against = _against(event, onwards, window, left)
    for local in _by_rules(event, onwards, window, left):
        if local not in seen and local not in against:
            seen.add(local)
            yield event.start.at(local), None
    for start, length in event.extra:
        local = start.utc.astimezone(event.start.zone).replace(tzinfo=None)
        if length is not None or local not in seen:
            seen.add(local)
            yield start, length


def _by_rules(
    event: Event, onwards: Sequence[Event], window: Stretch, left: Budget
) -> Iterator[datetime]:
    first = event.start.local
    if not event.rules:
        yield first
        return
    # A first start that its rule does not meet is none: RFC 5545 §3.8.5.3 leaves it undefined.
    low, high = _reach(event, onwards, window)
    for rule in event.rules:
        for local in rule.starts(first, low, high):
            if local < low:
                left.take(event.number)
            else:
                yield local


def _against(
    event: Event, onwards: Sequence[Event], window: Stretch, left: Budget
) -> frozenset[datetime]:
    found: set[datetime] = set()
    low, high = _reach(event, onwards, window)
    for rule in event.against:
        for local in rule.starts(event.start.local, low, high):
            left.take(event.number)
            found.add(local)
    return frozenset(found)


def _reach(event: Event, onwards: Sequence[Event], window: Stretch) -> tuple[datetime, datetime]:
    """Local times between which a start may matter to the window."""
    lasts = max(each.length.at_most for each in (event, *onwards))
    zone = event.start.zone
    shifts = [_shift(each, zone) for each in onwards]
    low = window.start.astimezone(zone).replace(tzinfo=None)
    high = window.end.astimezone(zone).replace(tzinfo=None)
    before = lasts + max((timedelta(), *shifts)) + _MARGIN
    after = _MARGIN - min((timedelta(), *shifts))
    room_before = low - low.replace(year=2, month=1, day=1)
    room_after = high.replace(year=9998, month=12, day=31) - high
    return (
        low - min(before, max(room_before, timedelta())),
        high + min(after, max(room_after, timedelta())),
    )


def _shift(change: Event, zone: tzinfo) -> timedelta:
    """How far a change moves what follows it, by the clock."""
    assert change.instance is not None
    return change.start.local - change.instance.utc.astimezone(zone).replace(tzinfo=None)


def _key(event: Event, named: When) -> datetime | date:
    """How an instance is named: by its moment, or by its date where either has no time."""
    if named.is_date:
        return named.local.date()
    if not event.start.is_date:
        return named.beside(event.start).utc
    return event.meant(named).date


def _instant(event: Event) -> datetime:
    assert event.instance is not None
    return event.instance.utc
