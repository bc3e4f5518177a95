"""What takes somebody's days, for their own readers: a holiday, a sitting, an absence."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

from sqlalchemy.orm import Session

from db.ids import known_row, known_rows
from db.models import ClosureRow, SittingRow
from db.moments import day_of, number_of
from db.queries import days_off
from db.queries.days_off import Known
from web.language.dates import half_days
from web.language.labels import label
from web.language.speech import gettext as _
from web.language.speech import listed

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
        return {row.id: row for row in days_off.people(self._session, self._institutions)}

    @cached_property
    def _busy(self) -> Mapping[int, Sequence[Known]]:
        return _grouped(days_off.busy(self._session, self._institutions))

    @cached_property
    def _closures(self) -> Mapping[int, Sequence[Known]]:
        return _grouped(days_off.days_of(self._session, ClosureRow, self._institutions))

    @cached_property
    def _sittings(self) -> Mapping[int, Sequence[Known]]:
        return _grouped(days_off.days_of(self._session, SittingRow, self._institutions))

    @cached_property
    def _booked(self) -> Mapping[int, Sequence[Known]]:
        return _grouped(days_off.booked(self._session, self._institutions, self._planned))

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
