"""Who has said no is mailed no invitation, nor waited for; once the no is lifted they are asked."""

from datetime import date

import pytest
from sqlalchemy import select

from db.engine import Ledger
from db.models import BookingRow, ExpertRow, InstitutionRow, MessageRow, MissionRow
from db.operations import mission_states, outbox, refusals
from db.operations.refusals import Refusing
from db.queries import answers
from tests import make

DAY = date(2027, 1, 4)


@pytest.fixture
def invited(ledger: Ledger) -> None:
    """Anne and Paul are published on a mission; nothing is sent so far."""
    with ledger.write() as session:
        home = make.institution(session, mailbox="unit@qc.example")
        anne = make.expert(session, home, email="anne@qc.example")
        paul = make.expert(session, home, "Paul Deru", email="paul@qc.example")
        row = make.mission(session, home, make.partner(session), make.role(count=2))
        make.staffed(session, row, anne, paul)


def waiting(ledger: Ledger) -> tuple[list[str], list[str]]:
    """Whose invitations wait to be sent, and whose answers are waited for."""
    with ledger.read() as session:
        messages = session.scalars(
            select(MessageRow).where(MessageRow.state.in_(("draft", "ready")))
        )
        mailed = sorted(row.booking.expert.name for row in messages)
        homes = session.scalars(select(InstitutionRow.id)).all()
        asked = sorted(row.expert.name for row, _ in answers.waited_for(session, homes, DAY))
    return mailed, asked


@pytest.mark.parametrize("is_released", [False, True])
@pytest.mark.parametrize("is_whole", [False, True])
def test_no_withdraws_what_was_not_sent_and_ends_the_waiting(
    ledger: Ledger, invited: None, is_released: bool, is_whole: bool
) -> None:
    assert waiting(ledger) == (["Anne Bova", "Paul Deru"],) * 2
    with ledger.write() as session:
        booking = session.scalars(
            select(BookingRow).join(ExpertRow).where(ExpertRow.given_name == "Anne")
        ).one()
        if is_released:
            ids = session.scalars(select(MessageRow.id)).all()
            outbox.release(session, ids, make.BY, make.AT)
        days = None if is_whole else (booking.first, booking.first)
        said = Refusing(booking.mission_id, booking.expert_id, days)
        no = refusals.refuse(session, said, make.BY, make.AT).id

    assert waiting(ledger) == (["Paul Deru"],) * 2

    with ledger.write() as session:
        refusals.lift(session, no, "She can after all.", make.BY, make.AT)

    assert waiting(ledger) == (["Anne Bova", "Paul Deru"],) * 2


def test_who_has_said_no_is_not_invited_when_the_partner_accepts(
    ledger: Ledger, invited: None
) -> None:
    with ledger.write() as session:
        booking = session.scalars(
            select(BookingRow).join(ExpertRow).where(ExpertRow.given_name == "Anne")
        ).one()
        said = Refusing(booking.mission_id, booking.expert_id)
        refusals.refuse(session, said, make.BY, make.AT)
        mission = session.get_one(MissionRow, booking.mission_id)
        for to in ("approved", "proposed", "accepted"):
            mission_states.move(session, mission.id, to, make.BY, make.AT)

    assert waiting(ledger) == (["Paul Deru"],) * 2


def test_no_to_other_dates_leaves_the_invitation(ledger: Ledger, invited: None) -> None:
    with ledger.write() as session:
        booking = session.scalars(select(BookingRow)).first()
        assert booking is not None
        days = (booking.returns + 10, booking.returns + 12)
        said = Refusing(booking.mission_id, booking.expert_id, days)
        refusals.refuse(session, said, make.BY, make.AT)

    assert waiting(ledger) == (["Anne Bova", "Paul Deru"],) * 2
