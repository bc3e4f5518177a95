"""When a parliament is closed: the public holidays of a year noted, any day taken back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from db.actors import Actor
from db.errors import NotFound
from db.models import ClosureRow, InstitutionRow, PartnerClosureRow, PartnerRow
from db.operations.audit import audit

Parliament = InstitutionRow | PartnerRow
"""Who receives nobody on such a day; of an institution nobody is sent either."""
Closure = ClosureRow | PartnerClosureRow


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day on which nobody is received; estimated until it is announced."""

    day: date
    name: str
    is_estimated: bool


def note_holidays(
    session: Session, of: Parliament, holidays: Iterable[Holiday], by: Actor, at: datetime
) -> int:
    """Note public holidays as days closed, each once; answers how many are new.

    Those that were estimated before are as they are known now: confirmed, or on another day.
    """
    wanted = {each.day: each for each in holidays}
    years = {day.year for day in wanted}
    rows: list[Closure] = [*of.closures]
    for row in rows:
        known = wanted.pop(row.first, None) if row.first == row.last else None
        if known is not None:
            row.name, row.is_estimated = known.name, known.is_estimated
        elif row.is_estimated and row.first.year in years:
            _take_out(of, row)
    for each in wanted.values():
        _put_in(of, each)
    session.flush()
    session.expire(of, ["closures"])
    audit(session, of, "holidays_added", by, at, after={"count": len(wanted)})
    return len(wanted)


def remove_closure(
    session: Session, of: Parliament, closure_id: int, by: Actor, at: datetime
) -> None:
    """Take one closed day back. Raises: NotFound."""
    rows: list[Closure] = [*of.closures]
    row = next((each for each in rows if each.id == closure_id), None)
    if row is None:
        raise NotFound("closure", closure_id)
    before = {"first": row.first.isoformat(), "last": row.last.isoformat(), "name": row.name}
    _take_out(of, row)
    session.flush()
    audit(session, of, "closure_removed", by, at, before=before)


def _put_in(of: Parliament, day: Holiday) -> None:
    facts = {"first": day.day, "last": day.day, "name": day.name, "is_estimated": day.is_estimated}
    if isinstance(of, InstitutionRow):
        of.closures.append(ClosureRow(**facts))
    else:
        of.closures.append(PartnerClosureRow(**facts))


def _take_out(of: Parliament, row: Closure) -> None:
    of.closures.remove(row)  # type: ignore[arg-type]  # each keeps its own
