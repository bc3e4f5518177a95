"""The command line: languages, exit statuses, and what each command changes."""

import io
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest
from sqlalchemy import select

from db.engine import Ledger
from db.migrate import upgrade
from db.models import AccountRow
from db.operations import tokens
from db.operations.tokens import TokenFacts
from db.queries import accounts
from db.queries import tokens as known_tokens
from tests import make
from tests.web.test_worker import until
from web.cli import status
from web.service.passwords import is_password
from web.service.tokens import new_secret

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")


@pytest.fixture
def ledger(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ledger]:
    """The configured database, with one institution."""
    monkeypatch.setenv("HEMICYCLE_DATABASE_URL", sqlite_url)
    upgrade(sqlite_url)
    opened = Ledger(sqlite_url)
    with opened.write() as session:
        make.institution(session, "qc")
    yield opened
    opened.dispose()


def test_help_lists_the_commands_without_importing_them() -> None:
    code = (
        "import sys; from web.cli import status; status(['--help']);"
        "print([name for name in sys.modules if name.startswith(('web.demo', 'web.cli.run'))])"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert "solve" in done.stdout
    assert done.stdout.endswith("[]\n")


@pytest.mark.parametrize("where", ["before", "after"])
def test_lang_may_stand_anywhere(where: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--lang", "fr", "settings"] if where == "before" else ["settings", "--lang=fr"]

    assert status(arguments) == 0

    assert "Par défaut\N{NO-BREAK SPACE}: sqlite:///hemicycle.db" in capsys.readouterr().out


def test_language_comes_from_the_environment(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("LANGUAGE")
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LANG", "fr_CA.UTF-8")

    assert status(["nothing"]) == 2

    assert "La commande 'nothing' n’existe pas." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--lang", "de"], "--lang must be one of en, fr: de."),
        (["nothing"], "No such command 'nothing'."),
        (["run", "--port", "x"], "'x' is not a valid whole number."),
        (["account", "create"], "Missing argument 'LOGIN'."),
        (["account", "disable", "nobody"], "There is no account nobody."),
        (["account", "create", "a", "--role", "admin"], "give --password-stdin or --generate"),
        (["account", "create", "a", "--role", "admin", "--institution", "x"], "there are: qc."),
        (["token", "revoke", "x"], "No feed has this address, or it is stopped already."),
    ],
)
def test_bad_input_is_a_sentence_and_2(
    arguments: list[str], said: str, ledger: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    assert status(arguments) == 2

    captured = capsys.readouterr()
    assert said in captured.err
    assert captured.out == ""


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense", "HEMICYCLE_DATABASE_URL is not a database address."),
        ("sqlite:////nowhere/at/all.db", "unable to open database file"),
    ],
)
def test_upgrade_names_an_unusable_database(
    url: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HEMICYCLE_DATABASE_URL", url)

    assert status(["upgrade"]) == 2

    assert said in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["upgrade"], ["worker"], ["run", "--port", "0"]])
def test_place_that_cannot_be_written_is_a_sentence_and_2(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HEMICYCLE_DATABASE_URL", "sqlite:////proc/ledger.db")

    assert status(arguments) == 2

    assert capsys.readouterr().err.startswith("Error: ")


@pytest.mark.parametrize("arguments", [["upgrade"], ["run", "--port", "0"]])
def test_database_of_another_program_is_left_alone(
    arguments: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "songs.db"
    with closing(connect(path)) as songs:
        songs.execute("CREATE TABLE mission (title TEXT)")
    before = path.read_bytes()
    monkeypatch.setenv("HEMICYCLE_DATABASE_URL", f"sqlite:///{path}")

    assert status(arguments) == 2

    assert "belongs to another program" in capsys.readouterr().err
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense", "HEMICYCLE_DATABASE_URL is not a database address."),
        ("sqlite://", "not the memory"),
        ("sqlite:///:memory:", "not the memory"),
    ],
)
def test_run_refuses_a_database_that_does_not_last(
    url: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HEMICYCLE_DATABASE_URL", url)

    assert status(["run", "--port", "0"]) == 2

    assert said in capsys.readouterr().err


def test_upgrade_makes_the_tables(
    database_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HEMICYCLE_DATABASE_URL", database_url)

    assert [status(["upgrade"]), status(["upgrade"])] == [0, 0]

    ledger = Ledger(database_url)
    with ledger.read() as session:
        assert session.scalars(select(AccountRow)).all() == []
    ledger.dispose()


def test_settings_hides_secrets(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HEMICYCLE_DATABASE_URL", "postgresql://me:hidden@db.example/x")
    monkeypatch.setenv("HEMICYCLE_SECRET_KEY", "hidden too")

    assert status(["settings"]) == 0

    shown = capsys.readouterr().out
    assert "HEMICYCLE_DATABASE_URL=postgresql://me:***@db.example/x\n" in shown
    assert "HEMICYCLE_SECRET_KEY=***\n" in shown
    assert "hidden" not in shown


def test_account_is_created_changed_and_disabled(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert status(["account", "create", "Anne", "--role", "coordinator", "--generate"]) == 0
    made = capsys.readouterr().out.strip()
    with ledger.read() as session:
        anne = accounts.by_login(session, "anne")
        assert is_password(made, anne.password_hash)
        assert [role.role for role in anne.roles] == ["coordinator"]

    monkeypatch.setattr("sys.stdin", io.StringIO("another long password\n"))
    assert status(["account", "password", "anne", "--password-stdin"]) == 0
    assert status(["account", "disable", "anne"]) == 0

    with ledger.read() as session:
        anne = accounts.by_login(session, "anne")
        assert is_password("another long password", anne.password_hash)
        assert anne.disabled_at is not None
    assert status(["account", "create", "ANNE", "--role", "reader", "--generate"]) == 2
    assert status(["account", "enable", "anne"]) == 0
    with ledger.read() as session:
        assert accounts.by_login(session, "anne").disabled_at is None


def test_account_is_given_roles_that_it_does_not_have_yet(
    ledger: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    assert status(["account", "create", "anne", "--role", "reader", "--generate"]) == 0

    assert status(["account", "grant", "anne", "--role", "reader", "--role", "planner"]) == 0
    capsys.readouterr()
    assert status(["account", "grant", "anne", "--role", "admin", "--role", "expert"]) == 2

    assert "needs --expert" in capsys.readouterr().err
    with ledger.read() as session:
        roles = [role.role for role in accounts.by_login(session, "anne").roles]
    assert sorted(roles) == ["planner", "reader"]


@pytest.mark.parametrize(
    "arguments", [["enable", "nobody"], ["grant", "nobody", "--role", "admin"]]
)
def test_nobody_is_given_what_an_account_is(
    arguments: list[str], ledger: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    assert status(["account", *arguments]) == 2

    assert "There is no account nobody." in capsys.readouterr().err


def test_a_short_password_is_refused(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("short\n"))

    assert status(["account", "create", "anne", "--role", "admin", "--password-stdin"]) == 2

    with ledger.read() as session:
        assert session.scalars(select(AccountRow)).all() == []


def test_token_is_revoked_by_its_address(ledger: Ledger) -> None:
    secret = new_secret()
    with ledger.write() as session:
        facts = TokenFacts("institution", 1, "phone", "en")
        token_id = tokens.create(session, facts, secret.sha256, make.BY, make.AT).id

    assert status(["token", "revoke", f"https://h.example/feeds/{secret.text}.ics"]) == 0

    with ledger.read() as session:
        assert known_tokens.token(session, token_id).revoked_at is not None


def test_run_refuses_a_port_that_is_taken(
    ledger: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        assert status(["run", "--port", str(port)]) == 2

    assert f"port {port}" in capsys.readouterr().err


def test_run_wants_a_secret_key_where_the_database_is_no_file(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HEMICYCLE_DATABASE_URL", "postgresql://127.0.0.1/none")

    assert status(["run", "--port", "0"]) == 2

    assert "HEMICYCLE_SECRET_KEY must be set" in capsys.readouterr().err


def test_run_serves_logs_no_secret_and_leaves_in_order(sqlite_url: str, tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path / "log"
    with log.open("wb") as errors:
        house = subprocess.Popen(
            [sys.executable, "-m", "web.cli", "run", "--port", str(port)],
            cwd=ROOT,
            env=os.environ | {"HEMICYCLE_DATABASE_URL": sqlite_url},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
        )
    try:
        assert until(lambda: answer(port, "/healthz") == 200)
        assert answer(port, "/feeds/SeCrEtSeCrEt.ics") == 404
    finally:
        house.send_signal(signal.SIGTERM)
        out, _ = house.communicate(timeout=20)

    said = log.read_text()
    assert house.returncode == 0
    assert out == b""
    assert re.search(r'"GET /feeds/-\.ics HTTP/1\.1" 404', said)
    assert "SeCrEt" not in said


def answer(port: int, path: str) -> int:
    """The status that a page answers with; 0 where nobody listens."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as page:
            found: int = page.status
            return found
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code
    except OSError:
        return 0
