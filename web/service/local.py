"""The day and the zone of a reader: those of their institution, wherever the program runs.

What plans are reckoned from, and what searches are told, begins on the day of UTC: one for all.
"""

from collections.abc import Collection
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from db.models import InstitutionRow
from web.service.clock import now
from web.service.reader import scope


def local_zone(ledger: Session, institutions: Collection[int]) -> str:
    """The time zone of the reader's first institution."""
    row = ledger.get(InstitutionRow, min(institutions)) if institutions else None
    return row.timezone if row else "UTC"


def local_today(ledger: Session, institutions: Collection[int]) -> date:
    """The day that it is where the reader's first institution is."""
    return today_in(local_zone(ledger, institutions))


def readers_today(ledger: Session) -> date:
    """The day that it is where the reader of this page is."""
    return local_today(ledger, scope())


def today_in(zone: str) -> date:
    """The day that it is in a zone."""
    return now().astimezone(ZoneInfo(zone)).date()
