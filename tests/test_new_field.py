"""What `CONTRIBUTING.md` says of a new field is what the one to copy has taken."""

import ast
import re
from pathlib import Path

import pytest

from tests.test_house import ROOMS, ROOT, files

COPIED = "reference"
MOST = 5
"""Files that a new field touches, beside its migration, catalogue and tests."""


def section() -> str:
    whole = (ROOT / "CONTRIBUTING.md").read_text()
    return whole.partition("## A new field\n")[2].partition("\n## ")[0]


def names(path: Path) -> bool:
    """Does a module speak of the field, as a name or as a text of one word?"""
    return any(
        COPIED in (getattr(node, "id", ""), getattr(node, "attr", ""), getattr(node, "value", ""))
        for node in ast.walk(ast.parse(path.read_text()))
    )


def test_field_to_copy_stands_where_the_page_says() -> None:
    told = re.findall(r"^\| `([^`]+)` \|", section(), re.MULTILINE)
    found = [
        path.relative_to(ROOT).as_posix()
        for room in ROOMS
        for path in files(room)
        if "migrations" not in path.parts and names(path)
    ]

    assert sorted(found) == sorted(told)
    assert 0 < len(told) <= MOST


def test_no_template_speaks_of_it() -> None:
    pages = files("web", "html")

    assert [page for page in pages if re.search(rf"\b{COPIED}\b", page.read_text())] == []


@pytest.mark.parametrize("path", re.findall(r"`([a-z]+/[\w/.]+)`", section()))
def test_every_file_and_folder_that_the_page_names_is_there(path: str) -> None:
    assert any((ROOT / start / path).exists() for start in ("", "web"))
