"""A database of another version of the program: every command says so, in words, and ends."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from db.engine import Ledger
from db.migrate import downgrade
from db.versions import OtherVersion, newest
from tests.worlds import migrated
from web.cli import status
from web.demo.fresh import DEMO as BY_DEMO
from web.worker.running import work

NEWER = (
    "The database belongs to a newer version of Hemicycle: install that one. Nothing was changed."
)
OLDER = (
    "The database belongs to an older version of Hemicycle. Bring it to this one: "
    "`hemicycle upgrade`."
)
OPENING = [
    ["worker"],
    ["feed", "expert", "1"],
    ["replies", "."],
    ["account", "create", "ana", "--role", "admin", "--institution", "qc", "--generate"],
    ["account", "disable", "ana"],
    ["account", "password", "ana", "--generate"],
    ["token", "revoke", "x"],
]
DEMO = {"demo": BY_DEMO}
APPLYING = [["upgrade"], ["run", "--port", "0"]]


@pytest.fixture
def stamped(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """The configured database, with this release's tables, standing at a revision."""
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("HEMICYCLE_DATABASE_URL", database_url)
    monkeypatch.setenv("HEMICYCLE_SECRET_KEY", "k" * 64)
    migrated(database_url)

    def stamp(revision: str) -> str:
        ledger = Ledger(database_url)
        with ledger.write() as session:
            session.execute(text("UPDATE alembic_version SET version_num = :to"), {"to": revision})
        ledger.dispose()
        return database_url

    return stamp


@pytest.mark.parametrize("arguments", [*APPLYING, *OPENING], ids=" ".join)
def test_newer_database_is_said_by_every_command(
    arguments: list[str], stamped: Callable[[str], str], capsys: pytest.CaptureFixture[str]
) -> None:
    stamped("9999")

    assert status(arguments) == 2

    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", f"Error: {NEWER}\n")


@pytest.mark.parametrize("arguments", OPENING, ids=" ".join)
def test_older_database_is_sent_to_upgrade_by_every_command(
    arguments: list[str], stamped: Callable[[str], str], capsys: pytest.CaptureFixture[str]
) -> None:
    downgrade(stamped(newest()), "0015")

    assert status(arguments) == 2

    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", f"Error: {OLDER}\n")


def test_older_database_is_brought_to_this_version(
    stamped: Callable[[str], str], capsys: pytest.CaptureFixture[str]
) -> None:
    downgrade(stamped(newest()), "0015")

    assert status(["upgrade"]) == 0
    capsys.readouterr()
    assert status(["account", "disable", "nobody"]) == 2

    assert "version" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("revision", "arguments", "said"),
    [
        ("9999", "upgrade", "plus récente du logiciel, qu’il faut installer. Rien"),
        ("9999", "worker", "plus récente du logiciel, qu’il faut installer. Rien"),
        ("0015", "worker", "plus ancienne du logiciel. Pour la mettre à jour\u00a0: `hemicycle"),
    ],
)
def test_other_version_is_said_in_french(
    revision: str,
    arguments: str,
    said: str,
    stamped: Callable[[str], str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    stamped(revision)

    assert status(["--lang", "fr", arguments]) == 2

    assert f"La base relève d’une version {said}" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["upgrade"], ["worker"]], ids=" ".join)
def test_revision_that_is_none_of_ours_is_another_programs(
    arguments: list[str], stamped: Callable[[str], str], capsys: pytest.CaptureFixture[str]
) -> None:
    stamped("f3a9c1d2e4b5")

    assert status(arguments) == 2

    assert "belongs to another program and is left alone" in capsys.readouterr().err


def test_demo_leaves_a_newer_database_alone(
    stamped: Callable[[str], str], capsys: pytest.CaptureFixture[str]
) -> None:
    url = stamped(newest())
    ledger = Ledger(url)
    with ledger.write() as session:
        session.execute(text("INSERT INTO setting (name, value) VALUES ('made_by', :demo)"), DEMO)
    stamped("9999")

    assert status(["demo", "--no-serve", "--database", url]) == 2

    assert capsys.readouterr().err == f"Error: {NEWER}\n"
    with ledger.read() as session:
        assert session.scalar(text("SELECT value FROM setting")) == DEMO["demo"]
    ledger.dispose()


def test_worker_that_stood_by_leaves_a_database_that_was_upgraded_meanwhile(
    stamped: Callable[[str], str],
) -> None:
    ledger = Ledger(stamped("9999"), must_exist=True)

    with pytest.raises(OtherVersion) as other:
        work(ledger, lambda: False)

    ledger.dispose()
    assert other.value.age == "newer"


def test_worker_at_work_leaves_a_database_that_is_upgraded_beside_it(
    stamped: Callable[[str], str],
) -> None:
    ledger = Ledger(stamped(newest()), must_exist=True)
    rounds: list[str] = []

    def leaving() -> bool:
        """Somebody upgrades after some rounds; a worker that does not look goes on for ever."""
        rounds.append("round")
        if len(rounds) == 3:
            stamped("9999")
        return len(rounds) > 9

    with pytest.raises(OtherVersion) as other:
        work(ledger, leaving)

    ledger.dispose()
    assert (other.value.age, len(rounds)) == ("newer", 3)
