"""The history of a mission holds its releases with its teams, its mails and its answers."""

from datetime import timedelta

from db.engine import Ledger
from db.models import InstitutionRow
from db.operations import answers, mailing, outbox
from db.operations.answers import Given
from tests import make
from tests.web.conftest import Browser

NEXT = make.MONDAY + timedelta(days=7)


def test_history_tells_publishing_mails_and_answers(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        home.mailbox = "unit@qc.example"
        facts = {"window_last": NEXT, "travel_before": 2}
        mission = make.mission(session, home, make.partner(session), **facts)
        anne = make.expert(session, home, email="anne@qc.example")
        make.staffed(session, mission, anne)
        outbox.release(session, [1], make.BY, make.AT)
        attempt = mailing.claim(session, make.AT)
        assert attempt is not None
        mailing.sent(session, attempt, make.AT)
        answers.record(
            session, 1, Given("declined", "Ill."), "page", make.BY, make.AT + timedelta(minutes=30)
        )
        luc = make.expert(session, home, "Luc Dorval")
        make.staffed(session, mission, luc, on=NEXT, at=make.AT + timedelta(hours=1))
        number = mission.id

    page = coordinator.get(f"/missions/{number}").text.split('id="history"')[1]

    assert "Published in release 1: 1–2 March 2027, leaving on 28 February; Anne Bova joins" in page
    assert "Mail sent to Anne Bova: Invitation" in page
    assert "Anne Bova: Declines" in page
    assert (
        "Published in release 2: 8–9 March 2027, leaving on the 7th; Luc Dorval joins;"
        " Anne Bova leaves" in page
    )
    assert page.index("release 2") < page.index("Declines") < page.index("release 1")


def test_release_that_changes_nothing_of_a_mission_is_none_of_its_history(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        there = make.partner(session)
        first = make.mission(session, home, there)
        other = make.mission(session, home, there, title="Other", first=NEXT)
        make.staffed(session, first, make.expert(session, home))
        make.staffed(session, other, make.expert(session, home, "Luc Dorval"))
        number = first.id

    page = coordinator.get(f"/missions/{number}").text

    assert "Published in release 1" in page
    assert "Published in release 2" not in page
