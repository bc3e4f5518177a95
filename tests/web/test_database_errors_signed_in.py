"""The database gone, for whoever is signed in: it would have known which language they prefer."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.engine import make_url

from db.engine import Ledger
from tests.web.conftest import Browser
from web.service.settings import Settings


@pytest.fixture
def file(settings: Settings) -> Path:
    return Path(str(make_url(settings.database_url).database))


def none(file: Path) -> None:
    file.unlink()


def nothing(file: Path) -> None:
    file.write_bytes(b"")


def junk(file: Path) -> None:
    file.write_bytes(b"junk" * 4096)


def folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def other(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as made:
        made.execute("CREATE TABLE songs (name TEXT)")


@pytest.mark.parametrize("happens", [none, nothing, junk, folder, other])
def test_who_is_signed_in_reads_that_the_database_is_gone(
    app: Flask, coordinator: Browser, ledger: Ledger, file: Path, happens: Callable[[Path], None]
) -> None:
    """The language is the one that their browser asks for."""
    app.testing = False
    asking = {"Accept-Language": "fr"}
    form = {"csrf_token": coordinator.token("/missions/new"), "title": "Typed"}
    with coordinator.session_transaction() as cookie:
        del cookie["language"]
    ledger.engine.dispose()
    kept = file.read_bytes()
    happens(file)

    answers = [coordinator.get(path, headers=asking) for path in ("/", "/login", "/experts/1")]
    answers.append(coordinator.post("/missions/new", data=form, headers=asking))
    ready = coordinator.get("/readyz", headers=asking)
    strange = [coordinator.get(path, headers=asking) for path in ("/nope", "/static/nope")]
    strange.append(coordinator.put("/missions/1", headers=asking))

    assert {(each.status_code, each.headers.get("Retry-After")) for each in answers} == {
        (503, "20")
    }
    assert all("est injoignable" in each.text for each in answers)
    assert (ready.status_code, (ready.json or {})["reason"]) == (503, "gone")
    assert str((ready.json or {})["message"]).startswith("La base")
    assert [each.status_code for each in strange] == [404, 404, 405]

    ledger.engine.dispose()
    if file.is_dir():
        file.rmdir()
    file.write_bytes(kept)
    assert coordinator.get("/experts/").status_code == 200
