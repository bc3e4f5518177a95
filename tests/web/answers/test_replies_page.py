"""The page of replies: mail for a person, put aside once dealt with, and how the mailbox fares."""

import pytest
from flask import Flask, url_for
from sqlalchemy import select

from db.engine import Ledger
from db.models import AuditRow, ReceivedMailRow
from db.operations import received_mail
from db.operations.received_mail import Handled
from tests.web.answers.world import NOW, World
from tests.web.conftest import Browser
from tests.web.forms import post
from web.language.sentences.letters import LETTERS, MAILBOX, letter_sentence
from web.language.speech import gettext

UNCLEAR = Handled(
    "unclear", "reply.not_theirs", {"expert": "Anne Bova"}, "x@y.example", "Re: <b>Archives</b>"
)


@pytest.fixture
def mail(ledger: Ledger) -> int:
    with ledger.write() as session:
        return received_mail.remember(session, "a" * 64, UNCLEAR, NOW).id


def test_mail_for_a_person_is_listed_with_its_reason(coordinator: Browser, mail: int) -> None:
    page = coordinator.get("/replies").text

    assert "It replies for Anne Bova from an address that is not theirs" in page
    assert "x@y.example" in page
    assert "Re: &lt;b&gt;Archives&lt;/b&gt;" in page


def test_first_page_counts_it(coordinator: Browser, world: World, mail: int) -> None:
    assert "1 mail could not be used" in coordinator.get("/").text


def test_mail_put_aside_is_listed_no_more(coordinator: Browser, ledger: Ledger, mail: int) -> None:
    for _ in range(2):
        answer = post(coordinator, f"/replies/{mail}/seen")
        assert (answer.status_code, answer.location) == (303, "/replies")

    assert "Nothing needs your attention" in coordinator.get("/replies").text
    with ledger.read() as session:
        lines = session.scalars(select(AuditRow).where(AuditRow.subject == "received_mail")).all()
        assert session.get_one(ReceivedMailRow, mail).seen_at is not None
    assert [line.what for line in lines] == ["put_aside"]
    assert post(coordinator, "/replies/999/seen").status_code == 404


def test_mailbox_that_is_not_set_says_so(coordinator: Browser) -> None:
    assert "The mailbox is not set" in coordinator.get("/replies").text


def test_every_code_of_mail_has_its_french(app: Flask) -> None:
    with app.test_request_context("/?lang=fr"):
        sentences = [*LETTERS.values(), *MAILBOX.values()]
        assert [each for each in sentences if gettext(each) == each] == []
        assert letter_sentence("reply.no_answer", {"said": "X"}).endswith("(X).")
        assert letter_sentence("reply.no_answer", {"said": ""}) == "Il ne dit ni oui ni non."
        handed_on = letter_sentence("reply.delegated", {"to": ""})
        assert handed_on.startswith("Il transmet la mission à une autre personne : ")
        assert url_for("answers.index") == "/replies"


def test_code_that_is_not_known_stands_for_itself(app: Flask) -> None:
    with app.test_request_context("/"):
        assert letter_sentence("reply.from_the_future", {}) == "reply.from_the_future"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "for Anne a part of the days that were asked about (5–7 May 2027):"),
        ("fr", "pour Anne, une partie des jours de la question (5–7 mai 2027) :"),
    ],
)
def test_part_of_the_days_that_a_mail_proposes_is_said(
    app: Flask, language: str, said: str
) -> None:
    facts = {"expert": "Anne", "first": "2027-05-05", "last": "2027-05-07"}

    with app.test_request_context(f"/?lang={language}"):
        assert said in letter_sentence("reply.days_part", facts).replace("\xa0", " ")
