"""An expert's calendars: uploaded, subscribed to, read again, taken away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from db.actors import PROGRAM, Actor
from db.base import Document
from db.checks import check_busy
from db.errors import Flaw, Invalid
from db.facts import BusyFacts
from db.limits import expect_room
from db.models import BusyRow, BusySourceRow
from db.moments import half_day
from db.operations.audit import audit
from db.queries import experts, sources
from db.words import SourceKind

EVERY = timedelta(hours=4)
"""Between two looks at a subscription that answers."""
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=15), timedelta(days=1)
"""Between two looks at one that fails: twice as long each time."""
FLAWS_KEPT = 50
EMPTIED = "feed.emptied"
"""A subscription that answers well and holds nothing any more, though it did."""
Ranges = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Read:
    """What a reading found: half-days, both ends included; no titles, no names of people."""

    ranges: Ranges
    entries: int
    flaw_count: int = 0
    flaws: Sequence[Sequence[Any]] = ()  # [code, line, facts]
    etag: str = ""
    modified: str = ""
    until: str = ""
    """The last day that was asked for, as ISO 8601 has it."""


def keep_file(
    session: Session,
    expert_id: int,
    name: str,
    tentative: bool,
    read: Read,
    by: Actor,
    at: datetime,
) -> BusySourceRow:
    """Keep what an uploaded file says, in place of an earlier one of that name.

    Raises: NotFound, Invalid.
    """
    expert = experts.expert(session, expert_id)
    row = next(
        (each for each in sources.sources_of(session, expert_id)
         if each.kind == "file" and each.name == name),
        None,
    )  # fmt: skip
    row = row or _new(session, expert_id, "file", name, tentative, at)
    row.counts_tentative = tentative
    _take(session, row, read, at)
    after = {"name": row.name, "ranges": len(read.ranges), "flaws": read.flaw_count}
    audit(session, expert, "calendar_uploaded", by, at, after=after)
    return row


def subscribe(
    session: Session,
    expert_id: int,
    name: str,
    address: str,
    tentative: bool,
    by: Actor,
    at: datetime,
) -> BusySourceRow:
    """Have an address read from now on. Raises: NotFound, Invalid."""
    expert = experts.expert(session, expert_id)
    row = _new(session, expert_id, "subscription", name, tentative, at, address)
    row.next_at = at
    audit(session, expert, "calendar_subscribed", by, at, after={"name": row.name})
    return row


def remove(session: Session, source_id: int, by: Actor, at: datetime) -> int:
    """Take a calendar away with its busy times; answers whose it was. Raises: NotFound."""
    row = sources.source(session, source_id)
    expert = experts.expert(session, row.expert_id)
    before = {"name": row.name, "kind": row.kind}
    session.execute(delete(BusyRow).where(BusyRow.source_id == row.id))
    session.delete(row)
    audit(session, expert, "calendar_removed", by, at, before=before)
    return expert.id


def look_again(session: Session, source_id: int, at: datetime) -> int:
    """Let a subscription's turn be now; answers whose it is. Raises: NotFound."""
    row = sources.source(session, source_id)
    if row.kind == "subscription":
        row.next_at = at
    return row.expert_id


def put_off(session: Session, source_id: int, at: datetime) -> None:
    """Begin a look: should it never end, the next one comes after a while. Raises: NotFound."""
    row = sources.source(session, source_id)
    row.tried_at, row.next_at = at, at + FIRST_WAIT


def took(session: Session, source_id: int, read: Read, at: datetime) -> None:
    """Keep what a subscription says now; nothing at all has to be confirmed. Raises: NotFound."""
    row = sources.source(session, source_id)
    old = sources.ranges_of(session, row.id)
    if not read.entries and any(last >= half_day(at.date()) for _, last in old):
        row.tried_at, row.next_at = at, at + EVERY
        row.error_code, row.error_facts = EMPTIED, None
        return
    _take(session, row, read, at)
    row.next_at = at + EVERY
    if old != list(read.ranges):
        expert = experts.expert(session, row.expert_id)
        after = {"name": row.name, "ranges": len(read.ranges)}
        audit(session, expert, "busy_replaced", PROGRAM, at, after=after)


def empty_indeed(session: Session, source_id: int, by: Actor, at: datetime) -> int:
    """Take a subscription at its word that nothing is in it; answers whose it is.

    Raises: NotFound.
    """
    row = sources.source(session, source_id)
    if row.error_code == EMPTIED:
        until = row.until.isoformat() if row.until else ""
        _take(session, row, Read([], 0, until=until), at)
        expert = experts.expert(session, row.expert_id)
        audit(session, expert, "busy_replaced", by, at, after={"name": row.name, "ranges": 0})
    return row.expert_id


def unchanged(session: Session, source_id: int, at: datetime) -> None:
    """It says what it said before. Raises: NotFound."""
    row = sources.source(session, source_id)
    row.tried_at = row.read_at = at
    row.next_at = at + EVERY
    _well(row)


def failed(session: Session, source_id: int, code: str, facts: Document, at: datetime) -> None:
    """It could not be read: what it said last stays. Raises: NotFound."""
    row = sources.source(session, source_id)
    wait = min(FIRST_WAIT * 2 ** min(row.failures, 10), LONGEST_WAIT)
    row.tried_at, row.next_at = at, at + wait
    row.failures += 1
    row.error_code, row.error_facts = code, facts


def _new(
    session: Session,
    expert_id: int,
    kind: SourceKind,
    name: str,
    tentative: bool,
    at: datetime,
    address: str | None = None,
) -> BusySourceRow:
    name = name.strip()
    if not name:
        raise Invalid([Flaw("field.required", "name")])
    expect_room(session, "calendars", BusySourceRow.expert_id == expert_id)
    row = BusySourceRow(
        expert_id=expert_id,
        kind=kind,
        name=name[:120],
        address=address,
        counts_tentative=tentative,
        created_at=at,
    )
    session.add(row)
    session.flush()
    return row


def _take(session: Session, row: BusySourceRow, read: Read, at: datetime) -> None:
    for first, last in read.ranges:
        check_busy(BusyFacts(first, last))
    session.execute(delete(BusyRow).where(BusyRow.source_id == row.id))
    session.add_all(
        BusyRow(
            expert_id=row.expert_id,
            source_id=row.id,
            source=row.kind,
            first=first,
            last=last,
            created_at=at,
        )
        for first, last in read.ranges
    )
    row.entries, row.flaw_count = read.entries, read.flaw_count
    row.flaws = [list(flaw) for flaw in read.flaws[:FLAWS_KEPT]]
    row.etag, row.modified = read.etag, read.modified
    row.until = date.fromisoformat(read.until) if read.until else None
    row.tried_at = row.read_at = at
    _well(row)


def _well(row: BusySourceRow) -> None:
    row.failures, row.error_code, row.error_facts = 0, None, None
