"""The line that each operation leaves: who, when, what, before and after."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.actors import Actor
from db.chain import FIRST, hash_of
from db.models import AuditRow


class Subject(Protocol):
    """A row that something is done to."""

    id: Any  # Mapped[int] to the mapper, int to us
    __tablename__: str


def audit(
    session: Session,
    subject: Subject,
    what: str,
    by: Actor,
    at: datetime,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str | None = None,
) -> AuditRow:
    """Flush what was done, and add its line at the end of the chain."""
    session.flush()
    previous = session.scalar(select(AuditRow.hash).order_by(AuditRow.id.desc()).limit(1))
    row = AuditRow(
        at=at.astimezone(UTC),
        account_id=by.id,
        by=by.label,
        subject=subject.__tablename__,
        subject_id=subject.id,
        what=what,
        reason=reason,
        before=plain(before),
        after=plain(after),
        previous_hash=previous or FIRST,
    )
    row.hash = hash_of(row)
    session.add(row)
    session.flush()
    return row


def changed(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Only what differs between the two, on both sides."""
    names = [name for name in after if before.get(name) != after[name]]
    return {name: before.get(name) for name in names}, {name: after[name] for name in names}


def plain(values: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """The values as JSON gives them back, so that the hash can be computed again."""
    if values is None:
        return None
    plain: dict[str, Any] = json.loads(json.dumps(values, default=_text))
    return plain


def _text(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"No plain form of {value!r}.")
