"""Half-days that busy time touches, by the clock of the expert's zone; 13:00 divides."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta, tzinfo

from calendars.reading.spans import Stretch
from matcher.halfdays import Horizon, Span, merged

MIDDAY = time(13)


def half_days(busy: Iterable[Stretch], zone: tzinfo, horizon: Horizon) -> tuple[Span, ...]:
    """The half-days of a horizon that are touched, merged; what ends at 13:00 is a morning's."""
    spans = [_touched(each, zone, horizon) for each in busy]
    whole = Span(0, len(horizon))
    cut = (Span(max(s.start, 0), min(s.end, whole.end)) for s in spans if s.overlaps(whole))
    return merged(list(cut))


def _touched(busy: Stretch, zone: tzinfo, horizon: Horizon) -> Span:
    last = busy.end.astimezone(zone) - timedelta(microseconds=1)
    return Span(_index(busy.start.astimezone(zone), horizon), _index(last, horizon) + 1)


def _index(local: datetime, horizon: Horizon) -> int:
    return horizon.index_of(local.date()) + (local.time() >= MIDDAY)
