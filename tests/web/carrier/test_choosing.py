"""Procrastinate is chosen by a setting, and what is missing for it is said."""

import subprocess
from pathlib import Path

import pytest

from db.migrate import upgrade
from tests.web.carrier.conftest import Start
from web.cli import status
from web.service.carrying.carriers import Carrying
from web.service.carrying.chosen import carrier_of
from web.service.settings import EMBEDDED, PROCRASTINATE, Settings, SettingsUnusable

POSTGRES = "postgresql://127.0.0.1/none"


def test_setting_says_who_carries() -> None:
    assert Settings().queue == EMBEDDED
    assert carrier_of(Settings(database_url=POSTGRES)) is None
    assert isinstance(carrier_of(Settings(database_url=POSTGRES, queue=PROCRASTINATE)), Carrying)


def test_setting_refuses_what_cannot_be() -> None:
    with pytest.raises(SettingsUnusable, match="needs PostgreSQL"):
        Settings(queue=PROCRASTINATE)
    with pytest.raises(SettingsUnusable, match="embedded or procrastinate"):
        Settings(queue="redis")


def test_upgrade_makes_the_tables_and_a_worker_without_them_says_what_to_do(
    postgres_url: str,
    start: Start,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("HEMICYCLE_DATABASE_URL", postgres_url)
    upgrade(postgres_url)
    with (tmp_path / "said").open("wb") as said:
        worker = start("worker", errors=said, LANGUAGE="en")
        assert worker.wait(60) == 2
    assert (
        "does not have the tables of this version. Try `hemicycle upgrade`."
        in (tmp_path / "said").read_text()
    )

    monkeypatch.setenv("HEMICYCLE_QUEUE", PROCRASTINATE)
    assert status(["upgrade"]) == 0
    working = start()

    with pytest.raises(subprocess.TimeoutExpired):
        working.wait(4)
    assert "has the tables of this version" in capsys.readouterr().err
