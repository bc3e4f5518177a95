"""Databases that commands cannot reach, or whose address says what nobody heeds: in words."""

import socket
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from psycopg import OperationalError, errors
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from db.addresses import Unheeded, unheeded
from web.cli import status
from web.cli.wrong import unanswered
from web.service.settings import Settings, SettingsUnusable

SECRET = "sekret-7Q"
COMMANDS = [
    ["upgrade"],
    ["worker"],
    ["settings"],
    ["feed", "expert", "1"],
    ["replies", "."],
    ["account", "create", "ana", "--role", "admin", "--institution", "qc", "--generate"],
    ["token", "revoke", "x"],
    # Nobody can listen there: a command that is not refused ends all the same.
    ["run", "--host", "192.0.2.1"],
]
OPENING = [
    ["run", "--port", "0"],
    *(each for each in COMMANDS if each[0] not in ("run", "settings")),
]
PLACE = "PostgreSQL at 127.0.0.1, port {port}: "


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("HEMICYCLE_SECRET_KEY", "k" * 64)


@pytest.fixture
def closed_port() -> Iterator[int]:
    """A port of this machine on which nothing listens."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda each: each[0])
@pytest.mark.parametrize("query", ["mode=ro", "timeout=30", "uri=true&mode=ro", "ro", "ro="])
def test_option_that_sqlite_does_not_heed_is_refused_before_anything_is_opened(
    arguments: list[str],
    query: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("HEMICYCLE_DATABASE_URL", f"sqlite:///{tmp_path / 'new.db'}?{query}")

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert status(arguments) == 2

    name = query.partition("=")[0]
    said = f"Error: HEMICYCLE_DATABASE_URL: {name} is not known.\n"
    assert capsys.readouterr().err == said
    assert list(tmp_path.iterdir()) == []


def test_option_of_the_demos_database_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    address = f"sqlite:///{tmp_path / 'new.db'}?mode=ro"

    assert status(["demo", "--no-serve", "--database", address]) == 2

    assert capsys.readouterr().err == "Error: --database: mode is not known.\n"
    assert list(tmp_path.iterdir()) == []


def test_option_is_refused_in_french() -> None:
    with pytest.raises(SettingsUnusable) as refused:
        Settings(database_url="sqlite:///new.db?mode=ro")

    assert refused.value.gaps == {"place": "HEMICYCLE_DATABASE_URL", "name": "mode"}
    assert str(refused.value) == "HEMICYCLE_DATABASE_URL: mode is not known."


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("sslmode=require", None),
        ("host=a&host=b&port=1&port=2", None),
        ("connect_timeout=3&application_name=x@y&target_session_attrs=any", None),
        ("foo=1", Unheeded("foo", "unknown")),
        ("SSLMODE=require", Unheeded("SSLMODE", "unknown")),
        ("autocommit=true", Unheeded("autocommit", "unknown")),
        ("sslmode", Unheeded("sslmode", "empty")),
        ("sslmode=", Unheeded("sslmode", "empty")),
        ("sslmode=require&sslmode=disable", Unheeded("sslmode", "twice")),
    ],
)
def test_option_of_postgresql_is_one_that_its_driver_knows(
    query: str, found: Unheeded | None
) -> None:
    assert unheeded(f"postgresql://a:pa?ss@db.example/y?{query}") == found


@pytest.mark.parametrize("arguments", OPENING, ids=lambda each: each[0])
def test_server_on_which_nothing_listens_is_named_without_secrets(
    arguments: list[str],
    closed_port: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    url = f"postgresql://ana:{SECRET}@127.0.0.1:{closed_port}/y"
    monkeypatch.setenv("HEMICYCLE_DATABASE_URL", url)

    assert status(arguments) == 2

    said = PLACE.format(port=closed_port) + "nothing answers there."
    assert capsys.readouterr().err == f"Error: {said}\n"


def test_demos_server_on_which_nothing_listens_is_named(
    closed_port: int, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"postgresql://ana:{SECRET}@127.0.0.1:{closed_port}/y"

    assert status(["demo", "--no-serve", "--database", url]) == 2

    said = PLACE.format(port=closed_port) + "nothing answers there."
    assert capsys.readouterr().err == f"Error: {said}\n"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "PostgreSQL at nowhere.invalid, port 5432: no server of that name is known."),
        (
            "fr",
            "PostgreSQL (nowhere.invalid, port 5432)\u00a0: aucun serveur de ce nom n’est connu.",
        ),
    ],
)
def test_server_that_nobody_knows_is_named_in_the_readers_language(
    language: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HEMICYCLE_DATABASE_URL", f"postgresql://ana:{SECRET}@nowhere.invalid/y")

    assert status(["--lang", language, "upgrade"]) == 2

    assert said in capsys.readouterr().err


def test_server_without_the_database_or_the_name_says_so(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    url = make_url(postgres_url)
    said = []
    for other in (url.set(database="nowhere"), url.set(username="nobody", password=SECRET)):
        monkeypatch.setenv("HEMICYCLE_DATABASE_URL", other.render_as_string(hide_password=False))

        assert status(["upgrade"]) == 2

        said.append(capsys.readouterr().err)
    assert said[0].endswith(": it has no database of that name.\n")
    assert said[1].endswith(": it has no role of that name.\n")
    assert SECRET not in "".join(said)


def test_value_that_the_driver_refuses_is_no_fault_of_the_server(
    closed_port: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"postgresql://ana:{SECRET}@127.0.0.1:{closed_port}/y?sslmode=never"
    monkeypatch.setenv("HEMICYCLE_DATABASE_URL", url)

    assert status(["upgrade"]) == 2

    said = "HEMICYCLE_DATABASE_URL: what follows the question mark cannot be used."
    assert capsys.readouterr().err == f"Error: {said}\n"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (errors.LockNotAvailable("canceling"), "The database is busy with somebody else’s work."),
        (errors.DiskFull("could not extend file"), "The disk on which the data is kept is full."),
        (errors.ReadOnlySqlTransaction("cannot"), "The database is read-only at the moment."),
        (
            OperationalError('no pg_hba.conf entry for host "192.0.2.7", user "a", no encryption'),
            "its rules of access (pg_hba.conf) do not let this machine or this name in",
        ),
        (
            OperationalError('FATAL:  Peer authentication failed for user "ana"'),
            "its rules of access (pg_hba.conf) do not let this machine or this name in",
        ),
        (
            OperationalError('FATAL:  password authentication failed for user "ana"'),
            "it does not accept the name or password.",
        ),
        (OperationalError('FATAL:  role "ana" does not exist'), "it has no role of that name."),
        (OperationalError('FATAL:  database "y" does not exist'), "no database of that name."),
        (
            OperationalError('FATAL:  role "ana" is not permitted to log in'),
            "this role may not sign in.",
        ),
        (
            OperationalError('FATAL:  permission denied for database "y"'),
            "this role may not open that database.",
        ),
        (
            OperationalError("FATAL:  sorry, too many clients already"),
            "it accepts no more connections at present.",
        ),
        (
            OperationalError("FATAL:  the database system is starting up"),
            "it is starting up or shutting down.",
        ),
        (errors.AdminShutdown("terminating"), "PostgreSQL at h, port 7: there is no connection"),
        (errors.UndefinedTable("la relation n'existe pas"), "Try `hemicycle upgrade`."),
    ],
)
def test_what_the_driver_says_is_said_in_our_words(error: Exception, said: str) -> None:
    failed = DBAPIError("SELECT", {}, error)

    assert said in unanswered(failed, f"postgresql://ana:{SECRET}@h:7/y")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Error: Cannot listen on {host}: no such address is known.\n"),
        (
            "fr",
            "Erreur\u00a0: Impossible d’écouter à {host}\u00a0: aucune adresse de ce nom n’est "
            "connue.\n",
        ),
    ],
)
@pytest.mark.parametrize("host", ["999.1.1.1", "nowhere.invalid", "a..b", "x" * 70])
def test_address_that_nobody_knows_is_not_listened_on(
    host: str,
    language: str,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("HEMICYCLE_DATABASE_URL", f"sqlite:///{tmp_path / 'new.db'}")

    assert status(["--lang", language, "run", "--host", host, "--port", "0"]) == 2

    assert capsys.readouterr().err == said.format(host=host)
    assert list(tmp_path.iterdir()) == []
