"""The answer page: what is asked, one answer, and a kind word whatever state the link is in."""

import logging
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from db.engine import Ledger
from db.models import AuditRow, BookingRow, LoginAttemptRow
from tests.web.answers.world import MONDAY, NOW, World, asked, kept, restaffed
from tests.web.conftest import Browser
from tests.web.forms import filled_in
from web.http.auth.login import FAILURES_OF_ADDRESS
from web.service.logs import without_secrets

pytestmark = pytest.mark.dates

YES = {"answer": "accepted", "note": "With pleasure.\r\nBut late."}


def test_page_says_what_is_asked(browser: Browser, ledger: Ledger, world: World) -> None:
    page = browser.get(asked(ledger, world)).text

    for part in ("Can you go? Archives", "Anne Bova", "Trainer", "Parliament ht", "Haiti", "Hold"):
        assert part in page, part
    leaving = (MONDAY - timedelta(days=1)).day
    assert re.search(rf"leaving on (the )?{leaving}(st|nd|rd|th)?\b", page)
    assert "mailto:missions@unit.example" in page


@pytest.mark.parametrize("venue", ["home", "remote"])
def test_page_asks_to_take_part_where_nobody_goes_away(
    browser: Browser, ledger: Ledger, world: World, venue: str
) -> None:
    with ledger.write() as session:
        session.get_one(BookingRow, world.booking).venue = venue
    path = asked(ledger, world)

    page = browser.get(f"{path}?lang=en").text

    assert "<h1>Can you take part? Archives</h1>" in page
    assert "Yes, I can take part" in page
    assert " go?" not in page
    assert "can go" not in page
    french = browser.get(f"{path}?lang=fr").text
    assert "Pouvez-vous participer\u00a0? Archives" in french
    assert "Oui, je peux participer" in french


def test_page_speaks_the_browsers_language_then_the_experts_then_the_chosen(
    browser: Browser, ledger: Ledger, world: World, account: Callable[..., str]
) -> None:
    path = asked(ledger, world)
    french = {"Accept-Language": "fr"}
    assert "Pouvez-vous participer" in browser.get(path, headers=french).text
    account("expert", expert=world.anne, language="fr")
    assert "Pouvez-vous participer" in browser.get(path, headers={"Accept-Language": "en"}).text
    assert "Can you go?" in browser.get(f"{path}?lang=en").text


def test_yes_is_kept_and_thanked_for(browser: Browser, ledger: Ledger, world: World) -> None:
    path = asked(ledger, world)

    answer = browser.send(path, YES, page=path)

    assert (answer.status_code, answer.location) == (303, path)
    (row,) = kept(ledger)
    assert (row.answer, row.note, row.way) == ("accepted", "With pleasure.\nBut late.", "page")
    page = browser.get(path).text
    assert "Thank you, your answer is kept" in page
    assert "With pleasure." in page


def test_other_dates_are_kept_as_days(browser: Browser, ledger: Ledger, world: World) -> None:
    path = asked(ledger, world)
    first, last = MONDAY + timedelta(days=7), MONDAY + timedelta(days=9)

    form = {"answer": "other_dates", "proposed_first": first, "proposed_last": last}
    browser.send(path, form, page=path)

    (row,) = kept(ledger)
    assert (row.answer, row.proposed_first, row.proposed_last) == ("other_dates", first, last)


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({}, "Your answer: please choose one."),
        ({"answer": "perhaps"}, "Your answer: choose one from the list."),
        ({"answer": "other_dates"}, "From: please give a date."),
        (
            {
                "answer": "other_dates",
                "proposed_first": "2027-05-02",
                "proposed_last": "2027-05-01",
            },
            "To: the end lies before the start.",
        ),
        ({"answer": "declined", "note": "n" * 2001}, "Note: at most 2000 characters"),
    ],
)
def test_form_that_needs_another_look_comes_back_as_it_was_typed(
    browser: Browser, ledger: Ledger, world: World, form: dict[str, str], said: str
) -> None:
    path = asked(ledger, world)

    answer = browser.send(path, {"note": "Typed.", **form}, page=path)

    assert answer.status_code == 422
    assert said in answer.text
    assert 'role="alert"' in answer.text
    back = filled_in(answer.text, path)
    assert back["note"] == form.get("note", "Typed.")
    assert kept(ledger) == []
    assert "Can you go?" in browser.get(path).text


def test_used_link_takes_no_second_answer(browser: Browser, ledger: Ledger, world: World) -> None:
    path = asked(ledger, world)
    token = browser.token(path)
    browser.post(path, data={**YES, "csrf_token": token})

    again = browser.post(path, data={"answer": "declined", "csrf_token": token})

    assert again.status_code == 409
    assert "Thank you" not in again.text
    assert "What you have just sent (“Declines”) was not kept." in again.text
    assert "Thank you, your answer is kept" in browser.get(path).text
    assert [row.answer for row in kept(ledger)] == ["accepted"]


def test_same_answer_sent_twice_is_thanked_for(
    browser: Browser, ledger: Ledger, world: World
) -> None:
    path = asked(ledger, world)
    token = browser.token(path)
    browser.post(path, data={**YES, "csrf_token": token})

    again = browser.post(path, data={**YES, "csrf_token": token})

    assert "Thank you, your answer is kept" in again.text
    assert "was not kept" not in again.text
    assert len(kept(ledger)) == 1


def expire(ledger: Ledger, world: World) -> str:
    return asked(ledger, world, NOW - timedelta(days=40))


def withdraw(ledger: Ledger, world: World) -> str:
    path = asked(ledger, world)
    restaffed(ledger, world, world.jean)
    return path


def move(ledger: Ledger, world: World) -> str:
    path = asked(ledger, world)
    restaffed(ledger, world, world.anne, on=MONDAY + timedelta(days=7))
    return path


@pytest.mark.parametrize(
    ("happens", "english", "french"),
    [
        (expire, "This question is closed", "Cette question est close"),
        (withdraw, "You are not asked any more", "Vous n’êtes plus sollicité·e"),
        (move, "This question has changed", "Cette question a changé"),
    ],
)
def test_closed_link_is_told_kindly_in_both_languages(
    browser: Browser,
    ledger: Ledger,
    world: World,
    happens: Callable[[Ledger, World], str],
    english: str,
    french: str,
) -> None:
    path = happens(ledger, world)

    answer = browser.get(f"{path}?lang=en")
    assert answer.status_code == 200
    assert english in answer.text
    assert "mailto:missions@unit.example" in answer.text
    assert "<form" not in answer.text
    assert french in browser.get(f"{path}?lang=fr").text
    late = browser.send(path, YES, page="/login")
    assert late.status_code == 409
    assert kept(ledger) == []


def test_link_that_is_used_too_late_says_that_the_word_still_counts(
    browser: Browser, ledger: Ledger, world: World
) -> None:
    page = browser.get(f"{expire(ledger, world)}?lang=en").text

    assert "Your word still counts: tell the coordinators whether you can take part." in page


def test_unknown_link_is_the_404_of_any_other_page(browser: Browser, world: World) -> None:
    unknown = browser.get("/answer/" + "x" * 43)
    elsewhere = browser.get("/nowhere/" + "x" * 43)

    assert unknown.status_code == elsewhere.status_code == 404
    main = [
        page.text.partition("<main")[2].partition("</main>")[0] for page in (unknown, elsewhere)
    ]
    assert main[0] == main[1]
    assert "There is nothing here" in main[0]


def test_reading_the_page_writes_nothing(browser: Browser, ledger: Ledger, world: World) -> None:
    path = asked(ledger, world)

    def lines() -> list[int | None]:
        with ledger.read() as session:
            tables = (AuditRow, LoginAttemptRow)
            return [session.scalar(select(func.count()).select_from(table)) for table in tables]

    before = lines()
    for address in (path, path, "/answer/" + "y" * 43):
        browser.get(address)
        browser.head(address)

    assert lines() == before
    assert kept(ledger) == []


def test_wrong_links_from_an_address_wait_as_wrong_passwords_do(
    browser: Browser, ledger: Ledger, world: World
) -> None:
    path = asked(ledger, world)
    token = browser.token(path)
    for number in range(FAILURES_OF_ADDRESS):
        wrong = browser.post(f"/answer/wrong-{number}", data={**YES, "csrf_token": token})
        assert wrong.status_code == 404

    assert browser.post(path, data={**YES, "csrf_token": token}).status_code == 429
    assert kept(ledger) == []


def test_answer_without_the_forms_token_is_refused(
    browser: Browser, ledger: Ledger, world: World
) -> None:
    path = asked(ledger, world)

    assert browser.post(path, data=YES).status_code == 400
    assert kept(ledger) == []


def test_address_is_sent_nowhere_and_kept_by_no_cache(
    browser: Browser, ledger: Ledger, world: World
) -> None:
    headers = browser.get(asked(ledger, world)).headers

    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"


def test_secret_reaches_no_log(
    app: Flask,
    browser: Browser,
    ledger: Ledger,
    world: World,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    path = asked(ledger, world)
    secret = path.rpartition("/")[2]
    line = f'127.0.0.1 "GET {path}?lang=fr HTTP/1.1" 200'
    assert without_secrets(line) == '127.0.0.1 "GET /answer/-?lang=fr HTTP/1.1" 200'
    app.testing = False
    ledger.dispose()

    with caplog.at_level(logging.DEBUG):
        for logger in ("gunicorn.access", "werkzeug"):
            logging.getLogger(logger).info("GET %s", path)
        monkeypatch.setattr("web.pages.answers.link.asked", None)
        assert browser.get(path).status_code == 500

    assert "Exception on /answer/-" in caplog.text
    assert secret not in caplog.text
