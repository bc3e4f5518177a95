"""What one mail says to us, as values."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Answer = Literal["accepted", "tentative", "declined", "other_dates"]


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer to an invitation (RFC 5546 §3.2.3): of which UID and SEQUENCE, and by whom.

    `said_at` is its DTSTAMP, None where it has none; `proposed` are days, both included,
    as its own clock has them; `proposed_at` the moments, where it names hours and their zone.
    """

    uid: str
    sequence: int
    address: str
    answer: Answer
    note: str = ""
    said_at: datetime | None = None
    proposed: tuple[date, date] | None = None
    proposed_at: tuple[datetime, datetime] | None = None


@dataclass(frozen=True, slots=True)
class Bounce:
    """A mail of ours that was not delivered (RFC 3464): its Message-ID, to whom, and why."""

    message_id: str
    recipient: str
    reason: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail: who sent it, what it answers, and what it says.

    `code` says why it is a reply or a report that cannot be used; empty where it can, and where
    it is neither. `answers_to` are the Message-IDs of the mails that it follows; a mail that no
    person wrote says so (RFC 3834 §5).
    """

    message_id: str = ""
    sender: str = ""
    subject: str = ""
    answers_to: tuple[str, ...] = ()
    is_automatic: bool = False
    replies: tuple[Reply, ...] = ()
    bounces: tuple[Bounce, ...] = ()
    uids: tuple[str, ...] = ()
    """UIDs that its calendars name, also where nothing else of them can be used."""
    code: str = ""
    facts: dict[str, str] = field(default_factory=dict)
