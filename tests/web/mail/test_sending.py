"""Mails leave once, come again after a failure, and end where the server says no."""

import logging
import socket
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Thread

import pytest
from flask import Flask

from db.engine import Ledger
from db.models import AnswerTokenRow, ExpertRow, MessageRow, MissionRow
from db.operations import outbox
from db.operations.mailing import FIRST_WAIT
from tests import make
from tests.db.outgoing import Story, publish_with
from tests.web.mail.post import Post, free_port
from web.service.mail.preview import preview
from web.worker.sending import Mails

Rows = Callable[[], list[MessageRow]]


def at() -> datetime:
    return make.AT


def later() -> datetime:
    return make.AT + FIRST_WAIT


def test_released_message_is_sent_once(
    ledger: Ledger, mails: Mails, post: Post, story: Story, ready: Callable[..., None], rows: Rows
) -> None:
    ready(story.anne)

    assert [mails.look(ledger, at), mails.look(ledger, at)] == [True, False]

    (row,), (mail,) = rows(), post.mails
    assert (row.state, row.sent_at, row.address) == ("sent", make.AT, "anne@qc.example")
    assert (post.senders, post.recipients) == (["unit@qc.example"], ["anne@qc.example"])
    assert mail["Message-ID"] == row.message_id
    assert mail["Reply-To"] == mail["From"] == "Assembly qc <unit@qc.example>"


def test_sent_message_is_shown_as_it_was_sent_without_its_secret(
    app: Flask,
    ledger: Ledger,
    mails: Mails,
    post: Post,
    story: Story,
    ready: Callable[..., None],
    rows: Rows,
) -> None:
    ready(story.anne)
    mails.look(ledger, at)
    (row,) = rows()
    with ledger.write() as session:
        session.get_one(MissionRow, story.mission).title = "Changed after it was sent"

    with ledger.read() as session, app.test_request_context("/?lang=en"):
        shown = preview(app.extensions["settings"], session, session.get_one(MessageRow, row.id))

    sent = post.mails[0]
    assert shown.subject == sent["Subject"]
    assert "Changed after" not in f"{shown.text}{shown.body}{shown.calendar}{shown.entry}"
    assert "/answer/…" in shown.text
    secret = sent.as_string().replace("=\n", "").split("/answer/")[1][:20]
    assert secret not in str(row.sent_words)
    assert shown.then == ""


def test_message_sent_before_words_were_kept_says_that_it_is_read_with_the_facts_of_now(
    app: Flask,
    ledger: Ledger,
    mails: Mails,
    story: Story,
    ready: Callable[..., None],
    rows: Rows,
) -> None:
    ready(story.anne)
    mails.look(ledger, at)
    with ledger.write() as session:
        session.get_one(MessageRow, rows()[0].id).sent_words = None

    with ledger.read() as session, app.test_request_context("/?lang=en"):
        shown = preview(
            app.extensions["settings"], session, session.get_one(MessageRow, rows()[0].id)
        )

    assert shown.then.startswith("What it said was not kept when it was sent")


def test_draft_is_not_sent(ledger: Ledger, mails: Mails, post: Post, story: Story) -> None:
    with ledger.write() as session:
        publish_with(session, story, story.anne)

    assert mails.look(ledger, at) is False
    assert post.asked == 0


def test_nothing_is_sent_without_a_server(
    ledger: Ledger, mails: Mails, story: Story, ready: Callable[..., None], rows: Rows
) -> None:
    ready(story.anne)
    without = Mails(replace(mails.settings, mail_host=None))

    assert without.look(ledger, at) is False
    assert rows()[0].attempt == 0


def test_server_that_is_busy_gets_the_same_mail_again(
    ledger: Ledger, mails: Mails, post: Post, story: Story, ready: Callable[..., None], rows: Rows
) -> None:
    post.replies = ["451 4.3.0 Try later", "250 OK"]
    ready(story.anne)

    mails.look(ledger, at)
    waiting = rows()[0]
    assert mails.look(ledger, at) is False
    mails.look(ledger, later)

    assert (waiting.state, waiting.error_code) == ("ready", "mail.put_off")
    assert waiting.error_facts == {"code": 451, "said": "4.3.0 Try later"}
    assert waiting.next_at == make.AT + FIRST_WAIT
    row = rows()[0]
    assert (row.state, row.attempt, row.error_code, len(post.taken)) == ("sent", 2, None, 1)
    assert post.mails[0]["Message-ID"] == row.message_id


def test_refusal_is_final(
    ledger: Ledger, mails: Mails, post: Post, story: Story, ready: Callable[..., None], rows: Rows
) -> None:
    post.replies = ["550 5.1.1 No such user"]
    ready(story.anne)

    mails.look(ledger, at)

    row = rows()[0]
    assert (row.state, row.error_code) == ("failed", "mail.refused")
    assert mails.look(ledger, lambda: make.AT + timedelta(days=9)) is False
    assert post.asked == 1


def test_server_that_is_not_there_is_tried_again(
    ledger: Ledger, mails: Mails, post: Post, story: Story, ready: Callable[..., None], rows: Rows
) -> None:
    ready(story.anne)
    nobody = Mails(replace(mails.settings, mail_port=free_port()))

    nobody.look(ledger, at)
    failing = rows()[0]
    mails.look(ledger, later)

    assert (failing.state, failing.error_code, failing.is_doubtful) == (
        "ready",
        "mail.unreachable",
        False,
    )
    assert (rows()[0].state, len(post.taken)) == ("sent", 1)


def test_connection_that_breaks_after_the_data_leaves_a_doubt(
    ledger: Ledger, mails: Mails, story: Story, ready: Callable[..., None], rows: Rows
) -> None:
    ready(story.anne)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = Thread(target=_hang_up_after_the_data, args=(listening,))
        server.start()
        Mails(replace(mails.settings, mail_port=listening.getsockname()[1])).look(ledger, at)
        server.join()

    assert (rows()[0].error_code, rows()[0].is_doubtful) == ("mail.cut_off", True)


def _hang_up_after_the_data(listening: socket.socket) -> None:
    connection, _ = listening.accept()
    with connection, connection.makefile("rb") as lines:
        connection.sendall(b"220 here\r\n")
        for reply in (b"250 hello\r\n", b"250 ok\r\n", b"250 ok\r\n", b"354 go on\r\n"):
            lines.readline()
            connection.sendall(reply)
        while lines.readline() != b".\r\n":
            pass


def test_address_that_no_server_takes_is_not_tried(
    ledger: Ledger, mails: Mails, post: Post, story: Story, ready: Callable[..., None], rows: Rows
) -> None:
    with ledger.write() as session:
        anne = session.get_one(ExpertRow, story.anne)
        anne.email = "anne@qc.example>\r\nBcc: all@qc.example"
    ready(story.anne)

    mails.look(ledger, at)

    assert (rows()[0].state, rows()[0].error_code) == ("failed", "mail.address_unusable")
    assert post.asked == 0


def test_each_attempt_has_a_link_that_works_and_the_end_has_none(
    ledger: Ledger, mails: Mails, post: Post, story: Story, ready: Callable[..., None]
) -> None:
    ready(story.anne)
    mails.look(ledger, at)
    ready()
    mails.look(ledger, at)

    asked, ended = (mail.get_body(("plain",)).get_content() for mail in post.mails)  # type: ignore[union-attr]  # there is one
    with ledger.read() as session:
        link = session.query(AnswerTokenRow).one()
    secret = asked.split("https://hemicycle.example/answer/")[1].split()[0]
    assert len(secret) > 40
    assert secret not in link.sha256
    assert "/answer/" not in ended


def test_mail_without_an_address_of_ours_has_no_link(
    ledger: Ledger, mails: Mails, post: Post, story: Story, ready: Callable[..., None]
) -> None:
    ready(story.anne)

    Mails(replace(mails.settings, base_url=None)).look(ledger, at)

    words = post.mails[0].get_body(("plain",)).get_content()  # type: ignore[union-attr]  # there is one
    assert "/answer/" not in words
    assert "Please accept or decline in your calendar program" in words


def test_unit_that_trusts_publishing_needs_nobody(
    ledger: Ledger, mails: Mails, post: Post, story: Story
) -> None:
    with ledger.write() as session:
        row = session.get_one(ExpertRow, story.anne).institution
        outbox.send_at_once(session, row, True, make.BY, make.AT)
        publish_with(session, story, story.anne)

    assert mails.look(ledger, at) is True
    assert post.recipients == ["anne@qc.example"]


def test_nothing_secret_is_logged(
    ledger: Ledger,
    mails: Mails,
    post: Post,
    story: Story,
    ready: Callable[..., None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    ready(story.anne)

    mails.look(ledger, at)

    secret = post.mails[0].get_body(("plain",)).get_content().split("/answer/")[1].split()[0]  # type: ignore[union-attr]  # there is one
    ours = " ".join(r.getMessage() for r in caplog.records if r.name.startswith("hemicycle"))
    assert "Message 1, attempt 1: sent" in ours
    assert secret not in ours
    assert "anne@qc.example" not in ours
