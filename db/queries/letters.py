"""What a mail about a booking speaks of: as it was told, with the words of today."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from db.models import (
    AccountRoleRow,
    AccountRow,
    BookingRow,
    ExpertLanguageRow,
    ExpertRow,
    FeedTokenRow,
    InstitutionRow,
    MessageRow,
    PartnerRow,
)
from db.queries import outbox
from db.queries.feeds import Published, teams
from db.words import LANGUAGES


@dataclass(frozen=True, slots=True)
class Letter:
    """One message and everything that its mail names; `was` is what its reader knew before."""

    row: MessageRow
    expert: ExpertRow
    stay: Published
    was: Published | None
    language: str | None
    """What the reader prefers, as far as anything is known of it."""


def letter(session: Session, key: int) -> Letter:
    """What one message speaks of. Raises: NotFound."""
    row = outbox.message(session, key)
    whole = [joinedload(BookingRow.expert), joinedload(BookingRow.mission)]
    booking = session.get_one(BookingRow, row.booking_id, options=[*whole])
    team = teams(session, [booking.mission_id])[0]
    stay = _published(session, booking, row.told, team)
    was = None if row.before is None else _published(session, booking, row.before, team)
    stay.booking.sequence, stay.booking.changed_at = row.sequence, row.created_at
    return Letter(row, booking.expert, stay, was, language_of(session, booking.expert_id))


def language_of(session: Session, expert_id: int) -> str | None:
    """The language that somebody reads: of their account, of their feed, the one they speak best.

    None where both of ours are the same to them, or neither is known.
    """
    account = (
        select(AccountRow.language)
        .join(AccountRoleRow, AccountRoleRow.account_id == AccountRow.id)
        .where(AccountRoleRow.role == "expert", AccountRoleRow.expert_id == expert_id)
        .where(AccountRow.language.is_not(None), AccountRow.disabled_at.is_(None))
        .order_by(AccountRow.id)
    )
    feed = (
        select(FeedTokenRow.language)
        .where(FeedTokenRow.expert_id == expert_id, FeedTokenRow.revoked_at.is_(None))
        .order_by(FeedTokenRow.id.desc())
    )
    return (
        session.scalar(account.limit(1))
        or session.scalar(feed.limit(1))
        or _spoken_best(session, expert_id)
    )


def _spoken_best(session: Session, expert_id: int) -> str | None:
    rows = select(ExpertLanguageRow).where(
        ExpertLanguageRow.expert_id == expert_id, ExpertLanguageRow.language.in_(LANGUAGES)
    )
    # CEFR sorts as text.
    found = sorted(session.scalars(rows), key=lambda row: row.cefr, reverse=True)
    if not found or (len(found) > 1 and found[0].cefr == found[1].cefr):
        return None
    return found[0].language


def _published(
    session: Session,
    booking: BookingRow,
    entry: Mapping[str, Any],  # the columns of `stays.ENTRY`, one type each
    team: Mapping[int, Any],  # of `feeds.teams`
) -> Published:
    """A booking as it was, in a row that no session knows."""
    partner = entry["partner_id"]
    return Published(
        booking=BookingRow(
            uid=booking.uid,
            sequence=booking.sequence,
            created_at=booking.created_at,
            changed_at=booking.changed_at,
            **entry,
        ),
        mission=booking.mission,
        institution=session.get_one(InstitutionRow, entry["institution_id"]),
        partner=None if partner is None else session.get_one(PartnerRow, partner),
        role=booking.role,
        team=team.get(booking.mission_id, ()),
    )
