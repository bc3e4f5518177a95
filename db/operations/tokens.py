"""Secret addresses of feeds: made, revoked, seen in use. The secret itself never comes here."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import or_, update
from sqlalchemy.orm import Session

from db import words
from db.actors import Actor
from db.errors import Flaw, Invalid
from db.limits import expect_room
from db.models import FeedTokenRow
from db.models.token import SUBJECTS
from db.operations.audit import audit
from db.operations.feeds import KEPT
from db.queries import experts, scenarios
from db.queries import tokens as known
from db.queries.experts import has_left


@dataclass(frozen=True, slots=True)
class Choices:
    """Which entries an address shows, how much they say, and how early they remind, if at all."""

    shows: words.FeedShows = "all"
    detail: words.FeedDetail = "full"
    alarm_hours: int | None = None


@dataclass(frozen=True, slots=True)
class TokenFacts:
    """Which feed an address opens, what it is for, and the language that it speaks."""

    kind: words.FeedKind
    subject_id: int
    label: str
    language: words.Language
    choices: Choices = Choices()


def create(
    session: Session, facts: TokenFacts, sha256: str, by: Actor, at: datetime
) -> FeedTokenRow:
    """Open a feed to who holds the secret of that hash.

    Raises: Invalid without a label, for an expert who has left, for a closed scenario; NotFound.
    """
    label = facts.label.strip()
    if not label:
        raise Invalid([Flaw("field.required", "label")])
    if facts.kind == "expert" and has_left(experts.expert(session, facts.subject_id), at.date()):
        raise Invalid([Flaw("expert.departed", "label")])
    if facts.kind == "scenario" and scenarios.scenario(session, facts.subject_id).state != "open":
        raise Invalid([Flaw("scenario.closed", "label")])
    of_it = getattr(FeedTokenRow, SUBJECTS[facts.kind]) == facts.subject_id
    in_use = (FeedTokenRow.kind == facts.kind, of_it, FeedTokenRow.revoked_at.is_(None))
    expect_room(session, "addresses", *in_use)
    row = FeedTokenRow(
        kind=facts.kind,
        label=label,
        language=facts.language,
        sha256=sha256,
        created_by=by.id,
        created_at=at,
    )
    setattr(row, SUBJECTS[facts.kind], facts.subject_id)
    _choose(row, facts.choices)
    session.add(row)
    audit(session, row, "created", by, at, after=_subject(facts) | {"label": label})
    return row


def revoke(session: Session, token_id: int, by: Actor, at: datetime) -> FeedTokenRow:
    """Close an address for good. Raises: NotFound."""
    row = known.token(session, token_id)
    row.revoked_at = row.revoked_at or at
    audit(session, row, "revoked", by, at)
    return row


def renew(session: Session, token_id: int, sha256: str, by: Actor, at: datetime) -> FeedTokenRow:
    """Close an address and open a new one for the same feed, under the same label.

    Raises: NotFound, Invalid where it is closed already, or none can be opened.
    """
    _require_open(known.token(session, token_id))
    old = revoke(session, token_id, by, at)
    kind: words.FeedKind = old.kind  # type: ignore[assignment] # the CHECK allows no other
    language: words.Language = old.language  # type: ignore[assignment] # likewise
    subject_id: int = getattr(old, SUBJECTS[kind])
    facts = TokenFacts(kind, subject_id, old.label, language, choices_of(old))
    return create(session, facts, sha256, by, at)


def choose(
    session: Session, token_id: int, choices: Choices, by: Actor, at: datetime
) -> FeedTokenRow:
    """Change what an address shows; the address stays.

    Raises: NotFound, Invalid where it is closed.
    """
    row = known.token(session, token_id)
    _require_open(row)
    before = asdict(choices_of(row))
    _choose(row, choices)
    row.chosen_at = at
    audit(session, row, "changed", by, at, before=before, after=asdict(choices))
    return row


def _require_open(row: FeedTokenRow) -> None:
    if row.revoked_at is not None:
        raise Invalid([Flaw("address.stopped", "label")])


def choices_of(row: FeedTokenRow) -> Choices:
    """What an address shows."""
    shows: words.FeedShows = row.shows  # type: ignore[assignment] # the CHECK allows no other
    detail: words.FeedDetail = row.detail  # type: ignore[assignment] # likewise
    return Choices(shows, detail, row.alarm_hours)


def _choose(row: FeedTokenRow, choices: Choices) -> None:
    row.shows, row.detail = choices.shows, choices.detail
    row.alarm_hours = choices.alarm_hours


def revoke_departed(session: Session, today: date, by: Actor, at: datetime) -> int:
    """Close every address of experts whose last day is over; say how many there were."""
    rows = known.of_departed(session, today)
    for row in rows:
        revoke(session, row.id, by, at)
    return len(rows)


def revoke_closed(session: Session, by: Actor, at: datetime) -> int:
    """Close every address of scenarios that were closed 60 days ago; say how many there were.

    Until then their calendars are empty, so that programs forget what was proposed.
    """
    rows = known.of_closed(session, at - KEPT)
    for row in rows:
        revoke(session, row.id, by, at)
    return len(rows)


def note_uses(session: Session, days: Mapping[int, date]) -> None:
    """Keep on which day each token was last used; for a worker, not for the request."""
    for token_id, day in sorted(days.items()):
        unseen = or_(FeedTokenRow.last_used_on.is_(None), FeedTokenRow.last_used_on < day)
        session.execute(
            update(FeedTokenRow).where(FeedTokenRow.id == token_id, unseen).values(last_used_on=day)
        )


def _subject(facts: TokenFacts) -> dict[str, object]:
    return {"kind": facts.kind, "subject_id": facts.subject_id, "language": facts.language}
