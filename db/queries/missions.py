"""One mission with all that its page shows."""

from collections.abc import Collection, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from db.errors import NotFound
from db.models import (
    AssignmentRow,
    BookingRow,
    ExpertRow,
    MissionBookingRow,
    MissionPinRow,
    MissionRow,
    PlanMissionRow,
    PlanRow,
    RoleRow,
)
from db.queries import sight
from db.text import order_key
from db.words import AGREED, TOLD

OVER = ("closed", "declined", "refused", "cancelled")
"""States of missions that no other mission waits for."""


def whole() -> tuple[ORMOption, ...]:
    """What a mission is read with, so that the number of queries does not grow."""
    return (
        joinedload(MissionRow.institution),
        joinedload(MissionRow.partner),
        joinedload(MissionRow.programme),
        selectinload(MissionRow.languages),
        selectinload(MissionRow.further_partners),
        selectinload(MissionRow.after),
        selectinload(MissionRow.bans),
        selectinload(MissionRow.pins),
        selectinload(MissionRow.roles).options(
            selectinload(RoleRow.domains),
            selectinload(RoleRow.languages),
            selectinload(RoleRow.institutions),
        ),
    )


def mission(session: Session, mission_id: int) -> MissionRow:
    """One mission with roles, languages, pins, bans, partners. Raises: NotFound, see `sight`."""
    rows = select(MissionRow).where(MissionRow.id == mission_id, sight.missions(session))
    row = session.scalar(rows.options(*whole()))
    if row is None:
        raise NotFound("mission", mission_id)
    return row


def with_places(session: Session, missions: Collection[int]) -> Sequence[MissionRow]:
    """Missions by number, with their partners and who runs them."""
    rows = select(MissionRow).where(MissionRow.id.in_(missions))
    loaded = rows.options(joinedload(MissionRow.partner), joinedload(MissionRow.institution))
    return session.scalars(loaded).all()


def with_institution(session: Session, mission_id: int | None) -> MissionRow:
    """A mission with who runs it, in one read, whoever sees it. Raises: NoResultFound."""
    return session.get_one(MissionRow, mission_id, options=[joinedload(MissionRow.institution)])


def dates(session: Session, mission_id: int) -> MissionBookingRow | None:
    """When a mission is held as published; None where it never was, or no longer is."""
    rows = select(MissionBookingRow).where(
        MissionBookingRow.mission_id == mission_id, MissionBookingRow.status != "cancelled"
    )
    return session.scalar(rows)


def team(session: Session, mission_id: int) -> Sequence[BookingRow]:
    """Who is booked for a mission, with their names, in the order of roles and names."""
    rows = (
        select(BookingRow)
        .join(BookingRow.role)
        .join(BookingRow.expert)
        .where(BookingRow.mission_id == mission_id, BookingRow.status != "cancelled")
        .options(joinedload(BookingRow.expert).joinedload(ExpertRow.institution))
        .options(joinedload(BookingRow.role))
        .order_by(RoleRow.position, RoleRow.id, ExpertRow.sort_name, ExpertRow.id)
    )
    return session.scalars(rows).all()


def live_start(session: Session, mission_id: int) -> int | None:
    """The half-day on which the live plan starts a mission."""
    rows = (
        select(PlanMissionRow.start)
        .join(PlanRow, PlanRow.id == PlanMissionRow.plan_id)
        .where(PlanRow.state == "live", PlanMissionRow.mission_id == mission_id)
    )
    return session.scalar(rows)


def holds_by_word(session: Session, mission_id: int, expert_id: int | None = None) -> bool:
    """Does only its partner's word hold a mission's date, or somebody in its team?

    It is published so, its date told to the partner or its team agreed, and nobody has pinned it
    by hand.
    """
    row = session.get(MissionRow, mission_id)
    if row is None or row.state not in (TOLD if expert_id is None else AGREED):
        return False
    if expert_id is None:
        return row.pinned_start is None and live_start(session, mission_id) is not None
    team = {each.expert_id for each in live_team(session, mission_id)}
    return expert_id in team - {pin.expert_id for pin in row.pins}


def live_team(session: Session, mission_id: int) -> Sequence[AssignmentRow]:
    """Who the live plan assigns to a mission."""
    rows = (
        select(AssignmentRow)
        .join(PlanRow, PlanRow.id == AssignmentRow.plan_id)
        .where(PlanRow.state == "live", AssignmentRow.mission_id == mission_id)
        .order_by(AssignmentRow.role_id, AssignmentRow.expert_id)
    )
    return session.scalars(rows).all()


def to_follow(
    session: Session, institutions: Collection[int], kept: Collection[int]
) -> Sequence[MissionRow]:
    """Missions of institutions that another one may come after; those to keep in any state."""
    ours = MissionRow.institution_id.in_(institutions) & MissionRow.state.not_in(OVER)
    rows = select(MissionRow).where(ours | MissionRow.id.in_(kept))
    found = session.scalars(rows.order_by(MissionRow.id))
    return sorted(found, key=lambda row: (row.window_first, order_key(row.title)))


def orders(session: Session, mission: MissionRow) -> Sequence[tuple[MissionRow, int]]:
    """The missions that one comes after, with the half-days between."""
    lag = {order.earlier_id: order.lag for order in mission.after}
    ours = MissionRow.id.in_(lag), sight.missions(session)
    rows = select(MissionRow).where(*ours).order_by(MissionRow.window_first)
    return [(row, lag[row.id]) for row in session.scalars(rows)]


def seen(session: Session, mission_id: int) -> MissionRow | None:
    """A mission where the session sees it, see `sight`; None where it does not."""
    rows = select(MissionRow).where(MissionRow.id == mission_id, sight.missions(session))
    return session.scalar(rows)


def all_seen(session: Session, missions: Collection[int]) -> Sequence[MissionRow]:
    """Those of some missions that the session sees, with their places, by their windows."""
    rows = (
        select(MissionRow)
        .where(MissionRow.id.in_(missions), sight.missions(session))
        .options(joinedload(MissionRow.partner), joinedload(MissionRow.institution))
        .order_by(MissionRow.window_first, MissionRow.id)
    )
    return session.scalars(rows).all()


def with_pins(session: Session, missions: Collection[int]) -> Sequence[MissionRow]:
    """Missions with what the coordinator has pinned of them."""
    rows = select(MissionRow).where(MissionRow.id.in_(missions))
    return session.scalars(rows.options(selectinload(MissionRow.pins))).all()


def pinned_pairs(session: Session) -> Sequence[tuple[int, int]]:
    """Mission and expert of everybody whom a coordinator has pinned."""
    rows = select(MissionPinRow.mission_id, MissionPinRow.expert_id)
    return [(mission, expert) for mission, expert in session.execute(rows)]


def run_by(
    session: Session, missions: Collection[int], institutions: Collection[int]
) -> frozenset[int]:
    """Those of some missions that some institutions run."""
    rows = select(MissionRow.id).where(
        MissionRow.id.in_(missions), MissionRow.institution_id.in_(institutions)
    )
    return frozenset(session.scalars(rows))


def count_of(session: Session, institutions: frozenset[int]) -> int:
    """How many missions some institutions see."""
    rows = select(func.count(MissionRow.id)).where(sight.missions_of(institutions))
    return session.scalar(rows) or 0
