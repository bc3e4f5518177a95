"""What is one too many is said on a page, in both languages, and nothing is lost."""

import json
import time
from pathlib import Path
from typing import get_args

import pytest
from flask import Flask

from db import limits
from db.engine import Ledger
from db.limits import Listed, TooMany
from db.models import BusySourceRow, InstitutionRow
from matcher.files.documents import FLAWS_MOST, LARGEST
from tests import make
from tests.web.conftest import Browser
from web.cli import status
from web.http.limit_errors import said_of
from web.service.settings import Settings, SettingsUnusable
from web.service.typed_secrets import database_address


def test_subscription_too_many_is_said(
    ledger: Ledger, coordinator: Browser, institution: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(limits.MOST, "calendars", 2)
    with ledger.write() as session:
        expert = make.expert(session, session.get_one(InstitutionRow, institution)).id
    page = f"/experts/{expert}"

    answers = [
        coordinator.send(
            f"/experts/{expert}/subscriptions?lang=en",
            {"subscription_name": str(number), "address": f"https://h.example/{number}.ics"},
            page,
        )
        for number in range(3)
    ]

    assert [answer.status_code for answer in answers] == [303, 303, 422]
    assert "One person has at most 2 calendars. Nothing was saved." in answers[2].text
    with ledger.read() as session:
        assert session.query(BusySourceRow).count() == 2


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_limit_has_its_sentence(app: Flask, language: str) -> None:
    with app.test_request_context(f"/?lang={language}"):
        said = {said_of(TooMany(what)) for what in get_args(Listed)}

    assert len(said) == len(limits.MOST)
    assert not any("%(" in each for each in said)


@pytest.mark.parametrize(
    ("command", "files"), [("solve", 1), ("check", 2), ("compare", 3), ("explain", 2)]
)
def test_document_that_is_too_large_is_refused_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str, files: int
) -> None:
    large = tmp_path / "large.json"
    with large.open("wb") as file:
        file.write(b'{"experts": [')
        file.write(b"{}," * LARGEST)
    begun = time.process_time()

    ended = status([command, *[str(large)] * files, *_more(command)])

    assert ended == 2
    assert "larger than 8 MB" in capsys.readouterr().err
    assert time.process_time() - begun < 5


def _more(command: str) -> list[str]:
    return ["--mission", "m", "--role", "r"] if command == "explain" else []


def test_flaws_of_a_document_are_counted_no_further(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = tmp_path / "odd.json"
    odd.write_text(json.dumps({"experts": [{"id": 1, "x": 2}] * 50_000}))

    assert status(["check", str(odd), str(odd)]) == 2
    assert len(capsys.readouterr().err.splitlines()) <= FLAWS_MOST + 1


@pytest.mark.parametrize("command", ["upgrade", "run", "worker", "settings", "replies", "doctor"])
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HEMICYCLE_DATABASE_URL", "postgres:verysecret@h/d"),
        ("HEMICYCLE_DATABASE_URL", "u:verysecret@h"),
        ("HEMICYCLE_BASE_URL", "https://example:verysecret@hemicycle.example"),
        ("HEMICYCLE_MAIL_HOST", "smtp://u:verysecret@mail.example"),
        ("HEMICYCLE_MAIL_HOST", "u:verysecret@mail.example"),
        ("HEMICYCLE_MAILBOX", "imaps://u:verysecret@mail.example"),
    ],
)
def test_setting_that_cannot_be_used_is_refused_without_its_password(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    value: str,
    command: str,
) -> None:
    monkeypatch.setenv(name, value)

    code = status([command])
    said = capsys.readouterr()

    assert code == 2 or command == "settings"
    assert "verysecret" not in said.out + said.err
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://u:verysecret@h/d", "postgresql://u:***@h/d"),
        ("postgresql://u@h/d?password=secret", "postgresql://u@h/d?password=***"),
        ("postgresql://h/d?sslpassword=secret", "postgresql://h/d?sslpassword=***"),
        ("sqlite:////var/ledger.db", "sqlite:////var/ledger.db"),
        ("u:verysecret@h", "***"),
    ],
)
def test_address_of_a_database_is_shown_without_its_password(address: str, shown: str) -> None:
    assert database_address(address) == shown


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://u:secret@h/d", "must be SQLite’s or PostgreSQL’s, not 'mysql'"),
        ("oracle://u:secret@h", "not 'oracle'"),
        ("postgresql+psycopg2://u:secret@h/d", "not 'postgresql+psycopg2'"),
        ("postgresql://u:secret@h:port/d", "its host or port is not valid"),
        ("postgresql://u:secret@[::1/d", "its host or port is not valid"),
    ],
)
@pytest.mark.parametrize("command", ["upgrade", "run", "worker", "settings"])
def test_address_of_another_database_is_refused_with_its_name(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    url: str,
    said: str,
    command: str,
) -> None:
    monkeypatch.setenv("HEMICYCLE_DATABASE_URL", url)

    assert status([command]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert "secret" not in error
    with pytest.raises(SettingsUnusable):
        Settings(database_url=url)
