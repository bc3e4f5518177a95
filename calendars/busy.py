"""Other people's calendars as busy time: read behind the fence, whatever they hold."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from calendars.errors import CalendarUnreadable, ZoneUnknown
from calendars.fence.bounds import READING
from calendars.fence.parent import ask
from calendars.reading.flaws import Flaw
from calendars.reading.halves import half_days
from calendars.reading.limits import USUAL
from calendars.reading.spans import Stretch
from calendars.reading.zone_names import named
from matcher.halfdays import Horizon, Span


@dataclass(frozen=True, slots=True)
class Question:
    """A window of aware moments, the reader's zone by name, and whether tentative is busy."""

    window: Stretch
    zone: str
    counts_tentative: bool = True


@dataclass(frozen=True, slots=True)
class Shown:
    """One occurrence as a list shows it; a whole day has dates, the end not part of it."""

    uid: str
    start: str
    end: str
    all_day: bool
    summary: str
    status: str
    busy: bool


@dataclass(frozen=True, slots=True)
class BusyTimes:
    """What a file says in a window: busy time in UTC, merged; how many entries were read,
    and what was not, the first flaws with their lines; whether the file ended as calendars do.
    """

    busy: tuple[Stretch, ...]
    read: int
    flaws: tuple[Flaw, ...] = ()
    flaw_count: int = 0
    shown: tuple[Shown, ...] = field(default=())
    is_whole: bool = True

    def half_days(self, zone: str, horizon: Horizon) -> tuple[Span, ...]:
        """The half-days of a horizon that are touched, by the clock of a zone."""
        home = named(zone)
        if home is None:
            raise ZoneUnknown(zone)
        return half_days(self.busy, home, horizon)


def busy(body: bytes, question: Question) -> BusyTimes:
    """The busy time of a file, without titles.

    Raises: CalendarUnreadable where nothing can be read, ZoneUnknown for the reader's zone.
    """
    return _read(body, question, wants_occurrences=False)


def occurrences(body: bytes, question: Question) -> BusyTimes:
    """The same, with every entry that takes place in the window, busy or not.

    Raises: CalendarUnreadable where nothing can be read, ZoneUnknown for the reader's zone.
    """
    return _read(body, question, wants_occurrences=True)


def _read(body: bytes, question: Question, wants_occurrences: bool) -> BusyTimes:
    if named(question.zone) is None:
        raise ZoneUnknown(question.zone)
    if len(body) > USUAL.bytes:
        raise CalendarUnreadable("file.too_large", limit=str(USUAL.bytes))
    head = {
        "window": [question.window.start.isoformat(), question.window.end.isoformat()],
        "zone": question.zone,
        "counts_tentative": question.counts_tentative,
        "wants_occurrences": wants_occurrences,
    }
    said = ask("calendars.fence.reading", json.dumps(head).encode() + b"\n" + body, READING)
    return _times(json.loads(said))


def _times(said: Mapping[str, Any]) -> BusyTimes:  # JSON of the child
    if "unreadable" in said:
        raise CalendarUnreadable(said["unreadable"], **said["facts"])
    return BusyTimes(
        busy=tuple(
            Stretch(datetime.fromisoformat(start), datetime.fromisoformat(end))
            for start, end in said["busy"]
        ),
        read=said["read"],
        flaws=tuple(Flaw(code, line, facts) for code, line, facts in said["flaws"]),
        flaw_count=said["flaw_count"],
        shown=tuple(Shown(*row) for row in said["occurrences"]),
        is_whole=said["is_whole"],
    )
