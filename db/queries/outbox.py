"""The outbox: what waits, what was told last, whose turn it is, and what a mail speaks of."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeVarTuple

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased, contains_eager

from db.errors import NotFound
from db.models import BookingRow, ExpertRow, InstitutionRow, MessageRow, MissionRow

Columns = TypeVarTuple("Columns")
Tab = Literal["drafts", "unaddressed", "ready", "failing", "bounced", "sent", "closed"]
OPEN = ("draft", "ready", "failed")
"""States of what nobody has been told yet, and no worker has in hand."""
REACHED = ("sending", "sent")
"""States of what its reader was told, or perhaps was."""

_has_address: ColumnElement[bool] = func.coalesce(ExpertRow.email, "") != ""
_on_way: ColumnElement[bool] = MessageRow.state.in_(("ready", "sending"))
TABS: Mapping[Tab, ColumnElement[bool]] = {
    "drafts": and_(MessageRow.state == "draft", _has_address),
    "unaddressed": and_(or_(MessageRow.state == "draft", _on_way), ~_has_address),
    "ready": and_(_on_way, _has_address, MessageRow.error_code.is_(None)),
    "failing": or_(
        MessageRow.state == "failed",
        and_(_on_way, _has_address, MessageRow.error_code.is_not(None)),
    ),
    "bounced": MessageRow.state == "bounced",
    "sent": MessageRow.state == "sent",
    "closed": MessageRow.state.in_(("dropped", "superseded")),
}
"""What each part of the outbox lists."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A message with what a list says of it."""

    row: MessageRow
    expert: ExpertRow
    mission: MissionRow


def message(session: Session, key: int) -> MessageRow:
    """One message. Raises: NotFound."""
    row = session.get(MessageRow, key)
    if row is None:
        raise NotFound("message", key)
    return row


def by_message_id(session: Session, message_id: str) -> MessageRow | None:
    """The message that a mail's Message-ID names, with or without its angle brackets."""
    known = f"<{message_id.strip().strip('<>')}>"
    return session.scalar(select(MessageRow).where(MessageRow.message_id == known))


def waiting(session: Session, booking_ids: Collection[int]) -> Sequence[MessageRow]:
    """What waits of these bookings, and what could not be sent."""
    rows = select(MessageRow).where(
        MessageRow.booking_id.in_(booking_ids), MessageRow.state.in_(OPEN)
    )
    return session.scalars(rows.order_by(MessageRow.id)).all()


def waiting_of_past(session: Session, first: int) -> Sequence[MessageRow]:
    """What waits although the mission ended before a half-day."""
    rows = (
        select(MessageRow)
        .join(MessageRow.booking)
        .where(MessageRow.state.in_(("draft", "ready")), BookingRow.last < first)
    )
    return session.scalars(rows.order_by(MessageRow.id)).all()


def told_last(session: Session, booking_ids: Collection[int]) -> Mapping[int, MessageRow]:
    """What people were told last of these bookings, as far as it may have reached them."""
    reached = or_(
        MessageRow.state.in_(REACHED),
        and_(MessageRow.is_doubtful, MessageRow.state != "bounced"),
    )
    rows = select(MessageRow).where(MessageRow.booking_id.in_(booking_ids), reached)
    return {row.booking_id: row for row in session.scalars(rows.order_by(MessageRow.sequence))}


def next_to_send(session: Session, at: datetime) -> tuple[MessageRow, str] | None:
    """The message whose turn it is and where it goes; what a worker let lie comes again.

    Nothing overtakes what is on its way about the same booking.
    """
    earlier = aliased(MessageRow)
    overtakes = exists().where(
        earlier.booking_id == MessageRow.booking_id,
        earlier.sequence < MessageRow.sequence,
        earlier.state == "sending",
    )
    rows = (
        select(MessageRow, ExpertRow.email)
        .join(MessageRow.booking)
        .join(BookingRow.expert)
        .join(InstitutionRow, InstitutionRow.id == MessageRow.institution_id)
        .where(_on_way, MessageRow.next_at <= at, ~overtakes, _has_address)
        .where(func.coalesce(InstitutionRow.mailbox, "") != "")
        .order_by(MessageRow.next_at, MessageRow.id)
        .limit(1)
    )
    found = session.execute(rows).first()
    return None if found is None else (found[0], str(found[1]))


def counts(session: Session, institutions: Collection[int]) -> Mapping[Tab, int]:
    """How many messages each part of the outbox lists, in one look."""
    wanted = [func.count().filter(condition).label(tab) for tab, condition in TABS.items()]
    row = session.execute(_listed(select(*wanted), institutions)).one()
    return {tab: int(count) for tab, count in zip(TABS, row, strict=True)}


def listing(
    session: Session, institutions: Collection[int], tab: Tab, limit: int, offset: int = 0
) -> list[Listed]:
    """One part of the outbox; the oldest first of what waits, the latest first of what is over."""
    is_over = tab in ("sent", "bounced", "closed")
    order = MessageRow.id.desc() if is_over else MessageRow.id
    rows = _listed(select(MessageRow, ExpertRow, MissionRow), institutions)
    rows = rows.where(TABS[tab]).order_by(order).limit(limit).offset(offset)
    rows = rows.options(contains_eager(MessageRow.booking))
    return [Listed(row, expert, mission) for row, expert, mission in session.execute(rows)]


def written_since(session: Session, institutions: Collection[int], since: datetime) -> bool:
    """Was any message written from that moment on?"""
    rows = select(MessageRow.id).where(
        MessageRow.institution_id.in_(institutions), MessageRow.created_at >= since
    )
    return session.scalars(rows.limit(1)).first() is not None


def newest(session: Session, institutions: Collection[int], tab: Tab) -> int:
    """The last one that a part lists, by its number; 0 where it lists none."""
    rows = _listed(select(func.max(MessageRow.id)), institutions)
    return session.scalar(rows.where(TABS[tab])) or 0


def ids_of(session: Session, institutions: Collection[int], tab: Tab, up_to: int) -> list[int]:
    """All that a part lists, up to the last one that the reader can have seen."""
    rows = _listed(select(MessageRow.id), institutions)
    return list(session.scalars(rows.where(TABS[tab], MessageRow.id <= up_to)))


def _listed(rows: Select[*Columns], institutions: Collection[int]) -> Select[*Columns]:
    return (
        rows.select_from(MessageRow)
        .join(MessageRow.booking)
        .join(BookingRow.expert)
        .join(BookingRow.mission)
        .where(MessageRow.institution_id.in_(institutions))
    )
