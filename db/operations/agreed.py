"""Missions that a partner has agreed to: changed on somebody's word, or proposed to them again."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.orm import Session

from db.actors import Actor
from db.models import MissionRow
from db.operations.audit import audit
from db.operations.saving import save

CHANGED, RETURNED = "changed_on_word", "returned"
"""What the history calls the two ways."""


def heed(session: Session, rows: Iterable[MissionRow], word: str, by: Actor, at: datetime) -> None:
    """Write down on whose word these agreed missions change; without one they are proposed again.

    To be called before bookings are written: those of a mission that is proposed again are holds.
    """
    said = word.strip()
    for row in rows:
        if said:
            audit(session, row, CHANGED, by, at, reason=said)
            continue
        before, row.state, row.changed_at = row.state, "proposed", at
        save(session, row)
        was, becomes = {"state": before}, {"state": "proposed"}
        audit(session, row, RETURNED, by, at, before=was, after=becomes)
