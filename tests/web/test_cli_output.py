"""Output that cannot be written: a sentence, exit status 2, and nothing changed unseen."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from db.engine import Ledger
from db.models import AccountRow
from tests import make
from tests.worlds import migrated
from web.cli import status

ROOT = Path(__file__).resolve().parents[2]
FULL = Path("/dev/full")
WEEK = ["--from", "2027-03-01", "--to", "2027-03-08"]
SAID = "Error: The output cannot be written"
needs_full = pytest.mark.skipif(not FULL.exists(), reason="the system has no disk that is full")
CREATE = ["account", "create", "ana", "--role", "reader", "--generate"]


@pytest.fixture
def ledger(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ledger]:
    """The configured database, with an institution and an account."""
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("HEMICYCLE_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("HEMICYCLE_SECRET_KEY", "k" * 64)
    migrated(sqlite_url)
    opened = Ledger(sqlite_url)
    with opened.write() as session:
        make.account(session, "known", institution=make.institution(session, "qc"))
    yield opened
    opened.dispose()


def ended(arguments: list[str], shell: str = "> /dev/full") -> tuple[int, str]:
    """The status of a command whose output goes there, and what it says on standard error."""
    command = ["sh", "-c", f'exec "$@" {shell}', "sh", sys.executable, "-m", "web.cli", *arguments]
    done = subprocess.run(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    return done.returncode, done.stderr


def passwords(ledger: Ledger) -> dict[str, str | None]:
    with ledger.read() as session:
        return {row.login: row.password_hash for row in session.scalars(select(AccountRow))}


@needs_full
@pytest.mark.parametrize(
    "arguments",
    [["settings"], ["--help"], ["feed", "institution", "1"], ["busy", "a.ics", *WEEK]],
    ids=lambda arguments: arguments[0],
)
def test_command_whose_output_finds_no_room_says_so(
    arguments: list[str], ledger: Ledger, tmp_path: Path
) -> None:
    file = tmp_path / "a.ics"
    file.write_text("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")

    found = ended([str(file) if each == "a.ics" else each for each in arguments])

    assert found == (2, f"{SAID}: there is no room left.\n")


@pytest.mark.parametrize(
    "arguments",
    [["settings"], ["--version"], ["feed", "institution", "1"], ["busy", "a.ics", *WEEK]],
    ids=lambda arguments: arguments[0],
)
def test_command_whose_output_is_closed_says_so(
    arguments: list[str], ledger: Ledger, tmp_path: Path
) -> None:
    file = tmp_path / "a.ics"
    file.write_text("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")

    found = ended([str(file) if each == "a.ics" else each for each in arguments], ">&-")

    assert found == (2, f"{SAID}.\n")


def test_reader_who_leaves_has_read_what_was_right(tmp_path: Path) -> None:
    file = tmp_path / "a.ics"
    daily = "DTSTART:20000101T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY\r\n"
    entry = f"BEGIN:VEVENT\r\nUID:a\r\nDTSTAMP:20000101T000000Z\r\n{daily}END:VEVENT\r\n"
    file.write_text(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{entry}END:VCALENDAR\r\n")
    command = [sys.executable, "-m", "web.cli", "occurrences", str(file), *WEEK[:3], "2040-01-01"]

    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stdout.readline()
        running.stdout.close()

    assert running.returncode == 0


@needs_full
@pytest.mark.parametrize("command", [CREATE, ["account", "password", "known", "--generate"]])
@pytest.mark.parametrize("shell", ["> /dev/full", ">&-"])
def test_password_that_nobody_could_read_is_not_set(
    command: list[str], shell: str, ledger: Ledger
) -> None:
    before = passwords(ledger)

    found, said = ended(command, shell)

    assert (found, said.startswith(SAID), said.count("\n")) == (2, True, 1)
    assert passwords(ledger) == before


def test_password_that_is_printed_is_set(
    ledger: Ledger, capsys: pytest.CaptureFixture[str]
) -> None:
    assert status(CREATE) == 0
    assert len(capsys.readouterr().out.split()) == 1
    assert set(passwords(ledger)) == {"known", "ana"}


@pytest.mark.parametrize(
    "arguments",
    [
        ["busy", "a.ics", *WEEK, "--zone", ""],
        ["busy", "a.ics", "--from", "", "--to", "2027-03-08"],
        ["busy", "", *WEEK],
        ["explain", "p.json", "l.json", "--mission", "", "--role", "r"],
        ["explain", "p.json", "l.json", "--mission", "m", "--role", ""],
        ["explain", "p.json", "", "--mission", "m", "--role", "r"],
        ["solve", ""],
        ["feed", ""],
        ["token", "revoke", " "],
    ],
    ids=lambda arguments: "-".join(arguments[:2]),
)
def test_empty_value_is_said_to_be_empty(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANGUAGE", "en")

    assert status(arguments) == 2
    assert "This is empty." in capsys.readouterr().err
