"""The outbox's pages: what waits, what is seen of it, who lets it go."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from db.engine import Ledger
from db.models import AccountRoleRow, AccountRow, ExpertRow, InstitutionRow, MessageRow, MissionRow
from db.operations import mailing, outbox
from db.operations.mailing import Failure
from tests import make
from tests.db.outgoing import Story, messages, publish_with, send_all, take, told
from tests.web.conftest import Browser
from tests.web.counting import selects
from tests.web.forms import post
from web.language.sentences.mail import mail_kind


@pytest.fixture
def story(ledger: Ledger, institution: int) -> Story:
    """Two people of the coordinator's institution, published on one mission."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        home.mailbox = "unit@qc.example"
        anne = make.expert(session, home, email="anne@qc.example")
        paul = make.expert(session, home, "Paul Deru")
        mission = make.mission(session, home, make.partner(session), make.role(count=2))
        story = Story(home.id, mission.id, mission.roles[0].id, anne.id, paul.id)
        publish_with(session, story, anne.id, paul.id)
        return story


def states(ledger: Ledger) -> list[str]:
    with ledger.read() as session:
        return [row.state for row in messages(session)]


def test_empty_outbox_says_what_it_is_for(coordinator: Browser) -> None:
    page = coordinator.get("/outbox").text

    assert "Nothing waits. When a plan is published" in page
    assert "Send the chosen" not in page


def test_draft_waits_with_its_reader_and_its_days(coordinator: Browser, story: Story) -> None:
    page = coordinator.get("/outbox").text

    assert "Bova, Anne" in page
    assert "anne@qc.example" in page
    assert "1–2 March 2027" in page
    assert "Deru" not in page
    assert "Written on 4 January 2027" in page
    assert "Écrit le 4 janvier 2027" in coordinator.get("/outbox?lang=fr").text


def test_who_has_no_address_is_listed_apart(coordinator: Browser, story: Story) -> None:
    page = coordinator.get("/outbox?show=unaddressed").text

    assert "Deru, Paul" in page
    assert f"/experts/{story.paul}/edit" in page
    assert "Bova" not in page


def test_page_says_that_nothing_is_sent_without_a_server(
    app: Flask, coordinator: Browser, story: Story
) -> None:
    without = coordinator.get("/outbox").text
    app.extensions["settings"] = replace(app.extensions["settings"], mail_host="mail.example")
    named = coordinator.get("/outbox").text

    assert "No mail server is set up, so nothing is sent" in without
    assert "No mail server is set up" not in named
    assert "HEMICYCLE_BASE_URL is not set" in named


def test_one_unit_without_a_mailbox_is_told_to_who_answers_for_two(
    browser: Browser, account: Callable[..., str], ledger: Ledger, story: Story
) -> None:
    login = account("coordinator")
    browser.sign_in(login)
    before = browser.get("/outbox").text
    with ledger.write() as session:
        row = session.scalars(select(AccountRow).where(AccountRow.login == login)).one()
        other = make.institution(session, "fr")
        row.roles.append(AccountRoleRow(role="coordinator", institution_id=other.id))

    after = browser.get("/outbox").text

    assert "has no mailbox" not in before
    assert "The unit has no mailbox, and without one it can send nothing." in after


def test_preview_shows_the_mail_in_its_readers_language(
    coordinator: Browser, ledger: Ledger, story: Story
) -> None:
    with ledger.write() as session:
        anne = session.get_one(ExpertRow, story.anne)
        home = anne.institution
        make.account(session, role="expert", institution=home, expert=anne, language="fr")

    page = coordinator.get("/outbox/1").text

    assert "What its calendar entry says" in page
    assert "Bonjour Anne Bova," in page
    assert "asks for an answer (REQUEST)" in page
    assert "<dd>on hold (TENTATIVE)</dd>" in page
    assert "METHOD:REQUEST" in page
    assert page.count("<h1") == 1


def test_preview_is_never_markup(coordinator: Browser, ledger: Ledger, story: Story) -> None:
    with ledger.write() as session:
        session.get_one(MissionRow, story.mission).title = "<img src=x onerror=alert(1)>"

    page = coordinator.get("/outbox/1").text

    assert "<img src=x" not in page


def test_chosen_message_is_released(
    coordinator: Browser, app: Flask, ledger: Ledger, story: Story
) -> None:
    app.extensions["settings"] = replace(app.extensions["settings"], mail_host="mail.example")

    answer = post(coordinator, "/outbox/send", {"message": "1", "show": "drafts"})

    assert (answer.status_code, answer.location) == (303, "/outbox?show=drafts")
    assert states(ledger) == ["ready", "draft"]
    assert "1 message is on its way." in coordinator.get("/outbox").text


def test_released_message_is_not_said_to_leave_without_a_mail_server(
    coordinator: Browser, story: Story
) -> None:
    post(coordinator, "/outbox/send", {"message": "1", "show": "drafts"})

    page = coordinator.get("/outbox").text
    assert "1 message is ready. It leaves once mail can be sent: see below." in page
    assert "No mail server is set up" in page
    assert "on its way" not in page


def test_send_all_leaves_what_came_later(
    coordinator: Browser, ledger: Ledger, story: Story
) -> None:
    with ledger.write() as session:
        mission = session.get_one(MissionRow, story.mission)
        luc = make.expert(session, mission.institution, "Luc Dorval", email="luc@qc.example")
        other = make.mission(session, mission.institution, mission.partner, title="Later")
        make.staffed(session, other, luc)

    post(coordinator, "/outbox/send", {"all": "1", "show": "drafts"})

    assert states(ledger) == ["ready", "draft", "draft"]


def test_dropped_message_is_listed_as_not_sent(
    coordinator: Browser, ledger: Ledger, story: Story
) -> None:
    post(coordinator, "/outbox/drop", {"message": ["1", "2"], "show": "drafts"})

    assert states(ledger) == ["dropped", "dropped"]
    assert "Dropped" in coordinator.get("/outbox?show=closed").text


def test_failure_says_why_and_when_it_is_tried_again(
    coordinator: Browser, ledger: Ledger, story: Story
) -> None:
    with ledger.write() as session:
        outbox.release(session, [1], make.BY, make.AT)
        failure = Failure("mail.put_off", {"code": 451, "said": "<b>Later</b>"})
        mailing.failed(session, take(session), failure, make.AT)

    page = coordinator.get("/outbox?show=failing").text

    assert "The mail server asks to try later (451): &lt;b&gt;Later&lt;/b&gt;" in page
    assert "Next try:" in page
    assert "4 January 2027, 04:01" in page


def test_mail_that_came_back_says_what_to_do(
    coordinator: Browser, ledger: Ledger, story: Story
) -> None:
    with ledger.write() as session:
        outbox.release(session, [1], make.BY, make.AT)
        send_all(session)
        row = messages(session)[0]
        outbox.bounced(session, row.message_id, "550 No such user", make.AT)

    page = coordinator.get("/outbox?show=bounced").text

    assert "It came back: 550 No such user" in page
    assert "Correct the address on the person’s page" in page
    post(coordinator, "/outbox/send", {"message": "1", "show": "bounced"})
    assert states(ledger)[0] == "ready"


def test_unit_chooses_whether_messages_wait(
    coordinator: Browser, ledger: Ledger, story: Story
) -> None:
    post(coordinator, f"/outbox/units/{story.home}", {"at_once": "1"})

    with ledger.write() as session:
        publish_with(session, story, story.anne, week=1)
        assert told(session, "ready") == [(story.anne, "REQUEST", 1, "ready")]
    assert "they go at once" in coordinator.get("/outbox").text


def test_planner_reads_and_does_not_send(
    browser: Browser, account: Callable[..., str], ledger: Ledger, story: Story
) -> None:
    planner = browser.sign_in(account("planner"))

    page = planner.get("/outbox").text

    assert "Bova, Anne" in page
    assert "Send the chosen" not in page
    assert post(planner, "/outbox/send", {"message": "1"}).status_code == 403
    assert states(ledger) == ["draft", "draft"]


def test_messages_of_another_unit_are_not_there(
    browser: Browser, account: Callable[..., str], ledger: Ledger, story: Story
) -> None:
    with ledger.write() as session:
        elsewhere = make.institution(session, "be")
    stranger = browser.sign_in(account("coordinator", where=elsewhere.id))

    assert "Bova" not in stranger.get("/outbox").text
    assert stranger.get("/outbox/1").status_code == 404
    assert post(stranger, "/outbox/send", {"message": "1"}).status_code == 404
    assert post(stranger, f"/outbox/units/{story.home}", {"at_once": "1"}).status_code == 404
    assert states(ledger) == ["draft", "draft"]


def test_list_asks_the_same_of_the_ledger_however_long(
    coordinator: Browser, ledger: Ledger, story: Story
) -> None:
    _asked_to_go(ledger, story, "Mission 0")
    few = selects(ledger, coordinator, "/outbox")
    for number in (1, 2):
        _asked_to_go(ledger, story, f"Mission {number}")

    assert selects(ledger, coordinator, "/outbox") == few
    assert "Mission 2" in coordinator.get("/outbox").text


def _asked_to_go(ledger: Ledger, story: Story, title: str) -> None:
    """Somebody else on a mission of their own."""
    with ledger.write() as session:
        mission = session.get_one(MissionRow, story.mission)
        home = mission.institution
        expert = make.expert(session, home, f"Expert {title}", email="e@qc.example")
        make.staffed(session, make.mission(session, home, mission.partner, title=title), expert)


def test_long_list_comes_in_pages(coordinator: Browser, ledger: Ledger, story: Story) -> None:
    with ledger.write() as session:
        mission = session.get_one(MissionRow, story.mission)
        crowd = [
            make.expert(session, mission.institution, f"Person {number}", email="p@qc.example")
            for number in range(50)
        ]
        other = make.mission(
            session, mission.institution, mission.partner, make.role(count=50), title="Congress"
        )
        make.staffed(session, other, *crowd)

    first, second = (coordinator.get(f"/outbox?page={page}").text for page in (1, 2))

    assert "51 entries" in first
    assert first.count('name="message"') == 50
    assert second.count('name="message"') == 1
    assert "Send all 51 that wait" in second


@pytest.mark.parametrize(
    ("method", "before", "said"),
    [
        ("REQUEST", None, "Invitation"),
        ("REQUEST", "cancelled", "Invitation"),
        ("REQUEST", "hold", "Change"),
        ("CANCEL", "confirmed", "Cancellation"),
    ],
)
def test_news_is_named_after_what_its_reader_knew(
    method: str, before: str | None, said: str
) -> None:
    known = None if before is None else {"status": before}

    assert mail_kind(MessageRow(method=method, before=known)) == said
