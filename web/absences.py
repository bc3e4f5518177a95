"""What takes somebody's days, for their own readers: a holiday, a sitting, an absence."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any  # of a row: each column has its own type

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from db.ids import known_row, known_rows
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
from web.i18n import listed
from web.labels import label

Known = Row[*tuple[Any, ...]]
MOST = 3
"""Reasons that one sentence names."""


class Absences:
    """Names what keeps experts of some institutions; of others it tells nothing.

    Everything is read once, at the first question, however many follow.
    """

    def __init__(
        self, session: Session, institutions: frozenset[int], planned: Collection[str] = ()
    ) -> None:
        """`planned` are missions, by their ids, whose bookings take nobody's days here."""
        self._session, self._institutions = session, institutions
        self._planned = known_rows(planned)

    def __call__(self, expert: str, days: Sequence[str], mission: str | None = None) -> str:
        """What takes the half-days from one moment to another, both included.

        A `mission` is no reason why its own people are away from it, whether planned or begun.
        """
        key = known_row(expert)
        row = None if key is None else self._people.get(key)
        if row is None:
            return ""
        own, first, last = known_row(mission or ""), number_of(days[0]), number_of(days[1])
        reasons = dict.fromkeys(self._reasons(row, first, last, own))
        return listed([*reasons][:MOST])

    @cached_property
    def _people(self) -> Mapping[int, Known]:
        rows = select(
            ExpertRow.id,
            ExpertRow.institution_id,
            ExpertRow.kind,
            ExpertRow.served_from,
            ExpertRow.served_until,
        ).where(ExpertRow.institution_id.in_(self._institutions))
        return {row.id: row for row in self._session.execute(rows)}

    @cached_property
    def _busy(self) -> Mapping[int, Sequence[Known]]:
        rows = (
            select(BusyRow.expert_id, BusyRow.first, BusyRow.last, BusyRow.label, BusyRow.source)
            .join(ExpertRow, ExpertRow.id == BusyRow.expert_id)
            .where(ExpertRow.institution_id.in_(self._institutions))
        )
        return _grouped(self._session.execute(rows.order_by(BusyRow.first)))

    @cached_property
    def _closures(self) -> Mapping[int, Sequence[Known]]:
        return self._days_of(ClosureRow)

    @cached_property
    def _sittings(self) -> Mapping[int, Sequence[Known]]:
        return self._days_of(SittingRow)

    @cached_property
    def _booked(self) -> Mapping[int, Sequence[Known]]:
        rows = (
            select(
                BookedHalfDayRow.expert_id,
                BookedHalfDayRow.half_day,
                MissionRow.title,
                MissionRow.id,
            )
            .join(BookingRow, BookedHalfDayRow.booking_id == BookingRow.id)
            .join(MissionRow, BookingRow.mission_id == MissionRow.id)
            .join(ExpertRow, ExpertRow.id == BookedHalfDayRow.expert_id)
            .where(
                ExpertRow.institution_id.in_(self._institutions),
                MissionRow.id.not_in(self._planned),
                sight.missions(self._session),
            )
        )
        return _grouped(self._session.execute(rows.order_by(BookedHalfDayRow.half_day)))

    def _days_of(self, table: type[ClosureRow] | type[SittingRow]) -> Mapping[int, Sequence[Known]]:
        rows = select(table.institution_id, table.first, table.last, table.name)
        mine = rows.where(table.institution_id.in_(self._institutions))
        return _grouped(self._session.execute(mine.order_by(table.first)))

    def _reasons(self, row: Known, first: int, last: int, own: int | None) -> Iterator[str]:
        yield from self._at_home(row, day_of(first), day_of(last))
        for _expert, begins, ends, given, source in self._busy.get(row.id, ()):
            if begins <= last and ends >= first:
                when, what = half_days(begins, ends), given or label("busy", source)
                yield _("absence, %(days)s (%(what)s)", days=when, what=what)
        for _expert, at, title, mission in self._booked.get(row.id, ()):
            if first <= at <= last and mission != own:
                yield _("mission “%(title)s”", title=title)
        begins_late = row.served_from is not None and day_of(first) < row.served_from
        ends_early = row.served_until is not None and day_of(last) > row.served_until
        if begins_late or ends_early:
            yield _("not in office")

    def _at_home(self, row: Known, first: date, last: date) -> Iterator[str]:
        for _house, begins, ends, name in self._closures.get(row.institution_id, ()):
            if begins <= last and ends >= first:
                yield name or _("closed day of the institution")
        sittings = self._sittings.get(row.institution_id, ()) if row.kind == "member" else ()
        for _house, begins, ends, name in sittings:
            if begins <= last and ends >= first:
                said = _("sitting of the assembly")
                yield f"{said} ({name})" if name else said


def _grouped(rows: Iterable[Known]) -> Mapping[int, Sequence[Known]]:
    """Rows by what stands first in them."""
    found: dict[int, list[Known]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(row)
    return found
