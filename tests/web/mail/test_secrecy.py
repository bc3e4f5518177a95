"""The way to the mail server: encrypted, checked, signed in, and nothing told of the password."""

import logging
import ssl
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from db.engine import Ledger
from db.models import MessageRow
from tests import make
from tests.certificates import Certificate, certificate
from tests.db.outgoing import Story
from tests.web.mail.post import Post, only, post_office
from web.service.mail.smtp import SmtpServer
from web.service.settings import Settings, SettingsUnusable
from web.worker.sending import Mails

PASSWORD = "correct-horse-battery-staple"
Rows = Callable[[], list[MessageRow]]


def at() -> datetime:
    return make.AT


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    return certificate(tmp_path_factory.mktemp("tls"), "127.0.0.1")


@pytest.fixture
def context(made: Certificate) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made.shown)
    return context


@pytest.fixture
def trusted(made: Certificate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(made.voucher))


def mails_to(settings: Settings, port: int, security: str, password: str = PASSWORD) -> Mails:
    return Mails(
        replace(
            settings,
            mail_host="127.0.0.1",
            mail_port=port,
            mail_security=security,
            mail_user="unit",
            mail_password=password,
        )
    )


def test_mail_goes_encrypted_and_signed_in(
    ledger: Ledger,
    settings: Settings,
    story: Story,
    ready: Callable[..., None],
    rows: Rows,
    context: ssl.SSLContext,
    trusted: None,
) -> None:
    ready(story.anne, story.paul)
    post, knows = Post(), only(b"unit", PASSWORD.encode())
    asks = {"require_starttls": True, "auth_required": True}

    with post_office(post, tls_context=context, authenticator=knows, **asks) as port:
        mails_to(settings, port, "starttls").look(ledger, at)
    inside = {"ssl_context": context, "auth_require_tls": False}
    with post_office(post, authenticator=knows, **inside) as port:
        mails_to(settings, port, "tls").look(ledger, at)

    assert [row.state for row in rows()] == ["sent", "sent"]
    assert len(post.taken) == 2


def test_certificate_that_nobody_knows_is_no_way(
    ledger: Ledger,
    settings: Settings,
    story: Story,
    ready: Callable[..., None],
    rows: Rows,
    context: ssl.SSLContext,
) -> None:
    ready(story.anne)
    post = Post()

    with post_office(post, tls_context=context, require_starttls=True) as port:
        mails_to(settings, port, "starttls").look(ledger, at)

    assert (rows()[0].state, rows()[0].error_code) == ("ready", "mail.tls_failed")
    assert post.asked == 0


def test_server_without_encryption_gets_neither_password_nor_mail(
    ledger: Ledger,
    settings: Settings,
    story: Story,
    ready: Callable[..., None],
    rows: Rows,
    post: Post,
    port: int,
) -> None:
    ready(story.anne)

    mails_to(settings, port, "starttls").look(ledger, at)

    assert (rows()[0].state, rows()[0].error_code) == ("ready", "mail.not_supported")
    assert post.asked == 0


def test_wrong_password_is_tried_again_and_told_to_nobody(
    ledger: Ledger,
    settings: Settings,
    story: Story,
    ready: Callable[..., None],
    rows: Rows,
    context: ssl.SSLContext,
    trusted: None,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG, "hemicycle")
    ready(story.anne)
    post, wrong = Post(), "not-the-password-of-anybody"

    with post_office(post, tls_context=context, authenticator=only(b"unit", b"other")) as port:
        mails_to(settings, port, "starttls", wrong).look(ledger, at)

    row = rows()[0]
    assert (row.state, row.error_code) == ("ready", "mail.login_refused")
    assert wrong not in str(row.error_facts) + caplog.text


def test_password_is_in_no_picture_of_the_server(settings: Settings) -> None:
    named = replace(settings, mail_host="mail.example", mail_user="u", mail_password=PASSWORD)

    assert PASSWORD not in repr(SmtpServer.of(named))


@pytest.mark.parametrize(
    "wrong",
    [
        {"mail_security": "ssl"},
        {"mail_port": 0},
        {"mail_user": "unit"},
        {"mail_host": "mail.example", "mail_security": "none"},
    ],
)
def test_settings_that_would_send_in_the_clear_or_nowhere_are_refused(
    settings: Settings, wrong: dict[str, object]
) -> None:
    with pytest.raises(SettingsUnusable):
        replace(settings, **wrong)  # type: ignore[arg-type]  # words of the test
