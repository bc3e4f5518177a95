"""When a parliament sits and when it is closed: by a rule, with exceptions; public holidays."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from db.actors import Actor
from db.errors import Flaw, Invalid, NotFound
from db.limits import expect_room
from db.models import SittingRow
from db.operations.audit import audit
from db.queries import institutions


@dataclass(frozen=True, slots=True)
class SittingRule:
    """From the nth weekday (ISO, 1 is Monday) of a month, so many days a week for some weeks.

    Raises: Invalid where it cannot be followed.
    """

    month: int
    nth: int
    weekday: int
    weeks: int
    days: int

    def __post_init__(self) -> None:
        bounds = {"month": 12, "nth": 4, "weekday": 7, "weeks": 53, "days": 7}
        flaws = [
            Flaw("number.outside", name, {"least": 1, "most": most})
            for name, most in bounds.items()
            if not 1 <= getattr(self, name) <= most
        ]
        if flaws:
            raise Invalid(flaws)

    def stretches(self, year: int, without: Collection[date] = ()) -> Iterator[tuple[date, date]]:
        """First and last day of each sitting week of a year, but those that hold an exception."""
        first = date(year, self.month, 1)
        ahead = (self.weekday - first.isoweekday()) % 7 + 7 * (self.nth - 1)
        for week in range(self.weeks):
            start = first + timedelta(days=ahead + 7 * week)
            end = start + timedelta(days=self.days - 1)
            if not any(start <= day < start + timedelta(days=7) for day in without):
                yield start, end


def add_sittings(
    session: Session,
    institution_id: int,
    name: str,
    stretches: Iterable[tuple[date, date]],
    by: Actor,
    at: datetime,
) -> int:
    """Note sittings that are not noted yet; answers how many. Raises: NotFound."""
    institution = institutions.institution(session, institution_id)
    known = {(row.first, row.last) for row in institution.sittings}
    new = [each for each in stretches if each not in known]
    of_it = SittingRow.institution_id == institution.id
    expect_room(session, "sittings", of_it, more=len(new))
    for first, last in new:
        row = SittingRow(institution_id=institution.id, first=first, last=last, name=name or None)
        session.add(row)
    session.flush()
    session.expire(institution, ["sittings"])
    audit(session, institution, "sittings_added", by, at, after={"name": name, "count": len(new)})
    return len(new)


def remove_sitting(session: Session, sitting_id: int, by: Actor, at: datetime) -> int:
    """Take one sitting away; answers whose it was. Raises: NotFound."""
    row = session.get(SittingRow, sitting_id)
    if row is None:
        raise NotFound("sitting", sitting_id)
    institution = institutions.institution(session, row.institution_id)
    before = {"first": row.first.isoformat(), "last": row.last.isoformat(), "name": row.name}
    session.delete(row)
    session.flush()
    session.expire(institution, ["sittings"])
    audit(session, institution, "sitting_removed", by, at, before=before)
    return institution.id
