"""Sessions and external meetings, in the order in which they take place."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from db.errors import NotFound
from db.facts import AgendaFacts
from db.models import AgendaItemRow, AgendaSpeakerRow

_WITH_SPEAKERS = selectinload(AgendaItemRow.speakers).joinedload(AgendaSpeakerRow.expert)


def item(session: Session, item_id: int) -> AgendaItemRow:
    """One of them, with its mission. Raises: NotFound."""
    row = session.get(
        AgendaItemRow, item_id, options=(_WITH_SPEAKERS, joinedload(AgendaItemRow.mission))
    )
    if row is None:
        raise NotFound("agenda_item", item_id)
    return row


def same(session: Session, mission_id: int, facts: AgendaFacts) -> AgendaItemRow | None:
    """One that a mission has already, just as it should be added; None where there is none."""
    names = ("kind", "day", "starts", "ends", "place", "link")
    like = {name: getattr(facts, name) for name in names}
    if facts.zone is not None:
        like["zone"] = facts.zone
    rows = select(AgendaItemRow).filter_by(mission_id=mission_id, is_cancelled=False, **like)
    title = facts.title.strip()
    return next((row for row in session.scalars(rows) if row.title == title), None)


def of_missions(session: Session, mission_ids: Collection[int]) -> Sequence[AgendaItemRow]:
    """All there ever were of some missions, those that are cancelled too."""
    rows = (
        select(AgendaItemRow)
        .where(AgendaItemRow.mission_id.in_(mission_ids))
        .options(_WITH_SPEAKERS)
        .order_by(AgendaItemRow.day, AgendaItemRow.starts, AgendaItemRow.id)
    )
    return session.scalars(rows).all()
