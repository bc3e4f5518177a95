"""When people of a pool or a team cannot be had: half-days alone, without what they are for."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from db.models import BookedHalfDayRow, BookingRow, BusyRow, ExpertRow, InstitutionRow


@dataclass(frozen=True, slots=True)
class BusyPerson:
    """Somebody's taken half-days, by the clock of their institution; holds apart, both sorted."""

    expert: ExpertRow
    timezone: str
    busy: tuple[int, ...]
    held: tuple[int, ...]
    changed_at: datetime


def of_pool(session: Session, institution_id: int) -> Sequence[BusyPerson]:
    """The people of an institution who are taken at some time."""
    return _people(session, ExpertRow.institution_id == institution_id)


def of_team(session: Session, mission_id: int) -> Sequence[BusyPerson]:
    """The people of a mission's team."""
    team = select(BookingRow.expert_id).where(
        BookingRow.mission_id == mission_id, BookingRow.status != "cancelled"
    )
    return _people(session, ExpertRow.id.in_(team))


def _people(session: Session, which: ColumnElement[bool]) -> Sequence[BusyPerson]:
    busy: dict[int, set[int]] = defaultdict(set)
    held: dict[int, set[int]] = defaultdict(set)
    times: dict[int, list[datetime]] = defaultdict(list)
    for expert, status, half_day, at in session.execute(_booked().where(which)):
        (held if status == "hold" else busy)[expert].add(half_day)
        times[expert].append(at)
    for expert, first, last, at in session.execute(_absent().where(which)):
        busy[expert].update(range(first, last + 1))
        times[expert].append(at)
    rows = (
        select(ExpertRow, InstitutionRow.timezone)
        .join(InstitutionRow, InstitutionRow.id == ExpertRow.institution_id)
        .where(which, ExpertRow.id.in_(times))
        .order_by(ExpertRow.id)
    )
    return [
        BusyPerson(
            expert,
            timezone,
            tuple(sorted(busy[expert.id])),
            tuple(sorted(held[expert.id] - busy[expert.id])),
            max(times[expert.id]),
        )
        for expert, timezone in session.execute(rows)
    ]


def _booked() -> Select[int, str, int, datetime]:
    return (
        select(
            BookedHalfDayRow.expert_id,
            BookingRow.status,
            BookedHalfDayRow.half_day,
            BookingRow.changed_at,
        )
        .join(BookingRow, BookingRow.id == BookedHalfDayRow.booking_id)
        .join(ExpertRow, ExpertRow.id == BookedHalfDayRow.expert_id)
    )


def _absent() -> Select[int, int, int, datetime]:
    return select(BusyRow.expert_id, BusyRow.first, BusyRow.last, BusyRow.created_at).join(
        ExpertRow, ExpertRow.id == BusyRow.expert_id
    )
