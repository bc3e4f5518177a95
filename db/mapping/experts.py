"""Experts as the matcher knows them: what they can, when they cannot, what they have done."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from db.ids import expert_id
from db.mapping import held
from db.mapping.programmes import served
from db.mapping.scope import Scope
from db.mapping.spans import Range, days, spans
from db.models import (
    BookedHalfDayRow,
    BookingRow,
    BusyRow,
    ClosureRow,
    ExpertRow,
    InstitutionRow,
    PartnerRow,
    SittingRow,
)
from db.moments import half_day, last_half_day
from matcher.halfdays import Span, merged
from matcher.problem import Expert, ExpertId, InstitutionId, PartnerId

Columns = Any  # a row of `_columns`
YEAR = timedelta(days=365)
"""How far back the load of an expert is counted."""
DAY = timedelta(days=1)
NOBODY: frozenset[PartnerId] = frozenset()


class People:
    """Reads experts with what hangs on them in a fixed number of queries."""

    def __init__(self, session: Session, scope: Scope) -> None:
        self.session = session
        self.scope = scope
        partners = select(PartnerRow.id, PartnerRow.code)
        self.partners = {row.id: PartnerId(row.code) for row in session.execute(partners)}
        self.domains, self.languages = held.domains(session), held.languages(session)
        self.experience = held.experience(session)
        self.prefers = held.wishes(session, "prefers")
        self.excludes = held.wishes(session, "excludes")
        self.busy = self._typed_busy()
        self.booked = self._booked()
        self.sitting = self._at_home(SittingRow)
        self.closed = self._at_home(ClosureRow)
        self.served = served(session, scope)

    def load(self) -> dict[ExpertId, Expert]:
        """Everybody who serves in the horizon, or whom a plan or a pin names already."""
        known = self._named()
        first, last = self.scope.horizon.first, self.scope.horizon.last
        serves = (
            or_(ExpertRow.served_until.is_(None), ExpertRow.served_until >= first),
            or_(ExpertRow.served_from.is_(None), ExpertRow.served_from <= last),
        )
        rows = _columns()
        found = self.session.execute(rows.where(*serves)).all()
        missing = known - {row.id for row in found}
        if missing:
            more = self.session.execute(rows.where(ExpertRow.id.in_(missing))).all()
            found = sorted([*found, *more], key=lambda row: int(row.id))
        return {expert_id(row.id): self._expert(row) for row in found}

    def _named(self) -> set[int]:
        seated = {seat.expert_id for team in self.scope.teams.values() for seat in team}
        pinned = {pin.expert_id for row in self.scope.missions for pin in row.pins}
        banned = {ban.expert_id for row in self.scope.missions for ban in row.bans}
        declined = {each for row in self.scope.missions for each in self.scope.declined(row.id)}
        return seated | pinned | banned | declined

    def _expert(self, row: Columns) -> Expert:
        excludes = self.excludes.get(row.id, NOBODY)
        prefers = self.prefers.get(row.id, NOBODY) | {
            self.partners[key] for key in self.served.get(row.id, ())
        }
        return Expert(
            id=expert_id(row.id),
            kind=row.kind,
            institution=InstitutionId(row.code),
            group=row.political_group if row.kind == "member" else None,
            domains=self.domains.get(row.id, {}),
            languages=self.languages.get(row.id, {}),
            experience=self.experience.get(row.id, frozenset()),
            busy=self._busy(row),
            days_max=row.days_max,
            missions_max=row.missions_max,
            rest=row.rest,
            load=len(self.booked.get(row.id, ())),
            prefers=prefers - excludes,
            excludes=excludes,
            name=f"{row.given_name} {row.family_name}",
        )

    def _busy(self, row: Columns) -> tuple[Span, ...]:
        """Away by themselves, away for us, not in office, on holiday; members also sit."""
        own = spans(self._ranges(row), self.scope.horizon)
        home = [*self.closed.get(row.institution_id, ())]
        if row.kind == "member":
            home += self.sitting.get(row.institution_id, ())
        return merged([*own, *home]) if home else own

    def _ranges(self, row: Columns) -> Iterable[Range]:
        yield from self.busy.get(row.id, ())
        horizon = self.scope.horizon
        ahead = half_day(horizon.first)
        yield from ((each, each) for each in self.booked.get(row.id, ()) if each >= ahead)
        if row.served_from is not None and row.served_from > horizon.first:
            yield days(horizon.first, row.served_from - DAY)
        if row.served_until is not None and row.served_until < horizon.last:
            yield days(row.served_until + DAY, horizon.last)

    def _at_home(
        self, table: type[SittingRow] | type[ClosureRow]
    ) -> Mapping[int, tuple[Span, ...]]:
        """What keeps people of an institution at home: the same for many, and so read once."""
        found: dict[int, list[Range]] = defaultdict(list)
        rows = select(table.institution_id, table.first, table.last)
        for institution, first, last in self.session.execute(rows):
            found[institution].append(days(first, last))
        return {key: spans(ranges, self.scope.horizon) for key, ranges in found.items()}

    def _typed_busy(self) -> Mapping[int, list[Range]]:
        horizon = self.scope.horizon
        rows = select(BusyRow.expert_id, BusyRow.first, BusyRow.last).where(
            BusyRow.last >= half_day(horizon.first), BusyRow.first <= last_half_day(horizon.last)
        )
        found: dict[int, list[Range]] = defaultdict(list)
        for expert, first, last in self.session.execute(rows):
            found[expert].append((first, last))
        return found

    def _booked(self) -> Mapping[int, list[int]]:
        """Half-days of the last year, and to come, of missions that are not to be placed."""
        rows = (
            select(BookedHalfDayRow.expert_id, BookedHalfDayRow.half_day)
            .join(BookingRow, BookingRow.id == BookedHalfDayRow.booking_id)
            .where(
                BookedHalfDayRow.half_day >= half_day(self.scope.today - YEAR),
                BookingRow.mission_id.not_in(self.scope.mission_ids),
            )
        )
        found: dict[int, list[int]] = defaultdict(list)
        for expert, moment in self.session.execute(rows):
            found[expert].append(moment)
        return found


def _columns() -> Select[Any]:  # as `Columns` names them
    row = ExpertRow
    return (
        select(row.id, row.kind, row.institution_id, InstitutionRow.code, row.political_group)
        .add_columns(row.days_max, row.missions_max, row.rest, row.given_name, row.family_name)
        .add_columns(row.served_from, row.served_until)
        .join(InstitutionRow, InstitutionRow.id == row.institution_id)
        .order_by(row.id)
    )
