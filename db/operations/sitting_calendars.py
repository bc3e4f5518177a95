"""The sitting calendar of an institution from a file: its sittings carry the calendar's name."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from db.actors import Actor
from db.models import InstitutionRow, SittingRow
from db.operations.audit import audit
from db.queries import institutions

Days = list[tuple[date, date]]
"""First and last days, both included."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a file says: a name, the day from which it was read, and the days of sitting."""

    name: str
    since: date
    days: Days


def days_of(institution: InstitutionRow, name: str, since: date) -> Days:
    """The sittings of one calendar that are not over before a day."""
    return [
        (row.first, row.last)
        for row in institution.sittings
        if row.name == name and row.last >= since
    ]


def replace_calendar(
    session: Session, institution_id: int, calendar: Calendar, by: Actor, at: datetime
) -> None:
    """Make the sittings of that name be as the calendar says; what was before it stays.

    Raises: NotFound.
    """
    institution = institutions.institution(session, institution_id)
    old = [
        row
        for row in institution.sittings
        if row.name == calendar.name and row.last >= calendar.since
    ]
    stays = [
        (row.first, min(row.last, calendar.since - timedelta(days=1)))
        for row in old
        if row.first < calendar.since
    ]
    for row in old:
        session.delete(row)
    for first, last in (*stays, *calendar.days):
        key = institution.id
        session.add(SittingRow(institution_id=key, first=first, last=last, name=calendar.name))
    session.flush()
    session.expire(institution, ["sittings"])
    counts = {"name": calendar.name, "count": len(calendar.days)}
    audit(
        session, institution, "sittings_replaced", by, at, before={"count": len(old)}, after=counts
    )
