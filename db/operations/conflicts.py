"""What people say of conflicts of the live plan."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actors import Actor
from db.models import ConflictNoteRow
from db.operations.audit import audit

NOTE_MOST = 2000


def acknowledge(session: Session, key: str, note: str, by: Actor, at: datetime) -> ConflictNoteRow:
    """Note that a conflict has been seen; said again, both notes stand, one after the other."""
    row = session.scalar(select(ConflictNoteRow).where(ConflictNoteRow.key == key))
    before = None if row is None else {"note": row.note}
    if row is None:
        row = ConflictNoteRow(key=key, created_at=at)
        session.add(row)
    said = [] if before is None else before["note"].split("\n")
    said += [] if note.strip() in said else [note.strip()]
    row.note = "\n".join(filter(None, said))[:NOTE_MOST]
    row.author_id, row.created_at = by.id, at
    audit(session, row, "acknowledged", by, at, before=before, after={"note": row.note})
    return row


def reopen(session: Session, key: str, by: Actor, at: datetime) -> None:
    """Take a note back; nothing where there is none."""
    row = session.scalar(select(ConflictNoteRow).where(ConflictNoteRow.key == key))
    if row is not None:
        audit(session, row, "reopened", by, at, before={"note": row.note})
        session.delete(row)
        session.flush()


def notes(session: Session, keys: Collection[str]) -> Mapping[str, ConflictNoteRow]:
    """What was said of these conflicts, by their keys."""
    rows = session.scalars(select(ConflictNoteRow).where(ConflictNoteRow.key.in_(keys)))
    return {row.key: row for row in rows}
