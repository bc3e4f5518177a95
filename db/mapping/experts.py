"""Experts as the matcher knows them: what they can, when they cannot, what they have done."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from db.mapping.ids import expert_id
from db.mapping.programmes import served
from db.mapping.scope import Scope
from db.mapping.spans import Range, days, spans
from db.models import (
    BookedHalfDayRow,
    BookingRow,
    BusyRow,
    DomainRow,
    ExpertRow,
    InstitutionRow,
    PartnerRow,
)
from db.moments import half_day, last_half_day
from matcher.problem import (
    RANK_BY_CEFR,
    DomainId,
    Expert,
    ExpertId,
    InstitutionId,
    Language,
    PartnerId,
)

YEAR = timedelta(days=365)
"""How far back the load of an expert is counted."""
DAY = timedelta(days=1)


class People:
    """Reads experts with what hangs on them in a fixed number of queries."""

    def __init__(self, session: Session, scope: Scope) -> None:
        self.session = session
        self.scope = scope
        self.domains = {row.id: DomainId(row.code) for row in session.scalars(select(DomainRow))}
        self.partners = {row.id: PartnerId(row.code) for row in session.scalars(select(PartnerRow))}
        self.busy = self._typed_busy()
        self.booked = self._booked()
        self.served = served(session, scope)

    def load(self) -> dict[ExpertId, Expert]:
        """Everybody who serves in the horizon, or whom a plan or a pin names already."""
        known = self._named()
        first, last = self.scope.horizon.first, self.scope.horizon.last
        serves = (
            or_(ExpertRow.served_until.is_(None), ExpertRow.served_until >= first),
            or_(ExpertRow.served_from.is_(None), ExpertRow.served_from <= last),
        )
        rows = select(ExpertRow).order_by(ExpertRow.id).options(*_whole())
        found = self.session.scalars(rows.where(*serves)).all()
        missing = known - {row.id for row in found}
        if missing:
            more = self.session.scalars(rows.where(ExpertRow.id.in_(missing))).all()
            found = sorted([*found, *more], key=lambda row: row.id)
        return {expert_id(row.id): self._expert(row) for row in found}

    def _named(self) -> set[int]:
        seated = {seat.expert_id for team in self.scope.teams.values() for seat in team}
        pinned = {pin.expert_id for row in self.scope.missions for pin in row.pins}
        banned = {ban.expert_id for row in self.scope.missions for ban in row.bans}
        return seated | pinned | banned

    def _expert(self, row: ExpertRow) -> Expert:
        excludes = frozenset(
            self.partners[wish.partner_id] for wish in row.wishes if wish.wish == "excludes"
        )
        return Expert(
            id=expert_id(row.id),
            kind=row.kind,  # type: ignore[arg-type] # the CHECK allows no other
            institution=InstitutionId(row.institution.code),
            group=row.political_group if row.kind == "member" else None,
            domains={self.domains[held.domain_id]: held.level for held in row.domains},
            languages={Language(held.language): RANK_BY_CEFR[held.cefr] for held in row.languages},
            experience=frozenset(held.place for held in row.experience),
            busy=spans(self._ranges(row), self.scope.horizon),
            days_max=row.days_max,
            missions_max=row.missions_max,
            rest=row.rest,
            load=len(self.booked.get(row.id, ())),
            prefers=self._prefers(row) - excludes,
            excludes=excludes,
            name=row.name,
        )

    def _prefers(self, row: ExpertRow) -> frozenset[PartnerId]:
        wished = {wish.partner_id for wish in row.wishes if wish.wish == "prefers"}
        return frozenset(
            self.partners[key] for key in wished | self.served.get(row.id, frozenset())
        )

    def _ranges(self, row: ExpertRow) -> Iterable[Range]:
        """Away by themselves, away for us, needed at home, not in office."""
        yield from self.busy.get(row.id, ())
        yield from ((moment, moment) for moment in self.booked.get(row.id, ()))
        if row.kind == "member":
            yield from (days(sits.first, sits.last) for sits in row.institution.sittings)
        horizon = self.scope.horizon
        if row.served_from is not None and row.served_from > horizon.first:
            yield days(horizon.first, row.served_from - DAY)
        if row.served_until is not None and row.served_until < horizon.last:
            yield days(row.served_until + DAY, horizon.last)

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


def _whole() -> tuple[ORMOption, ...]:
    return (
        joinedload(ExpertRow.institution).selectinload(InstitutionRow.sittings),
        selectinload(ExpertRow.domains),
        selectinload(ExpertRow.languages),
        selectinload(ExpertRow.experience),
        selectinload(ExpertRow.wishes),
    )
