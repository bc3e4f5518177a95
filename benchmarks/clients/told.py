"""What a calendar program tells of an entry, and what it should tell, from the rows alone.

The rows' half-days are turned into moments with zoneinfo here, beside `calendars`, which wrote
the feed: neither can hide the other's mistake.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from db.engine import Ledger
from db.models import AgendaItemRow, BookingRow, ExpertRow, MissionRow, PartnerRow
from db.moments import day_of, half_of

STATUSES = {"hold": "TENTATIVE", "confirmed": "CONFIRMED", "cancelled": "CANCELLED"}
OPENING = {"am": 9, "pm": 14}
CLOSING = {"am": 12, "pm": 17}
FIELDS = ("uid", "start", "end", "status", "summary")


@dataclass(frozen=True, slots=True, order=True)
class Told:
    """One entry: a UTC moment `2027-01-11T08:00:00Z`, or a day `2027-01-11`, the end excluded."""

    uid: str
    start: str
    end: str
    status: str
    summary: str


def expected(ledger: Ledger, expert: int) -> list[Told]:
    """Every entry of an expert's feed, travel and the sessions where they speak included."""
    rows = (
        select(BookingRow, MissionRow.title, PartnerRow.timezone)
        .join(MissionRow, MissionRow.id == BookingRow.mission_id)
        .join(PartnerRow, PartnerRow.id == BookingRow.partner_id)
        .where(BookingRow.expert_id == expert)
    )
    spoken = (
        select(AgendaItemRow, BookingRow)
        .join(BookingRow, BookingRow.mission_id == AgendaItemRow.mission_id)
        .where(BookingRow.expert_id == expert)
    )
    with ledger.read() as session:
        home = session.get_one(ExpertRow, expert).institution.timezone
        missions = [each for row in session.execute(rows) for each in _entries(*row, home)]
        return sorted((*missions, *(_session(*row) for row in session.execute(spoken))))


def _entries(booking: BookingRow, title: str, zone: str, home: str) -> Iterator[Told]:
    status = STATUSES[booking.status]
    said = f"Annulée : {title}" if booking.status == "cancelled" else title
    here, there = ZoneInfo(home), ZoneInfo(zone)
    first, last = booking.first, booking.last
    yield Told(booking.uid, *times(first, last, there, there), status, said)
    if booking.leaves < first:
        out = times(booking.leaves, first - 1, here, there, onward=first)
        yield Told(f"{booking.uid}-out", *out, status, f"{said} – aller")
    if last < booking.returns:
        back = times(last + 1, booking.returns, there, here)
        yield Told(f"{booking.uid}-back", *back, status, f"{said} – retour")


def _session(item: AgendaItemRow, booking: BookingRow) -> Told:
    """A session, as sure as its mission; outside of the mission's days nothing is sure."""
    zone = ZoneInfo(item.zone)
    start, end = (datetime.combine(item.day, at, zone) for at in (item.starts, item.ends))
    status = STATUSES[booking.status]
    if status == "CONFIRMED" and not day_of(booking.first) <= item.day <= day_of(booking.last):
        status = "TENTATIVE"
    if item.is_cancelled:
        status = "CANCELLED"
    said = f"Annulée : {item.title}" if status == "CANCELLED" else item.title
    return Told(item.uid, utc(start), utc(end), status, said)


def times(
    first: int, last: int, here: ZoneInfo, there: ZoneInfo, onward: int | None = None
) -> tuple[str, str]:
    """When a stretch of half-days starts and ends, both included: by the clocks of two zones.

    An end that lies before the start is that of what comes onward, or the one here.
    """
    if half_of(first) == "am" and half_of(last) == "pm":
        return str(day_of(first)), str(day_of(last) + timedelta(days=1))
    start = _at(first, OPENING, here)
    ends = [_at(last, CLOSING, there), _at(last, CLOSING, here)]
    if onward is not None:
        ends.insert(1, _at(onward, OPENING, there))
    end = next(each for each in ends if each.astimezone(UTC) > start.astimezone(UTC))
    return utc(start), utc(end)


def _at(half_day: int, hours: dict[str, int], zone: ZoneInfo) -> datetime:
    return datetime.combine(day_of(half_day), time(hours[half_of(half_day)]), zone)


def utc(moment: datetime | date) -> str:
    """An aware moment in UTC, or a day, as this page writes it."""
    if not isinstance(moment, datetime):
        return str(moment)
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


@dataclass(frozen=True, slots=True)
class Difference:
    """An entry that was not told as it is, and what was told of it instead, if anything."""

    wanted: Told | None
    got: Told | None


def differences(
    wanted: Iterable[Told], got: Iterable[Told], fields: tuple[str, ...] = FIELDS
) -> list[Difference]:
    """Entry by entry, in the fields that a program tells at all; empty where all agree."""
    left = list(got)
    missed = []
    for each in wanted:
        same = next((told for told in left if _told(told, fields) == _told(each, fields)), None)
        if same is None:
            missed.append(each)
        else:
            left.remove(same)
    found = []
    for each in missed:
        other = next((told for told in left if _is_about(told, each, fields)), None)
        if other is not None:
            left.remove(other)
        found.append(Difference(each, other))
    return [*found, *(Difference(None, told) for told in left)]


def _told(each: Told, fields: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(str(getattr(each, field)) for field in fields)


def _is_about(told: Told, each: Told, fields: tuple[str, ...]) -> bool:
    return told.uid == each.uid if "uid" in fields else told.summary == each.summary
