"""The house holds: who imports whom, what is said of everything, and how long things are."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("matcher", "calendars", "db", "web")
OURS = {
    "matcher": set[str](),
    "calendars": {"matcher.halfdays"},
    "db": {"matcher"},
    "web": {"matcher", "calendars", "db"},
}
"""What each room may import of the others."""
SOLVERS = {"ortools", "highspy"}
FORBIDDEN = {
    "matcher": {"flask", "sqlalchemy", "alembic", "icalendar", "requests"},
    "calendars": {"flask", "sqlalchemy", "alembic", "numpy", *SOLVERS},
    "db": {"flask", "icalendar", "recurring_ical_events", "numpy", *SOLVERS},
    "web": SOLVERS,
}
"""What each room may not import from outside."""
NO_CLOCK = {"matcher": ("now", "today", "open", "print"), "db": ("now", "today")}
READ_A_CLOCK = {"tests/clock.py", "tests/children/sitecustomize.py", "web/service/clock.py"}
"""Where the machine's clock is read: by the tests in one place, by the product in one."""
ASKED_OF_A_MODULE = {
    *("time.time", "time.time_ns", "time.localtime", "time.gmtime", "time.ctime", "time.strftime"),
    *("datetime.now", "datetime.today", "datetime.utcnow", "date.today"),
}
IN_A_PAGE = re.compile(r"new Date\(\)|Date\.now\b|\bDate\(\)")
LUCK = re.compile(
    r"wait_for_timeout|networkidle|wait_for_selector|assert .*(?:activeElement|page.url\b|"
    r"(?:is_visible|inner_text|is_checked|page.content)\()"
)
"""Waiting for a time, and looking once at what may still be on its way."""
LINES_OF_A_FUNCTION = 60
LINES_OF_A_FILE = 350
OUTSIDE = re.compile(r"https?://(?!127\.0\.0\.1|localhost|[a-z0-9.-]*\.?example\b)[\w.-]+", re.I)
NAMED = re.compile(
    r"https?://(www\.)?(w3\.org|rfc-editor\.org|datatracker\.ietf\.org|iana\.org|icalendar\.org"
    r"|keepachangelog\.com|semver\.org|json-schema\.org|github\.com|docs\.sqlalchemy\.org"
    r"|developers\.google\.com|%s|HOST)"
)
"""Addresses that a text may name: nothing is ever asked of them."""
MACHINE = re.compile(r"/(?:home|root|Users|work|opt|mnt)/\w+|file:///\w")


def files(room: str, ending: str = "py") -> list[Path]:
    found = sorted((ROOT / room).rglob(f"*.{ending}"))
    assert found, room
    return found


def every_file() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached"], cwd=ROOT, capture_output=True, check=False
    )
    if listed.returncode == 0:
        return [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    return [path for room in (*ROOMS, "tests", "docs") for path in files(room, "*")]


def imports(path: Path) -> Iterator[str]:
    """Every module a file imports, wherever in it, types excepted."""
    tree = ast.parse(path.read_text())
    typing_only = {
        id(inner)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and "TYPE_CHECKING" in ast.unparse(block.test)
        for inner in ast.walk(block)
    }
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            for alias in node.names:
                yield f"{node.module}.{alias.name}"


def within(module: str, allowed: set[str]) -> bool:
    return any(module == name or module.startswith(f"{name}.") for name in allowed)


@pytest.mark.parametrize("room", ROOMS)
def test_room_imports_only_the_rooms_below(room: str) -> None:
    others = set(ROOMS) - {room}

    wrong = [
        f"{path.relative_to(ROOT)}: {module}"
        for path in files(room)
        for module in imports(path)
        if within(module, others) and not within(module, OURS[room])
    ]

    assert wrong == []


@pytest.mark.parametrize("room", ROOMS)
def test_room_imports_nothing_forbidden(room: str) -> None:
    wrong = [
        f"{path.relative_to(ROOT)}: {module}"
        for path in files(room)
        for module in imports(path)
        if within(module, FORBIDDEN[room])
    ]

    assert wrong == []


def test_only_the_search_loads_the_solver() -> None:
    loading = {
        str(path.relative_to(ROOT))
        for path in files("matcher")
        for module in imports(path)
        if within(module, SOLVERS)
    }

    assert loading
    assert all(path.startswith("matcher/solve") for path in loading), loading


@pytest.mark.parametrize("room", sorted(NO_CLOCK))
def test_room_reads_no_clock(room: str) -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in files(room)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in NO_CLOCK[room]
    ]

    assert wrong == []


def asked(path: Path) -> Iterator[str]:
    """The places where a file asks the machine what time it is."""
    tree = ast.parse(path.read_text())
    imported = {
        alias.asname or alias.name: f"time.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "time"
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            said = ast.unparse(node.func)
            known = imported.get(said) or ".".join(said.split(".")[-2:])
            if known in ASKED_OF_A_MODULE and not is_told(known, node):
                yield f"{path.relative_to(ROOT)}:{node.lineno}: {said}"


def is_told(known: str, node: ast.Call) -> bool:
    """A moment is given, and only written in another way."""
    return known in ("time.localtime", "time.gmtime", "time.ctime", "time.strftime") and bool(
        len(node.args) > (known == "time.strftime")
    )


@pytest.mark.parametrize("room", ["matcher", "calendars", "db", "web", "tests"])
def test_the_machines_clock_is_read_in_one_place(room: str) -> None:
    found = [
        place
        for path in files(room)
        if str(path.relative_to(ROOT)) not in READ_A_CLOCK
        for place in asked(path)
    ]

    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "datetime.now(UTC)",
        "datetime.datetime.now()",
        "dt.date.today()",
        "date.today()",
        "time.time()",
        "from time import time as t; t()",
        "time.strftime('%Y')",
        "time.localtime()",
    ],
)
def test_a_new_read_of_the_machines_clock_is_found(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules[__name__], "ROOT", tmp_path)
    path = tmp_path / "strange.py"
    path.write_text(line)

    assert len([*asked(path)]) == 1


def test_waits_and_what_is_passed_are_no_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules[__name__], "ROOT", tmp_path)
    path = tmp_path / "sound.py"
    path.write_text("time.monotonic(); clock.now(); self.now(); time.localtime(0); now()")

    assert [*asked(path)] == []


def test_no_page_asks_the_browsers_clock() -> None:
    found = [
        path.name for path in files("web/static/js", "js") if IN_A_PAGE.search(path.read_text())
    ]

    assert found == []


def test_browser_tests_wait_for_states_and_not_for_times() -> None:
    found = [
        f"{path.name}: {word}"
        for path in files("tests/web/browser")
        for word in LUCK.findall(path.read_text())
    ]

    assert found == []


def test_importing_web_loads_no_solver() -> None:
    code = (
        "import sys, web, web.cli, web.worker.running, web.http.serving;"
        "print(sorted({'ortools', 'highspy'} & set(sys.modules)))"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"


def test_everything_public_says_what_it_is() -> None:
    silent = [
        f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}"
        for room in ROOMS
        for path in files(room)
        for node in public(ast.parse(path.read_text()))
        if not ast.get_docstring(node)
    ]

    assert silent == []


def public(tree: ast.Module) -> Iterator[ast.Module | ast.ClassDef | ast.FunctionDef]:
    """The module, its public classes and functions, and the public methods of those."""
    if tree.body:
        yield tree
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from (
                    inner
                    for inner in node.body
                    if isinstance(inner, ast.FunctionDef) and not inner.name.startswith("_")
                )


def test_functions_and_files_are_short() -> None:
    long = []
    for path in (*(path for room in ROOMS for path in files(room)), *files("tests")):
        text = path.read_text()
        if text.count("\n") > LINES_OF_A_FILE:
            long.append(f"{path.relative_to(ROOT)}: {text.count(chr(10))} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef) and length(node) > allowed(path):
                long.append(f"{path.relative_to(ROOT)}:{node.lineno}: {length(node)} lines")

    assert long == []


def allowed(path: Path) -> float:
    """Alembic writes a migration as one list of what changes."""
    return float("inf") if "migrations" in path.parts else LINES_OF_A_FUNCTION


def length(node: ast.FunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_no_file_names_a_machine_or_an_outside_address() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}: {found}"
        for path in every_file()
        if path != Path(__file__)
        for found in strange(path)
    ]

    assert wrong == []


def strange(path: Path) -> Iterator[str]:
    try:
        text = path.read_text()
    except (UnicodeDecodeError, FileNotFoundError):
        return
    yield from MACHINE.findall(text)
    yield from (found[0] for found in OUTSIDE.finditer(text) if not NAMED.match(found[0]))
