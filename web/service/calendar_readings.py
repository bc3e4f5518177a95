"""A calendar's bytes as what the ledger keeps of them: half-days, and what could not be read."""

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from calendars.busy import BusyTimes, Question, busy
from calendars.errors import CalendarUnreachable, CalendarUnreadable
from calendars.fetch.rules import Known
from calendars.reading.spans import Stretch
from calendars.subscription import is_same
from db.models import BusySourceRow
from db.moments import to_number
from db.operations.sources import FLAWS_KEPT, Read
from db.queries import sources
from matcher.halfdays import Horizon

DAYS_BACK, DAYS_AHEAD = 31, 730
"""How far a calendar is read around today."""


DAYS_LEFT = DAYS_AHEAD - 31
"""With less than so many days ahead a calendar is read anew, though it has not changed."""


def horizon(today: date) -> Horizon:
    """The days of which a calendar is asked."""
    return Horizon(today - timedelta(days=DAYS_BACK), today + timedelta(days=DAYS_AHEAD))


def read_calendar(
    body: bytes, zone: str, tentative: bool, today: date, known: Known | None = None
) -> Read:
    """What a file says around today, by the clock of a zone; `known` where it was fetched.

    Raises: CalendarUnreadable where nothing of it can be read, or its end did not arrive.
    """
    asked = horizon(today)
    window = Stretch(_midnight(asked.first, zone), _midnight(asked.last + timedelta(days=1), zone))
    times = busy(body, Question(window, zone, tentative))
    if known is not None and not times.is_whole:
        # Half a calendar would free the other half.
        raise CalendarUnreadable("file.cut_short")
    spans = times.half_days(zone, asked)
    return Read(
        ranges=[(to_number(s.start, asked), to_number(s.end - 1, asked)) for s in spans],
        entries=times.read,
        flaw_count=times.flaw_count,
        flaws=_flaws(times),
        etag=known.etag if known else "",
        modified=known.modified if known else "",
        until=asked.last.isoformat(),
    )


def subscribed(
    session: Session, expert_id: int, address: str, allows_loopback: bool
) -> BusySourceRow | None:
    """The calendar of somebody that is read from an address already, however that is written."""
    for row in sources.sources_of(session, expert_id):
        # What is no address by the rules of today is not the same as one that is.
        with suppress(CalendarUnreachable):
            if row.address is not None and is_same(row.address, address, allows_loopback):
                return row
    return None


def _flaws(times: BusyTimes) -> list[list[object]]:
    return [[flaw.code, flaw.line, dict(flaw.facts)] for flaw in times.flaws[:FLAWS_KEPT]]


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)
