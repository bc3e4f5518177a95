"""Reading the audit: the history of a subject, and whether the chain is whole."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.chain import FIRST, hash_of
from db.models import AuditRow, FeedRevisionRow
from db.models.feed_revision import PUBLISHED


def history(
    session: Session, subject: str, subject_id: int, limit: int = 200
) -> Sequence[AuditRow]:
    """What was done to one subject (`mission`, `expert`…), the latest first."""
    rows = (
        select(AuditRow)
        .where(AuditRow.subject == subject, AuditRow.subject_id == subject_id)
        .order_by(AuditRow.id.desc())
        .limit(limit)
    )
    return session.scalars(rows).all()


def lines(
    session: Session, subject: str, subject_ids: Collection[int], what: str
) -> dict[int, AuditRow]:
    """The line that something done to each of some subjects has left; of several the latest."""
    rows = select(AuditRow).where(
        AuditRow.subject == subject,
        AuditRow.subject_id.in_(subject_ids),
        AuditRow.what == what,
    )
    return {row.subject_id: row for row in session.scalars(rows.order_by(AuditRow.id))}


def broken_links(session: Session) -> tuple[int, ...]:
    """Ids of the lines whose hash, or whose link to the line before, is not right."""
    broken, previous = [], FIRST
    for row in session.scalars(select(AuditRow).order_by(AuditRow.id)):
        if row.previous_hash != previous or row.hash != hash_of(row):
            broken.append(row.id)
        previous = row.hash
    return tuple(broken)


def last_line(session: Session, but: Collection[str]) -> tuple[int | None, int]:
    """The last line about any subject but some, and the revision of the feeds.

    The revision rises with the rows themselves, whoever writes them.
    """
    lines = select(AuditRow.id).where(AuditRow.subject.not_in(but))
    last = lines.order_by(AuditRow.id.desc()).limit(1).scalar_subquery()
    rows = select(last, FeedRevisionRow.number).where(FeedRevisionRow.id == PUBLISHED)
    found = session.execute(rows).one()
    return found[0], found[1]
