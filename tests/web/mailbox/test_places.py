"""Where a mailbox is: files and a server, what is asked of them, what is said when they fail."""

import mailbox as standard
import os
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from calendars.letters.opening import BYTES_MOST
from db.engine import Ledger
from db.queries import received_mail
from tests.calendars.letters import mails
from tests.calendars.letters.mails import bare, reply
from tests.certificates import certificate
from tests.web.answers.world import NOW, World, kept
from tests.web.mailbox.server import PASSWORD, Post, serving
from web.language.sentences.letters import MAILBOX
from web.service.mailbox.address import Files, ImapServer, place
from web.service.mailbox.naming import known_as
from web.service.settings import Settings, SettingsUnusable
from web.worker.mailbox import MAILS_AT_ONCE, Mailbox

Reader = Callable[..., Mailbox]
Lines = Callable[[], list[tuple[str, str | None]]]


def of(world: World, number: int = 1, partstat: str = "ACCEPTED") -> bytes:
    body = bare(reply(partstat)).replace(mails.UID.encode(), world.uid.encode())
    return body.replace(b"<1@example>", f"<{number}@example>".encode())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("maildir:box/mail", Files("maildir", "box/mail")),
        ("mbox:box", Files("mbox", "box")),
        (
            "imaps://missions@mail.unit.example",
            ImapServer("mail.unit.example", 993, "missions", "INBOX"),
        ),
        (
            "imaps://m%40unit.example@mail.unit.example:1993/Missions/In%20box",
            ImapServer("mail.unit.example", 1993, "m@unit.example", "Missions/In box"),
        ),
    ],
)
def test_address_names_a_place(text: str, expected: Files | ImapServer) -> None:
    assert place(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "imap://m@mail.example",
        "imaps://mail.example",
        "imaps://m:secret@mail.example",
        "maildir:",
        "https://mail.example",
        "imaps://m@mail.example/a%22b",
        "imaps://m@mail.example/a%0d%0ab",
    ],
)
def test_address_of_nothing_is_refused_by_the_settings(text: str) -> None:
    with pytest.raises(SettingsUnusable, match="HEMICYCLE_MAILBOX"):
        Settings(mailbox=text, mailbox_password="x")


def test_server_without_a_password_is_refused_by_the_settings() -> None:
    with pytest.raises(SettingsUnusable, match="HEMICYCLE_MAILBOX_PASSWORD"):
        Settings(mailbox="imaps://m@mail.example")


def test_nothing_is_read_where_no_mailbox_is_set(ledger: Ledger, settings: Settings) -> None:
    assert not Mailbox(settings).look(ledger, lambda: NOW)

    with ledger.read() as session:
        assert received_mail.state(session) is None


@pytest.mark.parametrize(
    ("head", "same_as"),
    [
        (b"message-id:<a@b>\nX: y\n\nz", b"Message-ID: <a@b>\r\n\r\nother"),
        (b"Subject: x\r\nMessage-ID:\r\n <a@b>\r\n\r\n", b"Message-ID: <a@b>\r\n\r\n"),
    ],
)
def test_mail_is_known_by_its_message_id(head: bytes, same_as: bytes) -> None:
    assert known_as(head) == known_as(same_as)


def test_mail_without_an_id_is_known_by_all_of_it() -> None:
    assert known_as(b"Subject: x\n\na") != known_as(b"Subject: x\n\nb")
    assert known_as(b"Subject: x\n\nMessage-ID: <a@b>\n") != known_as(b"Message-ID: <a@b>\n\n")


def test_many_mails_are_read_in_several_looks(
    ledger: Ledger, world: World, mailbox: Reader, tmp_path: Path, lines: Lines
) -> None:
    box = standard.mbox(tmp_path / "box")
    for number in range(MAILS_AT_ONCE + 1):
        box.add(b"Message-ID: <%d@example>\nSubject: news\n\nx\n" % number)
    box.close()
    reader = mailbox(f"mbox:{tmp_path / 'box'}")

    assert [reader.look(ledger, lambda: NOW) for _ in range(3)] == [True, False, False]
    assert len(lines()) == MAILS_AT_ONCE + 1


def test_mailbox_that_is_missing_is_said_and_comes_back(
    ledger: Ledger, world: World, mailbox: Reader, tmp_path: Path, lines: Lines
) -> None:
    reader = mailbox(f"maildir:{tmp_path / 'mail'}")
    assert not reader.look(ledger, lambda: NOW)
    with ledger.read() as session:
        assert received_mail.state(session) == received_mail.State(NOW, "mailbox.missing")

    standard.Maildir(tmp_path / "mail", create=True).add(of(world))
    reader.look(ledger, lambda: NOW + timedelta(minutes=1))

    assert lines() == [("answered", None)]
    with ledger.read() as session:
        assert received_mail.state(session) == received_mail.State(NOW + timedelta(minutes=1), "")


@pytest.mark.parametrize(
    ("kind", "name", "code"),
    [
        ("mbox", "pipe", "mailbox.no_mailbox"),
        ("mbox", "device", "mailbox.no_mailbox"),
        ("mbox", "folder", "mailbox.no_mailbox"),
        ("mbox", "memory", "mailbox.unreadable"),
        ("mbox", "loop", "mailbox.unreadable"),
        ("maildir", "pipe", "mailbox.no_mailbox"),
        ("maildir", "folder", "mailbox.no_mailbox"),
    ],
)
def test_what_is_no_mailbox_is_said_and_never_waited_for(
    ledger: Ledger, mailbox: Reader, tmp_path: Path, kind: str, name: str, code: str
) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "device").symlink_to("/dev/zero")
    (tmp_path / "memory").symlink_to("/proc/self/mem")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "folder").mkdir()

    mailbox(f"{kind}:{tmp_path / name}").look(ledger, lambda: NOW)

    with ledger.read() as session:
        assert received_mail.state(session) == received_mail.State(NOW, code)


def test_pipe_among_the_mails_of_a_maildir_is_passed_over(
    ledger: Ledger, world: World, mailbox: Reader, tmp_path: Path, lines: Lines
) -> None:
    box = standard.Maildir(tmp_path / "mail", create=True)
    os.mkfifo(tmp_path / "mail" / "new" / "1.pipe")
    box.add(of(world))

    mailbox(f"maildir:{tmp_path / 'mail'}").look(ledger, lambda: NOW)

    assert lines() == [("answered", None)]


def test_state_is_noted_every_ten_minutes_though_nothing_changes_and_with_each_mail(
    ledger: Ledger, world: World, mailbox: Reader, tmp_path: Path
) -> None:
    box = standard.Maildir(tmp_path / "mail", create=True)
    reader = mailbox(f"maildir:{tmp_path / 'mail'}")

    def noted(minutes: int) -> object:
        reader.look(ledger, lambda: NOW + timedelta(minutes=minutes))
        with ledger.read() as session:
            return received_mail.state(session)

    first = noted(0)
    assert noted(9) == first
    assert noted(10) == received_mail.State(NOW + timedelta(minutes=10), "")
    box.add(of(world))
    assert noted(12) == received_mail.State(NOW + timedelta(minutes=12), "")


def test_mailbox_that_cannot_be_read_is_so_since_it_first_was(
    ledger: Ledger, mailbox: Reader, tmp_path: Path
) -> None:
    reader = mailbox(f"maildir:{tmp_path / 'gone'}")

    for hours in range(3):
        reader.look(ledger, partial(NOW.__add__, timedelta(hours=hours)))

    with ledger.read() as session:
        assert received_mail.state(session) == received_mail.State(NOW, "mailbox.missing")


@pytest.fixture
def post() -> Post:
    return Post()


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the server shows, and this process trusts."""
    made = certificate(tmp_path, "localhost")
    monkeypatch.setenv("SSL_CERT_FILE", str(made.voucher))
    return made.shown


def test_server_is_read_and_nothing_there_is_changed(
    ledger: Ledger, world: World, mailbox: Reader, post: Post, trusted: Path, lines: Lines
) -> None:
    post.mails = {3: of(world, 1, "DECLINED"), 9: of(world, 2), 10: b"Subject: no ID\r\n\r\nx\r\n"}
    with serving(post, trusted) as port:
        reader = mailbox(f"imaps://missions@localhost:{port}", PASSWORD)
        for _ in range(2):
            assert not reader.look(ledger, lambda: NOW)

    assert [row.answer for row in kept(ledger)] == ["declined", "accepted"]
    assert lines() == [("answered", None), ("answered", None), ("other", None)]
    verbs = {" ".join(each.split()[: 2 if each.startswith("UID") else 1]) for each in post.heard}
    assert verbs == {"CAPABILITY", "LOGIN", "EXAMINE", "UID SEARCH", "UID FETCH", "LOGOUT"}
    assert all(".PEEK" in each for each in post.heard if "FETCH" in each)
    bodies = [each for each in post.heard if "BODY.PEEK[]" in each]
    # What is known by its ID is not fetched again; what has none is, and known by all of it.
    assert [each.split()[2] for each in bodies] == ["3", "9", "10", "10"]


def test_mail_without_end_is_cut_off_on_the_server(
    ledger: Ledger, world: World, mailbox: Reader, post: Post, trusted: Path, lines: Lines
) -> None:
    post.mails = {1: of(world) + b"x" * (3 * BYTES_MOST)}
    with serving(post, trusted) as port:
        mailbox(f"imaps://missions@localhost:{port}", PASSWORD).look(ledger, lambda: NOW)

    assert lines() == [("unclear", "mail.too_large")]
    assert any(f"BODY.PEEK[]<0.{BYTES_MOST + 1}>" in each for each in post.heard)


def state_of(ledger: Ledger) -> str:
    with ledger.read() as session:
        found = received_mail.state(session)
        return found.code if found else ""


@pytest.mark.parametrize(
    ("password", "folder", "code"),
    [("wrong", "INBOX", "mailbox.refused"), (PASSWORD, "Elsewhere", "mailbox.no_folder")],
)
def test_server_that_refuses_is_said(
    ledger: Ledger,
    mailbox: Reader,
    post: Post,
    trusted: Path,
    caplog: pytest.LogCaptureFixture,
    password: str,
    folder: str,
    code: str,
) -> None:
    with serving(post, trusted) as port:
        reader = mailbox(f"imaps://missions@localhost:{port}/{folder}", password)
        assert not reader.look(ledger, lambda: NOW)

    assert state_of(ledger) == code
    assert MAILBOX[code] in caplog.text
    assert PASSWORD not in caplog.text


def test_server_that_nobody_vouches_for_is_told_no_password(
    ledger: Ledger, mailbox: Reader, post: Post, tmp_path: Path
) -> None:
    with serving(post, certificate(tmp_path, "localhost").shown) as port:
        assert not mailbox(f"imaps://m@localhost:{port}", PASSWORD).look(ledger, lambda: NOW)

    assert state_of(ledger) == "mailbox.not_trusted"
    assert post.heard == []


def test_server_that_is_not_there_is_said(ledger: Ledger, mailbox: Reader) -> None:
    assert not mailbox("imaps://m@localhost:1", PASSWORD).look(ledger, lambda: NOW)

    assert state_of(ledger) == "mailbox.unreachable"
