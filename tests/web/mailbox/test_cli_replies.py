"""`hemicycle replies`: a mailbox read from the command line, each mail once."""

import json
import mailbox as standard
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.engine import Ledger
from db.migrate import upgrade
from db.queries import received_mail
from tests import make
from tests.calendars.letters import mails
from tests.calendars.letters.mails import bare, reply
from tests.web.answers.world import World, kept, published
from web.cli import status

NONE = {"answered": 0, "outdated": 0, "bounced": 0, "unclear": 0, "other": 0}


@pytest.fixture
def ledger(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ledger]:
    """The ledger that the command line finds."""
    monkeypatch.setenv("HEMICYCLE_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("LANGUAGE", "en")
    upgrade(sqlite_url)
    opened = Ledger(sqlite_url)
    yield opened
    opened.dispose()


@pytest.fixture
def world(ledger: Ledger) -> World:
    with ledger.write() as session:
        return published(session, make.institution(session))


@pytest.mark.parametrize("kind", ["maildir", "mbox"])
def test_replies_are_read_once_and_counted(
    ledger: Ledger,
    world: World,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    kind: str,
) -> None:
    path = tmp_path / "mail"
    box = standard.Maildir(path) if kind == "maildir" else standard.mbox(path)
    box.add(bare(reply("DECLINED")).replace(mails.UID.encode(), world.uid.encode()))
    box.add(mails.bounce())
    box.close()

    counted = []
    for _ in range(2):
        assert status(["replies", str(path)]) == 0
        counted.append(json.loads(capsys.readouterr().out))

    assert counted == [NONE | {"answered": 1, "other": 1}, NONE]
    assert [row.answer for row in kept(ledger)] == ["declined"]


def test_mailbox_of_the_settings_is_read_where_no_path_is_given(
    ledger: Ledger,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert status(["replies"]) == 2
    assert "HEMICYCLE_MAILBOX is not set" in capsys.readouterr().err
    standard.Maildir(tmp_path / "mail")
    monkeypatch.setenv("HEMICYCLE_MAILBOX", f"maildir:{tmp_path / 'mail'}")

    assert status(["replies"]) == 0
    assert json.loads(capsys.readouterr().out) == NONE
    with ledger.read() as session:
        state = received_mail.state(session)
    assert state is not None
    assert state.code == ""


def test_mailbox_that_is_missing_is_named(
    ledger: Ledger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert status(["replies", str(tmp_path / "nowhere")]) == 2

    captured = capsys.readouterr()
    assert (
        captured.err
        == f"Error: {tmp_path / 'nowhere'} cannot be read: there is nothing at its path.\n"
    )
    assert captured.out == ""


def test_what_is_no_mailbox_is_refused_and_nothing_is_noted_of_the_mailbox_that_is_set(
    ledger: Ledger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "text").write_text("hello\n")
    (tmp_path / "empty").touch()

    for name in ("folder", "text"):
        assert status(["replies", str(tmp_path / name)]) == 2
        said = capsys.readouterr().err
        assert said.endswith("what is at its path is neither a maildir nor an mbox.\n")
        assert len(said.splitlines()) == 1
    assert status(["replies", str(tmp_path / "empty")]) == 0
    with ledger.read() as session:
        assert received_mail.state(session) is None
