"""Saves that notice when somebody else was faster."""

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified
from sqlalchemy.orm.exc import StaleDataError

from db.errors import StaleRow
from db.models import AccountRow, AgendaItemRow, ExpertRow, MissionRow

Versioned = MissionRow | ExpertRow | AccountRow | AgendaItemRow
"""Rows that forms edit."""


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
