"""Missions that a partner has agreed to: changed on somebody's word, or proposed to them again."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from db.actors import Actor
from db.models import MissionRow
from db.operations.audit import audit
from db.operations.saving import save
from db.words import MissionState

CHANGED, RETURNED, UNDATED = "changed_on_word", "returned", "undated"
"""What the history calls the three ways."""


def heed(
    session: Session,
    rows: Iterable[MissionRow],
    word: str,
    by: Actor,
    at: datetime,
    *,
    undated: Collection[int] = (),
) -> None:
    """Write down on whose word these agreed missions change; without one they are proposed again.

    Of those that have no date any more nothing is agreed, whoever said so: a word for their going
    is none for the dates that come after. To be called before bookings are written: those of a
    mission that is proposed again are holds.
    """
    said = word.strip()
    for row in rows:
        if said:
            audit(session, row, CHANGED, by, at, reason=said)
        if row.id in undated:
            _return(session, row, "changes_requested", UNDATED, by, at)
        elif not said:
            _return(session, row, "proposed", RETURNED, by, at)


def _return(
    session: Session, row: MissionRow, to: MissionState, what: str, by: Actor, at: datetime
) -> None:
    was, becomes = {"state": row.state}, {"state": to}
    row.state, row.changed_at = to, at
    save(session, row)
    audit(session, row, what, by, at, before=was, after=becomes)
