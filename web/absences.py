"""What takes somebody's days, for their own readers: a holiday, a sitting, an absence."""

from collections.abc import Collection, Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import (
    BookedHalfDayRow,
    BookingRow,
    BusyRow,
    ClosureRow,
    ExpertRow,
    MissionRow,
    SittingRow,
)
from db.moments import day_of, number_of
from db.queries import sight
from web.dates import half_days
from web.i18n import gettext as _
from web.labels import label

MOST = 3
"""Reasons that one sentence names."""


class Absences:
    """Names what keeps experts of some institutions; of others it tells nothing."""

    def __init__(
        self, session: Session, institutions: frozenset[int], planned: Collection[str] = ()
    ) -> None:
        """`planned` are missions, by their ids, whose bookings take nobody's days here."""
        self._session, self._institutions = session, institutions
        self._planned = {int(each[1:]) for each in planned if each[1:].isdigit()}

    def __call__(self, expert: str, days: Sequence[str]) -> str:
        """What takes the half-days from one moment to another, both included."""
        row = self._session.get(ExpertRow, int(expert[1:])) if expert[1:].isdigit() else None
        if row is None or row.institution_id not in self._institutions:
            return ""
        reasons = dict.fromkeys(self._reasons(row, number_of(days[0]), number_of(days[1])))
        return "; ".join([*reasons][:MOST])

    def _reasons(self, row: ExpertRow, first: int, last: int) -> Iterator[str]:
        yield from self._at_home(row, first, last)
        for busy in self._session.scalars(
            select(BusyRow)
            .where(BusyRow.expert_id == row.id, BusyRow.first <= last, BusyRow.last >= first)
            .order_by(BusyRow.first)
        ):
            what = busy.label or label("busy", busy.source)
            when = half_days(busy.first, busy.last)
            yield _("absence, %(days)s (%(what)s)", days=when, what=what)
        yield from self._booked(row, first, last)
        yield from _office(row, first, last)

    def _at_home(self, row: ExpertRow, first: int, last: int) -> Iterator[str]:
        for closure in self._days_of(ClosureRow, row, first, last):
            yield closure.name or _("closed day of the institution")
        if row.kind == "member":
            for sitting in self._days_of(SittingRow, row, first, last):
                said = _("sitting of the assembly")
                yield f"{said} ({sitting.name})" if sitting.name else said

    def _days_of(
        self, table: type[ClosureRow] | type[SittingRow], row: ExpertRow, first: int, last: int
    ) -> Sequence[ClosureRow | SittingRow]:
        met = (table.first <= day_of(last), table.last >= day_of(first))
        rows = select(table).where(table.institution_id == row.institution_id, *met)
        return list(self._session.scalars(rows.order_by(table.first)))

    def _booked(self, row: ExpertRow, first: int, last: int) -> Iterator[str]:
        titles = (
            select(MissionRow.title)
            .join(BookingRow, BookingRow.mission_id == MissionRow.id)
            .join(BookedHalfDayRow, BookedHalfDayRow.booking_id == BookingRow.id)
            .where(
                BookedHalfDayRow.expert_id == row.id,
                BookedHalfDayRow.half_day.between(first, last),
                MissionRow.id.not_in(self._planned),
                sight.missions(self._session),
            )
        )
        for title in self._session.scalars(titles.distinct()):
            yield _("mission “%(title)s”", title=title)


def _office(row: ExpertRow, first: int, last: int) -> Iterator[str]:
    begins_late = row.served_from is not None and day_of(first) < row.served_from
    ends_early = row.served_until is not None and day_of(last) > row.served_until
    if begins_late or ends_early:
        yield _("not in office")
