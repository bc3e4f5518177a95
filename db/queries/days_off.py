"""What takes people's days, and when places are closed, for sentences that say why."""

from collections.abc import Collection, Sequence
from typing import Any  # of a row: each column has its own type

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from db.models import (
    BookedHalfDayRow,
    BookingRow,
    BusyRow,
    ClosureRow,
    ExpertRow,
    InstitutionRow,
    MissionBookingRow,
    MissionPartnerRow,
    MissionRow,
    PartnerClosureRow,
    PartnerRow,
    SittingRow,
)
from db.queries import sight

Known = Row[*tuple[Any, ...]]
Houses = Collection[int]
"""Institutions by number."""


def people(session: Session, houses: Houses) -> Sequence[Known]:
    """`id`, `institution_id`, `kind`, `served_from` and `served_until` of their experts."""
    rows = select(
        ExpertRow.id,
        ExpertRow.institution_id,
        ExpertRow.kind,
        ExpertRow.served_from,
        ExpertRow.served_until,
    ).where(ExpertRow.institution_id.in_(houses))
    return session.execute(rows).all()


def busy(session: Session, houses: Houses) -> Sequence[Known]:
    """Expert, first and last half-day, label and source of each absence, in order."""
    rows = (
        select(BusyRow.expert_id, BusyRow.first, BusyRow.last, BusyRow.label, BusyRow.source)
        .join(ExpertRow, ExpertRow.id == BusyRow.expert_id)
        .where(ExpertRow.institution_id.in_(houses))
    )
    return session.execute(rows.order_by(BusyRow.first)).all()


def booked(session: Session, houses: Houses, planned: Collection[int]) -> Sequence[Known]:
    """Expert, half-day, title and number of missions that are seen and not among the planned."""
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
            ExpertRow.institution_id.in_(houses),
            MissionRow.id.not_in(planned),
            sight.missions(session),
        )
    )
    return session.execute(rows.order_by(BookedHalfDayRow.half_day)).all()


def days_of(
    session: Session, table: type[ClosureRow] | type[SittingRow], houses: Houses
) -> Sequence[Known]:
    """Institution, first and last day and name of their closures or sittings, in order."""
    rows = select(table.institution_id, table.first, table.last, table.name)
    mine = rows.where(table.institution_id.in_(houses))
    return session.execute(mine.order_by(table.first)).all()


def closed_partners(session: Session) -> Sequence[Known]:
    """Code of the partner, first and last day and name of each closure, in order."""
    rows = select(
        PartnerRow.code, PartnerClosureRow.first, PartnerClosureRow.last, PartnerClosureRow.name
    ).join(PartnerRow, PartnerRow.id == PartnerClosureRow.partner_id)
    return session.execute(rows.order_by(PartnerClosureRow.first)).all()


def closed_houses(session: Session) -> Sequence[Known]:
    """Institution, first and last day and name of each closure, in order."""
    rows = select(InstitutionRow, ClosureRow.first, ClosureRow.last, ClosureRow.name).join(
        InstitutionRow, InstitutionRow.id == ClosureRow.institution_id
    )
    return session.execute(rows.order_by(ClosureRow.first)).all()


def guests(session: Session, since: int, planned: Collection[int]) -> Sequence[Known]:
    """Published stays from a half-day on that are not among the planned, with the codes of hosts.

    The mission's booking, the institution's and the partner's code; as `db.mapping.places` counts.
    """
    rows = (
        select(MissionBookingRow, InstitutionRow.code, PartnerRow.code)
        .outerjoin(InstitutionRow, InstitutionRow.id == MissionBookingRow.institution_id)
        .outerjoin(PartnerRow, PartnerRow.id == MissionBookingRow.partner_id)
        .where(
            MissionBookingRow.venue != "remote",
            MissionBookingRow.status != "cancelled",
            MissionBookingRow.last >= since,
            MissionBookingRow.mission_id.not_in(planned),
        )
        .order_by(MissionBookingRow.first, MissionBookingRow.mission_id)
    )
    return session.execute(rows).all()


def further_partners(session: Session, mission_id: int | None) -> Sequence[str]:
    """The codes of the further partners of a mission."""
    rows = (
        select(PartnerRow.code)
        .join(MissionPartnerRow, MissionPartnerRow.partner_id == PartnerRow.id)
        .where(MissionPartnerRow.mission_id == mission_id)
    )
    return session.scalars(rows).all()
