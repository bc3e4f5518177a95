"""The key that signs cookies: made once beside the database, and never an empty one."""

import os
from pathlib import Path

import pytest

from web.service.secret_key import secret_key
from web.service.settings import Settings, SettingsUnusable


def beside(folder: Path) -> Settings:
    """The settings of an installation whose database is in a folder."""
    return Settings(database_url=f"sqlite:///{folder}/unit.db")


def test_key_is_made_once_and_read_by_its_owner_alone(tmp_path: Path) -> None:
    made = secret_key(beside(tmp_path))

    assert secret_key(beside(tmp_path)) == made
    assert (tmp_path / "unit.key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("text", [b"", b"\n", b"short", b"\xff" * 8], ids=str)
def test_file_without_a_key_is_refused_and_left_as_it_is(tmp_path: Path, text: bytes) -> None:
    kept = tmp_path / "unit.key"
    kept.write_bytes(text)

    with pytest.raises(SettingsUnusable, match=r"unit\.key holds no key"):
        secret_key(beside(tmp_path))

    assert kept.read_bytes() == text


def test_pipe_in_the_place_of_the_key_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "unit.key")

    with pytest.raises(SettingsUnusable, match=r"unit\.key holds no key"):
        secret_key(beside(tmp_path))
