"""Institutions, partners and domains as the matcher knows them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from db.mapping.scope import Scope
from db.mapping.spans import Range, days, spans
from db.models import DomainRow, InstitutionRow, MissionBookingRow, PartnerRow
from db.moments import half_day
from matcher.halfdays import Horizon, Span
from matcher.problem import Domain, DomainId, Institution, InstitutionId, Partner, PartnerId


def load_institutions(session: Session, scope: Scope) -> dict[InstitutionId, Institution]:
    """All institutions, with the days on which they host nobody more."""
    rows = select(InstitutionRow).order_by(InstitutionRow.code)
    stays = _stays(session, scope, "home")
    return {
        InstitutionId(row.code): Institution(
            id=InstitutionId(row.code),
            timezone=row.timezone,
            hosts_at_once=row.hosts_at_once,
            closed=_closed(row, stays[row.id], row.hosts_at_once, scope.horizon),
            guests=_guests(stays[row.id], row.hosts_at_once, scope.horizon),
            name=row.name_en,
        )
        for row in session.scalars(rows.options(selectinload(InstitutionRow.closures)))
    }


def load_partners(session: Session, scope: Scope) -> dict[PartnerId, Partner]:
    """All partners, with the days on which they receive nobody more."""
    rows = select(PartnerRow).order_by(PartnerRow.code)
    stays = _stays(session, scope, "abroad")
    return {
        PartnerId(row.code): Partner(
            id=PartnerId(row.code),
            country=row.country,
            region=row.region,
            timezone=row.timezone,
            at_once=row.at_once,
            closed=_closed(row, stays[row.id], row.at_once, scope.horizon),
            guests=_guests(stays[row.id], row.at_once, scope.horizon),
            name=row.name_en,
        )
        for row in session.scalars(rows.options(selectinload(PartnerRow.closures)))
    }


def load_domains(session: Session) -> dict[DomainId, Domain]:
    """All domains with their parents."""
    rows = session.scalars(select(DomainRow).order_by(DomainRow.position, DomainRow.id)).all()
    code = {row.id: DomainId(row.code) for row in rows}
    return {
        code[row.id]: Domain(
            code[row.id], code[row.parent_id] if row.parent_id else None, row.name_en
        )
        for row in rows
    }


def _closed(
    row: InstitutionRow | PartnerRow, stays: Sequence[Range], at_once: int | None, horizon: Horizon
) -> tuple[Span, ...]:
    """Closures, and the days on which a place is full: never one span of both.

    People are told which of the two it is; what lies within a closure says nothing more.
    """
    shut = spans(_closures(row), horizon)
    full = spans(_full(stays, at_once), horizon)
    more = [
        span
        for span in full
        if not any(each.start <= span.start and span.end <= each.end for each in shut)
    ]
    return tuple(sorted([*shut, *more]))


def _guests(stays: Sequence[Range], at_once: int | None, horizon: Horizon) -> tuple[Span, ...]:
    """Each stay that takes room of a place; where one guest fills it, it is closed by then."""
    if at_once is None or at_once == 1:
        return ()
    return tuple(span for stay in sorted(stays) for span in spans([stay], horizon))


def _closures(row: InstitutionRow | PartnerRow) -> Iterable[Range]:
    return (days(closed.first, closed.last) for closed in row.closures)


def _stays(session: Session, scope: Scope, venue: str) -> Mapping[int, list[Range]]:
    """Published stays that this problem leaves as they are, by the place that receives them."""
    rows = select(MissionBookingRow).where(
        MissionBookingRow.venue == venue,
        MissionBookingRow.status != "cancelled",
        MissionBookingRow.last >= half_day(scope.horizon.first),
        MissionBookingRow.mission_id.not_in(scope.mission_ids),
    )
    found: dict[int, list[Range]] = defaultdict(list)
    for row in session.scalars(rows):
        place = row.institution_id if venue == "home" else row.partner_id
        if place is not None:
            found[place].append((row.first, row.last))
    return found


def _full(stays: Sequence[Range], at_once: int | None) -> Iterable[Range]:
    """The half-days on which a place has as many guests as it takes."""
    if at_once is None:
        return ()
    guests = Counter(moment for first, last in stays for moment in range(first, last + 1))
    return [(moment, moment) for moment, count in guests.items() if count >= at_once]
