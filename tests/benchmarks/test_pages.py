"""Pages are measured where they are, and their table says what was measured."""

from pathlib import Path

from benchmarks.pages import PAGES
from benchmarks.tables.pages import pages
from tests.benchmarks.measured import row
from web.app import create_app
from web.service.settings import Settings


def test_every_page_that_is_measured_exists(tmp_path: Path) -> None:
    app = create_app(Settings(database_url=f"sqlite:///{tmp_path / 'a.db'}", secret_key="k" * 64))
    numbers = {"mission": 1, "scenario": 1, "expert": 1}
    map_ = app.url_map.bind("localhost")

    for page in PAGES:
        path = page.format(**numbers).split("?")[0]
        assert map_.match(path, method="GET"), path


def test_table_says_first_quiet_and_beside_a_search() -> None:
    measured = {"page": "/plan", "first_ms": 812.4, "quiet_ms": 41.6, "search_ms": 120.0}

    said = pages([row("pages", rounds=10, **measured)])

    assert said.splitlines()[-1] == "| `/plan` | 812 | 42 | 120 | 10 | 0.1 |"
