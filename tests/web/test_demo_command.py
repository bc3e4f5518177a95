"""`hemicycle demo`: the whole walk, what it tells, and what it refuses to touch."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from sqlite3 import connect
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from db import invariants
from db.engine import Ledger
from db.migrate import upgrade
from db.models import AssignmentRow, InstitutionRow, MissionRow, PlanMissionRow, PlanRow
from db.words import PLANNABLE
from tests import make
from tests.web.conftest import Browser
from web.app import create_app
from web.cli import status
from web.demo.fresh import fresh
from web.http.ledger import close
from web.service.settings import Settings

pytestmark = pytest.mark.dates

SECONDS = 5


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def done(folder: Path) -> "subprocess.CompletedProcess[str]":
    """The command as another program calls it, once for all tests of this file."""
    options = ["--no-serve", "--json", "--time-limit", str(SECONDS)]
    return subprocess.run(
        [sys.executable, "-m", "web.cli", "demo", *options],
        cwd=folder,
        env=os.environ | {"LANGUAGE": "en"},
        capture_output=True,
        text=True,
        timeout=200,
    )


@pytest.fixture(scope="module")
def report(done: "subprocess.CompletedProcess[str]") -> dict[str, Any]:  # JSON
    assert done.returncode == 0, done.stderr
    read: dict[str, Any] = json.loads(done.stdout)
    return read


@pytest.fixture
def ledger(folder: Path, report: dict[str, Any]) -> Iterator[Ledger]:
    opened = Ledger(f"sqlite:///{folder / 'hemicycle-demo.db'}")
    yield opened
    opened.dispose()


@pytest.fixture
def site(folder: Path, report: dict[str, Any]) -> Iterator[Flask]:
    address = f"sqlite:///{folder / 'hemicycle-demo.db'}"
    app = create_app(Settings(database_url=address, secret_key="k" * 64))
    app.test_client_class = Browser
    yield app
    close(app)


def test_report_has_the_keys_of_the_contract(report: dict[str, Any]) -> None:
    accounts, feeds = report["accounts"], report["feeds"]

    assert list(report) == [
        *("database", "unit", "experts", "missions", "seats", "vacancies", "tiers", "seconds"),
        *("accounts", "feeds"),
    ]
    assert {tuple(account) for account in accounts} == {("role", "login", "password")}
    assert {tuple(feed) for feed in feeds} == {("kind", "name", "path")}
    assert {feed["kind"] for feed in feeds} == {
        "expert",
        "mission",
        "institution",
        "programme",
        "partner",
    }
    assert all(feed["path"].startswith("/feeds/") for feed in feeds)
    assert {tuple(tier) for tier in report["tiers"]} == {("value", "bound", "optimal")}


def test_report_counts_what_is_there(report: dict[str, Any]) -> None:
    """Checklist Q1: 125 members and 700 officials."""
    assert (report["database"], report["unit"]) == ("sqlite:///hemicycle-demo.db", "quebec")
    assert report["experts"] == 825
    assert 40 <= report["missions"] <= 60
    assert len(report["tiers"]) == 4


def test_most_seats_are_filled_and_a_few_are_not(report: dict[str, Any]) -> None:
    assert 1 <= report["vacancies"] <= 0.15 * report["seats"]


def test_plan_is_published_and_nothing_is_broken(ledger: Ledger, report: dict[str, Any]) -> None:
    with ledger.read() as session:
        live = session.scalars(select(PlanRow).where(PlanRow.state == "live")).one()
        filled = session.scalar(_filled(live.id))
        wrong = invariants.check(session)

    assert live.number == 2
    assert filled is not None
    assert filled >= report["seats"] - report["vacancies"]
    assert wrong == ()


def _filled(plan_id: int) -> Any:  # a statement that counts
    return (
        select(func.count())
        .select_from(AssignmentRow)
        .join(MissionRow, MissionRow.id == AssignmentRow.mission_id)
        .where(AssignmentRow.plan_id == plan_id, MissionRow.state.in_(PLANNABLE))
    )


def test_near_missions_are_agreed_and_far_ones_are_not(ledger: Ledger) -> None:
    with ledger.read() as session:
        live = select(PlanRow.id).where(PlanRow.state == "live").scalar_subquery()
        held = session.execute(
            select(MissionRow.state, func.min(PlanMissionRow.start), func.max(PlanMissionRow.start))
            .join(PlanMissionRow, PlanMissionRow.mission_id == MissionRow.id)
            .where(PlanMissionRow.plan_id == live)
            .group_by(MissionRow.state)
        ).all()

    last = {state: latest for state, _earliest, latest in held}
    assert {"scheduled", "accepted", "proposed", "approved", "planned", "closed"} <= set(last)
    assert last["closed"] < last["scheduled"] < last["accepted"] < last["proposed"]


def test_words_for_people_name_vacancies_accounts_and_feeds(
    done: "subprocess.CompletedProcess[str]", report: dict[str, Any]
) -> None:
    assert "What stays vacant, and why:" in done.stderr
    assert re.search(r"Séminaire bilatéral\s: procédure législative – Gabon: .+\.", done.stderr)
    assert not re.search(r"\btier\b|\bbound\b|\bgap\b|may forbid", done.stderr)
    assert report["accounts"][0]["password"] in done.stderr
    assert report["feeds"][0]["path"] in done.stderr


def test_everybody_comes_in_with_the_password_printed(site: Flask, report: dict[str, Any]) -> None:
    assert report["accounts"]
    for account in report["accounts"]:
        browser = site.test_client()
        assert isinstance(browser, Browser)

        browser.sign_in(account["login"], account["password"])

        assert browser.get("/").status_code == 200


def test_feeds_open_at_the_addresses_printed(site: Flask, report: dict[str, Any]) -> None:
    assert report["feeds"]
    for feed in report["feeds"]:
        answer = site.test_client().get(feed["path"])

        assert answer.status_code == 200
        assert answer.mimetype == "text/calendar"
        assert b"BEGIN:VEVENT" in answer.data


def test_a_database_of_somebody_else_is_left_alone(
    sqlite_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    upgrade(sqlite_url)
    theirs = Ledger(sqlite_url)
    with theirs.write() as session:
        make.institution(session, "theirs")

    ended = status(["demo", "--no-serve", "--database", sqlite_url])

    assert ended == 2
    assert "was not made by `hemicycle demo`" in capsys.readouterr().err
    with theirs.read() as session:
        assert session.scalars(select(InstitutionRow.code)).all() == ["theirs"]
    theirs.dispose()


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "songs.db"
    with closing(connect(path)) as songs:
        songs.execute("CREATE TABLE song (title TEXT)")
    before = path.read_bytes()

    ended = status(["demo", "--no-serve", "--database", f"sqlite:///{path}"])

    assert ended == 2
    assert path.read_bytes() == before


@pytest.mark.parametrize("url", ["nonsense", "sqlite://", "sqlite:///:memory:", "oracle://x/y"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    assert status(["demo", "--no-serve", "--database", url]) == 2
    assert status(["demo", "--port", "0", "--database", url]) == 2


def test_a_file_that_is_no_database_is_refused_unchanged(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear colleague, " * 500)

    assert status(["demo", "--no-serve", "--database", f"sqlite:///{path}"]) == 2

    assert path.read_text() == "Dear colleague, " * 500


def test_our_own_database_is_made_again(database_url: str) -> None:
    with fresh(database_url) as ledger, ledger.write() as session:
        make.institution(session, "before")

    with fresh(database_url) as ledger, ledger.read() as session:
        left = session.scalars(select(InstitutionRow.code)).all()

    assert left == []
