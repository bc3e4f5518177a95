"""The rooms of `web`: arrows one way between its folders, no circle, no page that knows another."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from tests.test_house import files, imports

ROOT = Path(__file__).resolve().parents[1]
WEB = ROOT / "web"
PAGES = {"pages", "http", "service", "language"}
MAY_IMPORT: Mapping[str, set[str]] = {
    "language": {"language"},
    "service": {"service", "language"},
    "worker": {"worker", "service", "language"},
    "http": {"http", "service", "language"},
    "pages": PAGES,
    "app": PAGES,
    "cli": {"cli", "service", "worker", "language", "app", "demo"},
    "demo": {"demo", "cli", "service", "worker", "language"},
}
"""What each folder of `web`, and `app.py`, may import of `web`."""
OF_FLASK = {"flask", "flask_bootstrap", "flask_wtf", "werkzeug"}
"""What those below the pages know nothing of."""


def name_of(path: Path) -> str:
    """`web.language.dates` of `web/language/dates.py`; a package by its folder."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def modules() -> Mapping[str, Path]:
    return {name_of(path): path for path in sorted(WEB.rglob("*.py"))}


@cache
def loaded() -> Mapping[str, frozenset[str]]:
    """Which modules of `web` each module of it loads, wherever in it; types excepted."""
    found: dict[str, frozenset[str]] = {}
    for name, path in modules().items():
        found[name] = frozenset(ours(path)) - {name}
    return found


def ours(path: Path) -> Iterator[str]:
    """The modules of `web` that a file imports, by name or out of their packages."""
    for each in imports(path):
        if each in modules():
            yield each
        elif (home := each.rpartition(".")[0]) in modules():
            yield home


def room(name: str) -> str:
    """The folder of `web` that a module lies in; of one that lies in none, its own name."""
    return name.split(".")[1] if "." in name else ""


def subject(name: str) -> str:
    """What a page is about."""
    return name.split(".")[2] if name.count(".") > 1 else ""


def test_every_module_lies_in_a_folder_that_the_table_knows() -> None:
    assert len(modules()) > 300

    assert {room(name) for name in modules()} - {""} == set(MAY_IMPORT)
    assert [name for name, path in modules().items() if path.parent == WEB] == ["web", "web.app"]


def test_folders_import_as_the_table_says() -> None:
    wrong = [
        f"{name} → {other}"
        for name, others in loaded().items()
        for other in others
        if name != "web" and room(other) not in MAY_IMPORT[room(name)]
    ]

    assert wrong == []


def test_no_page_knows_another_subject() -> None:
    pages = [name for name in modules() if room(name) == "pages"]
    assert len({subject(name) for name in pages}) > 15

    wrong = [
        f"{name} → {other}"
        for name in pages
        for other in loaded()[name]
        if room(other) == "pages" and subject(other) not in ("", subject(name))
    ]

    assert wrong == []


def test_no_two_modules_need_each_other() -> None:
    assert sum(map(len, loaded().values())) > 1000

    assert [name for name in modules() if name in reached(name)] == []


def reached(name: str) -> set[str]:
    """Everything that a module loads, directly or not."""
    found: set[str] = set()
    waiting = [*loaded()[name]]
    while waiting:
        at = waiting.pop()
        if at not in found:
            found.add(at)
            waiting += loaded()[at]
    return found


def test_flask_stays_with_the_pages() -> None:
    below = [name for name in modules() if room(name) in ("language", "service", "worker")]

    wrong = [
        f"{name}: {each}"
        for name in below
        for each in imports(modules()[name])
        if each.partition(".")[0] in OF_FLASK
    ]

    assert wrong == []


STATEMENTS = {
    *("select", "insert", "update", "delete", "text", "func", "case", "exists", "and_", "or_"),
    *("joinedload", "selectinload", "contains_eager", "aliased", "create_engine", "inspect"),
}
"""What statements are built of."""


def test_statements_are_built_in_the_ledger_alone() -> None:
    wrong = [
        f"{name}: {each}"
        for name, path in modules().items()
        for each in imports(path)
        if each.partition(".")[0] == "sqlalchemy" and each.rpartition(".")[2] in STATEMENTS
    ]

    assert wrong == []


ROUTES = {"route", "get", "post"}
VIEW_LINES = 15


def views() -> Iterator[tuple[str, ast.FunctionDef]]:
    """Every function that a blueprint's route decorates, by its whole name."""
    for name, path in modules().items():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and any(map(is_route, node.decorator_list)):
                yield f"{name}.{node.name}", node


def is_route(decorator: ast.expr) -> bool:
    call = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(call, ast.Attribute) and call.attr in ROUTES


def test_a_view_has_at_most_15_lines() -> None:
    lines = {name: (node.end_lineno or 0) - node.lineno + 1 for name, node in views()}
    assert len(lines) > 130

    assert {name for name, count in lines.items() if count > VIEW_LINES} == set()


def test_every_folder_stands_on_the_floor_plan() -> None:
    plan = (ROOT / "docs" / "floor-plan.md").read_text()
    folders = {
        path.parent.relative_to(ROOT)
        for room in ("matcher", "calendars", "db", "web")
        for path in (ROOT / room).rglob("*.py")
        if len(path.relative_to(ROOT).parts) > 2
    }
    assert len(folders) > 60

    missing = [
        folder.as_posix()
        for folder in sorted(folders)
        if not re.search(rf"`(?:[\w/]+/)?{folder.name}/`", plan)
    ]

    assert missing == []


@pytest.mark.parametrize("room_of", ["calendars", "db", "web"])
def test_a_public_class_is_called_as_no_other_of_its_room(room_of: str) -> None:
    files_by_name: dict[str, list[str]] = defaultdict(list)
    for path in files(room_of):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                files_by_name[node.name].append(path.relative_to(ROOT).as_posix())
    assert len(files_by_name) > 30

    assert {name: where for name, where in files_by_name.items() if len(where) > 1} == {}
