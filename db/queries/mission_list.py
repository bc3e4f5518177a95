"""The list of missions: one query, whatever the number of rows; sorted by who shows it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session

from db.columns import defaults_of
from db.facts import SEARCHED, MissionFacts
from db.models import BookingRow, MissionBookingRow, MissionRow, PartnerRow, RoleRow
from db.moments import day_of, half_day, last_half_day
from db.queries.sight import missions_of
from db.words import PLANNABLE


@dataclass(frozen=True, slots=True)
class MissionLine:
    """What a list shows of a mission; `first` to `returns` are None until it is published.

    `words` are those that its search box looks through.
    """

    id: int
    title: str
    activity_type: str
    venue: str
    state: str
    country: str | None
    window_first: date
    window_last: date
    first: int | None
    last: int | None
    leaves: int | None
    returns: int | None
    seats: int
    filled: int
    words: str

    @property
    def vacancies(self) -> int:
        """Seats that somebody should still be found for."""
        return self.seats - self.filled if self.state in PLANNABLE else 0

    @property
    def begins(self) -> date:
        """The day by which a list is sorted: of its start, or of the first possible one."""
        return self.window_first if self.first is None else day_of(self.first)

    def meets(self, first: date | None, last: date | None) -> bool:
        """Does it, or could it, take place in a range of days?"""
        if self.first is not None and self.last is not None:
            starts, ends = self.first, self.last
        else:
            starts, ends = half_day(self.window_first), last_half_day(self.window_last)
        return (first is None or half_day(first) <= ends) and (
            last is None or starts <= last_half_day(last)
        )


def lines(
    session: Session,
    institutions: Collection[int],
    *,
    state: str | None = None,
    activity_type: str | None = None,
    partner_id: int | None = None,
) -> list[MissionLine]:
    """The missions that institutions see, with their dates and how many seats are filled."""
    rows = _lines().where(missions_of(institutions)).order_by(MissionRow.id)
    if state:
        rows = rows.where(MissionRow.state == state)
    if activity_type:
        rows = rows.where(MissionRow.activity_type == activity_type)
    if partner_id:
        rows = rows.where(MissionRow.partner_id == partner_id)
    return [MissionLine(*row) for row in session.execute(rows)]


def _lines() -> Select[*tuple[Any, ...]]:  # as many types as columns; MissionLine names them
    seats = (
        select(func.coalesce(func.sum(RoleRow.count), 0))
        .where(RoleRow.mission_id == MissionRow.id, RoleRow.is_dropped.is_(False))
        .scalar_subquery()
    )
    filled = (
        select(func.count())
        .where(BookingRow.mission_id == MissionRow.id, BookingRow.status != "cancelled")
        .scalar_subquery()
    )
    held = MissionBookingRow
    what = (MissionRow.id, MissionRow.title, MissionRow.activity_type, MissionRow.venue)
    window = (MissionRow.window_first, MissionRow.window_last)
    dates = (held.first, held.last, held.leaves, held.returns)
    return (
        select(
            *what, MissionRow.state, PartnerRow.country, *window, *dates, seats, filled, _words()
        )
        .outerjoin(PartnerRow, PartnerRow.id == MissionRow.partner_id)
        .outerjoin(held, and_(held.mission_id == MissionRow.id, held.status != "cancelled"))
    )


def _words() -> ColumnElement[str]:
    """The texts that are searched, one after the other."""
    columns = [getattr(MissionRow, name) for name in defaults_of(MissionFacts, SEARCHED)]
    return reduce(lambda one, other: one + " " + other, columns)
