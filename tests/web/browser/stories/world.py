"""The small parliament, with what the stories need: people who must sit, and nobody who knows."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from db.engine import Ledger
from db.models import ExpertRow, InstitutionRow, MissionRow, PartnerRow
from tests import make
from tests.web.browser import world as small

DEBATE = "Question time: exchange of members"
"""A mission of members: where they sit at home it has to move."""
RARE = "Audit of accounts: expert advice"
"""A mission for which there is nobody."""


@dataclass(frozen=True, slots=True)
class Tale:
    """What the stories are about, by number, and the first day of `DEBATE`.

    `member` goes there, and `mate` could.
    """

    small: small.World
    debate: int
    rare: int
    member: int
    mate: int
    monday: date


def build(ledger: Ledger) -> Tale:
    """Fill an empty database."""
    known = small.build(ledger)
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, known.institution)
        host = session.get_one(MissionRow, known.planned).partner
        member = session.get_one(ExpertRow, known.expert)
        assert host is not None
        debate = _debate(session, home, host, known.day + timedelta(days=14))
        rare = _rare(session, home, host, known.day + timedelta(days=7))
        make.staffed(session, debate, member)
        return Tale(known, debate.id, rare.id, member.id, member.id + 4, debate.window_first)


def _debate(session: Session, home: InstitutionRow, host: PartnerRow, day: date) -> MissionRow:
    return make.mission(
        session,
        home,
        host,
        make.role(title="Speaker", kind="member", languages={"fr": "C1"}),
        title=DEBATE,
        first=day,
        window_last=day + timedelta(days=14),
        weekdays="1",
        travel_before=2,
        travel_after=2,
    )


def _rare(session: Session, home: InstitutionRow, host: PartnerRow, day: date) -> MissionRow:
    audit = make.domain(session, "audit")
    return make.mission(
        session,
        home,
        host,
        make.role(title="Adviser", domains={audit: 3}, languages={"fr": "C1"}),
        title=RARE,
        first=day,
        window_last=day + timedelta(days=10),
    )
