"""When people of a pool or a team cannot be had: half-days alone, without what they are for."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from db.models import (
    BookedHalfDayRow,
    BookingRow,
    BusyRow,
    ClosureRow,
    ExpertRow,
    InstitutionRow,
    SittingRow,
)
from db.moments import half_day, last_half_day
from db.words import KINDS

YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class BusyPerson:
    """Somebody's taken half-days, by the clock of their institution; holds apart, both sorted."""

    expert: ExpertRow
    timezone: str
    busy: tuple[int, ...]
    held: tuple[int, ...]
    changed_at: datetime


def of_pool(session: Session, institution_id: int) -> Sequence[BusyPerson]:
    """The people of an institution who are taken at some time, whatever takes them."""
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
    for key, status, half, at in session.execute(_booked().where(which)):
        (held if status == "hold" else busy)[key].add(half)
        times[key].append(at)
    for key, first, last, at in session.execute(_absent().where(which)):
        busy[key].update(range(first, last + 1))
        times[key].append(at)
    found = [(*row,) for row in session.execute(_everybody().where(which))]
    home = _at_home(session, {expert.institution_id for expert, _ in found})
    people = []
    for expert, timezone in found:
        taken = busy[expert.id] | home[expert.institution_id, expert.kind] | _not_in_office(expert)
        maybe = held[expert.id] - taken
        if taken or maybe:
            at = max((expert.changed_at, *times[expert.id]))
            each = (tuple(sorted(taken)), tuple(sorted(maybe)))
            people.append(BusyPerson(expert, timezone, *each, at))
    return people


def _everybody() -> Select[ExpertRow, str]:
    return (
        select(ExpertRow, InstitutionRow.timezone)
        .join(InstitutionRow, InstitutionRow.id == ExpertRow.institution_id)
        .order_by(ExpertRow.id)
    )


def _at_home(session: Session, institutions: Collection[int]) -> Mapping[tuple[int, str], set[int]]:
    """What keeps people of an institution, by their kind: holidays all, sittings the members."""
    found: dict[tuple[int, str], set[int]] = defaultdict(set)
    for table, kinds in ((ClosureRow, KINDS), (SittingRow, ("member",))):
        rows = select(table.institution_id, table.first, table.last)
        for key, first, last in session.execute(rows.where(table.institution_id.in_(institutions))):
            for kind in kinds:
                found[key, kind].update(range(half_day(first), last_half_day(last) + 1))
    return found


def _not_in_office(expert: ExpertRow) -> set[int]:
    """A year before they came, a year after they leave: without a clock it must end somewhere."""
    found: set[int] = set()
    if expert.served_from is not None:
        found.update(range(half_day(expert.served_from - YEAR), half_day(expert.served_from)))
    if expert.served_until is not None:
        after = last_half_day(expert.served_until) + 1
        found.update(range(after, last_half_day(expert.served_until + YEAR) + 1))
    return found


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
