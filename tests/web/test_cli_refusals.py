"""Commands that name what does not exist: a sentence, no insides of a database, and no secret."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper

import pytest
from sqlalchemy import select

from db.engine import Ledger
from db.models import AccountRow
from tests import make
from tests.worlds import migrated
from web.cli import status

INSIDES = re.compile(
    r"constraint|FOREIGN KEY|UNIQUE|CHECK|DETAIL|INSERT|SELECT|sqlalche|sqlite3|psycopg|Traceback"
)
"""What a database says of itself, and nobody at a command line should have to read."""
LONG = "x" * 300
LATIN = b"caf\xe9".decode("utf-8", "surrogateescape")
"""A word in another encoding, as a program is given it."""
GENERATE = ["--generate", "--institution", "qc"]
CREATE = ["account", "create", "ana"]


@dataclass(frozen=True)
class Home:
    """The database that is configured, and numbers of an expert of each institution."""

    ledger: Ledger
    ours: int
    theirs: int


@pytest.fixture
def home(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    """Two institutions with an expert each, and an account."""
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("HEMICYCLE_DATABASE_URL", database_url)
    monkeypatch.setenv("HEMICYCLE_SECRET_KEY", "k" * 64)
    migrated(database_url)
    ledger = Ledger(database_url)
    with ledger.write() as session:
        ours, theirs = (make.institution(session, code) for code in ("qc", "fr"))
        people = make.expert(session, ours), make.expert(session, theirs)
        make.account(session, "known", institution=ours)
        session.flush()
        numbers = [each.id for each in people]
    yield Home(ledger, *numbers)
    ledger.dispose()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([*CREATE, "--role", "expert", "--expert", "99"], "This institution has no expert 99."),
        ([*CREATE, "--role", "assistant", "--expert", "{theirs}"], "has no expert {theirs}."),
        ([*CREATE, "--role", "expert"], "The role expert needs --expert"),
        ([*CREATE, "--role", "reader", "--expert", "{ours}"], "goes with the role expert"),
        ([*CREATE, "--role", "expert", "--expert", "9" * 30], "is not in the range"),
        ([*CREATE, "--role", "nobody"], "'nobody' is not one of"),
        (["account", "create", LONG, "--role", "reader"], "A login has up to 254 letters."),
        (["account", "create", " ", "--role", "reader"], "'LOGIN': This is empty."),
        (["account", "create", "", "--role", "reader"], "'LOGIN': This is empty."),
        (["account", "create", "tab\there", "--role", "reader"], "'LOGIN': This must be one line"),
        ([*CREATE, "--role", "reader", "--name", "x\ny"], "'--name': This must be one line"),
        ([*CREATE, "--role", "reader", "--name", LATIN], "'--name': This must be text in UTF-8."),
        (["account", "create", LATIN, "--role", "reader"], "'LOGIN': This must be text in UTF-8."),
        (["account", "create", "known", "--role", "reader"], "There is an account known already."),
    ],
)
def test_no_account_is_made_of_what_does_not_exist(
    arguments: list[str], said: str, home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    numbers = {"ours": home.ours, "theirs": home.theirs}

    ended = status([each.format(**numbers) for each in (*arguments, *GENERATE)])

    captured = capsys.readouterr()
    assert ended == 2
    assert said.format(**numbers) in captured.err
    assert captured.out == ""
    assert not INSIDES.search(captured.err)
    with home.ledger.read() as session:
        assert session.scalars(select(AccountRow.login)).all() == ["known"]


@pytest.mark.parametrize("command", [[*CREATE, "--role", "reader"], ["account", "password"]])
def test_password_that_is_no_utf8_is_refused_in_a_sentence(
    command: list[str],
    home: Home,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    piped = TextIOWrapper(BytesIO(b"\xff\xfe\xff\xfeabcdefghijk\n"), "utf-8", "surrogateescape")
    monkeypatch.setattr("sys.stdin", piped)
    more = ["--institution", "qc"] if "create" in command else ["known"]

    assert status([*command, *more, "--password-stdin"]) == 2

    assert capsys.readouterr().err == "Error: The password must be text in UTF-8.\n"


def test_one_fault_is_said_once(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    status(["account", "create", "", "--role", "reader", *GENERATE])

    assert capsys.readouterr().err.count("empty") == 1


def test_a_secret_is_printed_once_its_account_is_made(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    expert = ["--role", "expert", "--expert", str(home.ours)]

    assert status([*CREATE, *expert, *GENERATE]) == 0

    captured = capsys.readouterr()
    assert len(captured.out.strip()) >= 12
    assert captured.err == "The account ana is made.\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["account", "disable", "nobody"], "There is no account nobody."),
        (["account", "disable", LONG], "There is no account"),
        (["account", "password", "nobody", "--generate"], "There is no account nobody."),
        (["account", "disable", LATIN], "'LOGIN': This must be text in UTF-8."),
        (["account", "password", LATIN, "--generate"], "'LOGIN': This must be text in UTF-8."),
        ([*CREATE, "--role", "reader", "--institution", LATIN], "This must be text in UTF-8."),
        (["run", "--host", LATIN, "--port", "0"], "'--host': This must be text in UTF-8."),
        ([*CREATE, "--role", "reader", "--institution", "x"], "There is no institution x"),
        (["token", "revoke", LONG], "No feed has this address"),
        (["feed", LONG], "No feed has this address"),
        *(
            (["feed", kind, "999"], "There is nothing of this kind with that number.")
            for kind in ("expert", "mission", "institution", "programme", "partner")
        ),
        *(
            (["feed", kind, "999"], "There is nothing of this kind with that number.")
            for kind in ("pool", "team", "scenario")
        ),
        (["feed", "expert", "9" * 30], "is not in the range"),
        (["feed", "expert"], "A kind of feed is followed by a number"),
        (
            ["replies", "/no/such/mail"],
            "/no/such/mail cannot be read: there is nothing at its path.",
        ),
        (["check", "/no/problem", "/no/plan"], "/no/problem cannot be read"),
        (["solve", "/no/problem"], "/no/problem cannot be read"),
        (["compare", "/no/a", "/no/b", "/no/c"], "/no/a cannot be read"),
        (["busy", "/no/file", "--from", "2027-01-01", "--to", "2027-01-02"], "cannot be read"),
    ],
)
def test_what_does_not_exist_is_a_sentence_and_2(
    arguments: list[str], said: str, home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    ended = status(arguments)

    captured = capsys.readouterr()
    assert ended == 2
    assert said in captured.err
    assert captured.out == ""
    assert not INSIDES.search(captured.err)


def test_database_without_tables_is_sent_to_upgrade(
    database_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("HEMICYCLE_DATABASE_URL", database_url)
    empty = Ledger(database_url)
    empty.engine.connect().close()
    empty.dispose()

    assert status(["account", "disable", "nobody"]) == 2

    said = "The database does not have the tables of this version. Try `hemicycle upgrade`."
    assert capsys.readouterr().err == f"Error: {said}\n"


@pytest.mark.parametrize("which", [("expert", "1"), ("/feeds/abc.ics",)])
@pytest.mark.parametrize("address", ["foo", "sqlite", "sqlite:/", "//x", "postgresql"])
def test_feed_of_what_is_no_database_is_refused_in_a_sentence(
    address: str,
    which: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("HEMICYCLE_DATABASE_URL", address)

    assert status(["feed", *which]) == 2

    assert "HEMICYCLE_DATABASE_URL is not a database address" in capsys.readouterr().err
