"""Signed in: experts answer their own questions, others those of whom they speak for."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from db.engine import Ledger
from db.models import AuditRow, MissionRow, RefusalRow
from db.operations import mission_states, refusals
from db.queries import outbox
from db.queries import refusals as known_refusals
from tests import make
from tests.clock import NOW, TODAY
from tests.web.answers.world import MONDAY, World, asked, kept, restaffed
from tests.web.conftest import Browser
from tests.web.forms import filled_in, post


@pytest.fixture
def anne(browser: Browser, account: Callable[..., str], world: World) -> Browser:
    """Anne, who has signed in."""
    return browser.sign_in(account("expert", expert=world.anne))


def test_expert_answers_and_may_think_better_of_it(
    anne: Browser, ledger: Ledger, world: World
) -> None:
    path = f"/answers/{world.booking}"
    assert "Can you go? Archives" in anne.get(path).text

    first = post(anne, path, {"answer": "accepted"})
    assert (first.status_code, first.location) == (303, path)
    assert "Thank you." in anne.get(path).text
    post(anne, path, {"answer": "declined", "note": "Ill."})

    assert [(row.answer, row.way) for row in kept(ledger)] == [
        ("accepted", "account"),
        ("declined", "account"),
    ]
    assert "Declines" in anne.get(path).text


@pytest.mark.parametrize(
    ("role", "by"),
    [
        ("expert", "Camille expert"),
        ("assistant", "Camille assistant for Anne Bova"),
        ("coordinator", "Camille coordinator for Anne Bova"),
    ],
)
def test_audit_says_who_spoke_for_whom(
    browser: Browser,
    account: Callable[..., str],
    ledger: Ledger,
    world: World,
    role: str,
    by: str,
) -> None:
    somebody = None if role == "coordinator" else world.anne
    browser.sign_in(account(role, expert=somebody))

    post(browser, f"/answers/{world.booking}", {"answer": "accepted"})

    with ledger.read() as session:
        line = session.scalars(select(AuditRow).where(AuditRow.subject == "answer")).one()
    assert line.by == by


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (TODAY - timedelta(days=9), TODAY - timedelta(days=5), "this day is past"),
        (TODAY - timedelta(days=2), MONDAY + timedelta(days=9), "this day is past"),
        (MONDAY, MONDAY, "These are the days that you were asked about"),
        (
            MONDAY - timedelta(days=1),
            MONDAY + timedelta(days=1),
            "These are the days that you were asked about",
        ),
    ],
)
@pytest.mark.parametrize("way", ["account", "page"])
def test_other_dates_that_cannot_be_meant_are_refused_with_what_was_typed(
    anne: Browser, ledger: Ledger, world: World, way: str, first: date, last: date, said: str
) -> None:
    path = f"/answers/{world.booking}" if way == "account" else asked(ledger, world)
    days = {"proposed_first": first.isoformat(), "proposed_last": last.isoformat()}

    answer = post(anne, path, {"answer": "other_dates", "note": "Typed.", **days})

    assert answer.status_code == 422
    assert said in answer.text
    assert filled_in(answer.text, path).items() >= {"note": "Typed.", **days}.items()
    assert kept(ledger) == []


def test_other_dates_may_begin_with_days_of_the_question(
    anne: Browser, ledger: Ledger, world: World
) -> None:
    days = {"proposed_first": MONDAY, "proposed_last": MONDAY + timedelta(days=30)}

    answer = post(anne, f"/answers/{world.booking}", {"answer": "other_dates", **days})

    assert answer.status_code == 303
    assert [row.proposed_first for row in kept(ledger)] == [MONDAY]


@pytest.mark.parametrize("role", ["assistant", "coordinator"])
def test_answer_that_was_written_down_names_who_noted_it(
    browser: Browser, account: Callable[..., str], world: World, role: str
) -> None:
    browser.sign_in(account(role, expert=None if role == "coordinator" else world.anne))
    path = f"/answers/{world.booking}"

    post(browser, path, {"answer": "declined"})

    pages = {"coordinator": (path, f"/missions/{world.mission}", f"/experts/{world.anne}")}
    for page in (*pages.get(role, (path, "/")),):
        shown = " ".join(browser.get(f"{page}?lang=en").text.split())
        assert f"noted by Camille {role}" in shown, page
        assert "signed in" not in shown, page
    french = browser.get(f"{path}?lang=fr").text
    assert f"consignée par\N{NO-BREAK SPACE}: Camille {role}" in french


def test_history_of_a_mission_says_who_noted_an_answer(coordinator: Browser, world: World) -> None:
    post(coordinator, f"/answers/{world.booking}", {"answer": "declined"})

    page = " ".join(coordinator.get(f"/missions/{world.mission}").text.split())

    history = page[page.index('id="history"') :]
    assert "noted by Camille coordinator" in history
    assert "signed in" not in history


def test_own_answer_is_noted_by_nobody(anne: Browser, world: World) -> None:
    path = f"/answers/{world.booking}"

    post(anne, path, {"answer": "declined"})

    shown = anne.get(path).text
    assert "signed in" in shown
    assert "noted by" not in shown


def test_other_people_find_nothing(
    browser: Browser, account: Callable[..., str], ledger: Ledger, world: World
) -> None:
    browser.sign_in(account("expert", expert=world.jean))
    path = f"/answers/{world.booking}"

    assert browser.get(path).status_code == 404
    assert post(browser, path, {"answer": "accepted"}).status_code == 404
    with ledger.write() as session:
        other = make.institution(session, "fr")
    post(browser, "/logout")
    elsewhere = browser.sign_in(account("coordinator", where=other.id))
    assert elsewhere.get(path).status_code == 404
    assert kept(ledger) == []


def test_form_without_a_choice_comes_back(anne: Browser, ledger: Ledger, world: World) -> None:
    answer = post(anne, f"/answers/{world.booking}", {"note": "Hm."})

    assert answer.status_code == 422
    assert "Your answer: please choose one." in answer.text
    assert "Hm." in answer.text


def test_cancelled_booking_has_nothing_to_answer(
    anne: Browser, ledger: Ledger, world: World
) -> None:
    restaffed(ledger, world, world.jean)
    path = f"/answers/{world.booking}"

    assert "You are not asked any more" in anne.get(path).text
    late = post(anne, path, {"answer": "accepted", "note": "Too late?"})

    assert late.status_code == 409
    assert "You are not asked any more" in late.text
    assert "What you have written was not kept" in late.text
    assert "Too late?" in late.text
    assert "cancelled or over" not in late.text
    assert "What you have written" not in anne.get(path).text


def test_nobody_is_asked_about_a_mission_that_has_been_held(
    anne: Browser, ledger: Ledger, world: World
) -> None:
    own, link = f"/answers/{world.booking}", asked(ledger, world)
    assert own in anne.get(f"/experts/{world.anne}").text
    with ledger.write() as session:
        assert [each.method for each in outbox.waiting(session, [world.booking])] == ["REQUEST"]
        session.get_one(MissionRow, world.mission).state = "scheduled"
        over = NOW + timedelta(days=100)
        mission_states.move(session, world.mission, "delivered", make.BY, over)

    for path in (own, link):
        assert "This question is closed" in anne.get(path).text
        late = post(anne, path, {"answer": "declined", "note": "Too late?"})
        assert (late.status_code, "Too late?" in late.text) == (409, True)

    assert own not in anne.get(f"/experts/{world.anne}").text
    assert kept(ledger) == []
    with ledger.read() as session:
        assert outbox.waiting(session, [world.booking]) == []


def test_no_to_a_mission_that_has_been_held_is_no_conflict(
    coordinator: Browser, ledger: Ledger, world: World
) -> None:
    with ledger.write() as session:
        no = refusals.Refusing(world.mission, world.anne)
        refusals.refuse(session, no, make.BY, NOW)
        assert len(known_refusals.against_bookings(session, TODAY)) == 1
        session.get_one(MissionRow, world.mission).state = "delivered"

    with ledger.read() as session:
        assert known_refusals.against_bookings(session, TODAY) == []
    page = coordinator.get(f"/missions/{world.mission}").text
    assert "Write an answer down" not in page
    assert "Who could take the seat" not in page


def test_closed_question_of_somebody_else_does_not_speak_to_its_reader(
    coordinator: Browser, ledger: Ledger, world: World
) -> None:
    restaffed(ledger, world, world.jean)

    form = {"answer": "declined", "note": "By phone."}
    late = post(coordinator, f"/answers/{world.booking}", form)
    page = coordinator.get(f"/answers/{world.booking}").text

    assert late.status_code == 409
    assert "By phone." in late.text
    assert "They are not asked any more" in late.text
    assert "They are not asked any more" in page
    assert "goes ahead without them" in page
    assert "Your calendar" not in page


def test_answer_signed_in_closes_no_link_of_another_question(
    anne: Browser, ledger: Ledger, world: World
) -> None:
    path = asked(ledger, world)
    post(anne, f"/answers/{world.booking}", {"answer": "accepted"})

    page = anne.get(path).text

    assert "Your last answer" in page
    assert "Accepts" in page


def test_act_in_somebodys_place_is_said_in_the_readers_language(
    coordinator: Browser, world: World
) -> None:
    post(coordinator, f"/answers/{world.booking}", {"answer": "declined"})
    page = f"/missions/{world.mission}/refusals"

    said = {lang: coordinator.get(f"{page}?lang={lang}").text for lang in ("en", "fr")}

    assert "Camille coordinator, for Anne Bova" in said["en"]
    assert "Camille coordinator, pour Anne Bova" in said["fr"]
    assert " for Anne Bova" not in said["fr"]


@pytest.mark.parametrize("role", ["expert", "coordinator"])
@pytest.mark.parametrize("answer", ["accepted", "declined"])
def test_answer_on_a_page_that_shows_other_dates_is_not_kept(
    browser: Browser,
    account: Callable[..., str],
    ledger: Ledger,
    world: World,
    role: str,
    answer: str,
) -> None:
    browser.sign_in(account(role, expert=world.anne if role == "expert" else None))
    path = f"/answers/{world.booking}"
    form = filled_in(browser.get(path).text, path) | {"answer": answer, "note": "The 8th."}
    later = MONDAY + timedelta(days=7)
    restaffed(ledger, world, world.anne, later)

    refused = post(browser, path, form)

    assert refused.status_code == 409
    assert "have changed since this page was opened: please answer again." in refused.text
    assert f"{later.day}" in refused.text
    again = filled_in(refused.text, path)
    assert again["note"] == "The 8th."
    assert not re.search(r'name="answer"[^>]* checked', refused.text)
    assert kept(ledger) == []
    assert post(browser, path, again | {"answer": answer}).status_code == 303
    assert [row.answer for row in kept(ledger)] == [answer]


@pytest.mark.parametrize("answer", ["accepted", "declined"])
def test_answer_sent_twice_is_kept_once(
    anne: Browser, ledger: Ledger, world: World, answer: str
) -> None:
    path = f"/answers/{world.booking}"
    form = filled_in(anne.get(path).text, path) | {"answer": answer, "note": "Said."}

    for _ in range(4):
        assert post(anne, path, form).status_code == 303

    assert [row.answer for row in kept(ledger)] == [answer]
    post(anne, path, form | {"note": "More."})
    assert [row.note for row in kept(ledger)] == ["Said.", "More."]


def test_no_that_was_lifted_may_be_said_again(anne: Browser, ledger: Ledger, world: World) -> None:
    path = f"/answers/{world.booking}"
    post(anne, path, {"answer": "declined"})
    with ledger.write() as session:
        row = session.scalars(select(RefusalRow)).one()
        refusals.lift(session, row.id, "A mistake.", make.BY, NOW)

    post(anne, path, {"answer": "declined"})

    with ledger.read() as session:
        assert [row.lifted_at is None for row in session.scalars(select(RefusalRow))] == [
            False,
            True,
        ]
