"""Saves that notice when somebody else was faster."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified
from sqlalchemy.orm.exc import StaleDataError

from db.errors import StaleRow
from db.models import AccountRow, AgendaItemRow, ExpertRow, MissionRow

Versioned = MissionRow | ExpertRow | AccountRow | AgendaItemRow
"""Rows that forms edit."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a form showed: the version of its row, and a digest of what the form is about."""

    version: int
    content: str = ""


def digest(content: Mapping[str, object]) -> str:
    """A short text that is another one as soon as anything of this is."""
    written = json.dumps(content, sort_keys=True, default=str)
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def expect_unchanged(row: Versioned, seen: int | Seen, content: Mapping[str, object]) -> None:
    """Go on where the row, or at least what the form is about, is as it was shown.

    Raises: StaleRow.
    """
    known = seen if isinstance(seen, Seen) else Seen(seen)
    if row.version != known.version and digest(content) != known.content:
        raise StaleRow(row.__tablename__, row.id, known.version, row.version)


def expect_version(row: Versioned, known: int) -> None:
    """Go on only where the row is still the one that the form showed. Raises: StaleRow."""
    if row.version != known:
        raise StaleRow(row.__tablename__, row.id, known, row.version)


def save(session: Session, row: Versioned) -> None:
    """Flush; what another process saved meanwhile wins. Raises: StaleRow."""
    known = row.version
    if not isinstance(row, AccountRow):
        # A change of roles or languages alone is a change of the row that forms show.
        flag_modified(row, "changed_at")
    try:
        session.flush()
    except StaleDataError as error:
        raise StaleRow(row.__tablename__, row.id, known, None) from error
