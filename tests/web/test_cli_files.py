"""A file that a command cannot use: one sentence, nothing raw, and 2."""

import os
import re
from pathlib import Path

import pytest

from tests.worlds import migrated
from web.cli import status
from web.cli.files import expect_to_write
from web.cli.wrong import BadInput

WINDOW = ("--from", "2027-01-01", "--to", "2027-02-01")
COMMANDS: dict[str, tuple[str, ...]] = {
    "solve": ("solve", "{file}"),
    "check": ("check", "{file}", "{file}"),
    "compare": ("compare", "{file}", "{file}", "{file}"),
    "explain": ("explain", "{file}", "{file}", "--mission", "1", "--role", "x"),
    "occurrences": ("occurrences", *WINDOW, "{file}"),
    "busy": ("busy", *WINDOW, "{file}"),
    "replies": ("replies", "{file}"),
}
RAW = re.compile(r"Traceback|Errno|Error:.*Error|Expecting|codec|[a-z]+\.[a-z_]+\s*$|sqlite3")
"""What Python, a database or a table of codes says of itself."""
LONG = "x" * 5000


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")


@pytest.fixture
def database(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The configured database, with its tables."""
    monkeypatch.setenv("HEMICYCLE_DATABASE_URL", sqlite_url)
    migrated(sqlite_url)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files of every kind that a command cannot use."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty").touch()
    (tmp_path / "text").write_text("hello\n")
    (tmp_path / "bytes").write_bytes(b"\x00\x01\xff\xfe")
    (tmp_path / "broken").write_text("{")
    (tmp_path / "list").write_text("[1, 2]")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "device").symlink_to("/dev/zero")
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "latin").write_bytes('{"é": 1}'.encode("latin-1"))
    return tmp_path


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    "name",
    [
        *("missing", "folder", "empty", "text", "bytes", "broken", "list", "pipe", "device"),
        *("loop", "latin", LONG),
    ],
    ids=lambda name: str(name)[:10],
)
def test_file_that_cannot_be_used_is_a_sentence_and_2(
    database: None,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    command: str,
    language: str,
) -> None:
    file = str(folder / name)
    arguments = [each.format(file=file) for each in COMMANDS[command]]

    code = status(["--lang", language, *arguments])

    captured = capsys.readouterr()
    if (command, name) == ("replies", "empty"):  # an mbox without mails
        assert code == 0
        return
    said = captured.err.replace(file, "FILE")
    assert (code, captured.out) == (2, "")
    assert len(said.strip().splitlines()) == 1, said
    assert said.strip().endswith(".")
    assert not RAW.search(said), said


def test_file_that_breaks_while_it_is_read_is_a_sentence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert status(["busy", *WINDOW, "/proc/self/mem"]) == 2
    assert capsys.readouterr().err == "Error: /proc/self/mem cannot be read: Input/output error.\n"


def test_address_in_the_place_of_a_file_is_said_without_its_password(
    database: None, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in ("busy", "check", "replies"):
        address = "https://example:verysecret@calendars.example/a.ics"
        status([each.format(file=address) for each in COMMANDS[command]])

        assert "verysecret" not in capsys.readouterr().err


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", ["folder", "bytes", "text", "missing/ledger.db"])
@pytest.mark.parametrize(
    "command", [("upgrade",), ("feed", "expert", "1"), ("worker",), ("account", "disable", "x")]
)
def test_database_that_cannot_be_used_is_a_sentence_and_2(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    command: tuple[str, ...],
    language: str,
) -> None:
    (folder / "bytes").write_bytes(b"no database " * 400)
    monkeypatch.setenv("HEMICYCLE_DATABASE_URL", f"sqlite:///{folder / name}")
    monkeypatch.setenv("HEMICYCLE_SECRET_KEY", "k" * 64)

    code = status(["--lang", language, *command])

    said = capsys.readouterr().err
    assert code == 2
    assert len(said.strip().splitlines()) == 1, said
    assert not RAW.search(said.replace(str(folder), "FILE")), said
    assert language == "en" or not re.search(r"unable|not a database|malformed", said)


@pytest.mark.parametrize("name", ["pipe", "device"])
@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "cannot be read: it is not a file but a pipe or a device."),
        ("fr", "ne peut pas être lu\xa0: ce n’est pas un fichier mais un tube ou un périphérique."),
    ],
)
def test_pipe_or_device_is_named_and_never_waited_for(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, language: str, said: str
) -> None:
    for command in ("solve", "busy"):
        arguments = [each.format(file=folder / name) for each in COMMANDS[command]]

        assert status(["--lang", language, *arguments]) == 2
        assert capsys.readouterr().err.strip().endswith(said)


@pytest.mark.parametrize("command", ["busy", "occurrences", "check"])
def test_file_that_is_too_large_is_refused_without_being_read_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    file = tmp_path / "large"
    with file.open("wb") as made:
        made.truncate(1 << 40)  # a thousand gigabytes, of which the disk holds none

    assert status([each.format(file=file) for each in COMMANDS[command]]) == 2
    assert "large" in capsys.readouterr().err


def test_plan_takes_the_place_of_no_pipe(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pipe = folder / "pipe"

    write = status(["solve", str(folder / "list"), "-o", str(pipe)])

    assert write == 2
    with pytest.raises(
        BadInput, match="cannot be written: it is not a file but a pipe or a device"
    ):
        expect_to_write(pipe)
    assert pipe.is_fifo()
    assert capsys.readouterr().out == ""
