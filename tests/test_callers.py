"""What stands in the rooms is asked for there: nothing lives for its tests alone."""

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("matcher", "calendars", "db", "web")
USERS = (*ROOMS, "benchmarks")
ASKED_FROM_OUTSIDE = {
    "web.create_app": "servers of others are given it",
    "web.cli.speech.CLICKS_OWN": "translators see click's sentences there",
    "web.cli.speech.clicks_own": "translators see click's sentences there",
    "web.cli.wrong.SYSTEMS_OWN": "translators see the system's sentences there",
    "web.http.front.caller.Caller.gettimeout": "gunicorn asks a socket for it",
    "web.http.front.refusals.Overheard.gettimeout": "gunicorn asks a socket for it",
}
"""Names that no code of ours calls, and why they stand nevertheless."""
REGISTERING = re.compile(
    r"\.(get|post|route|command|group|errorhandler|app_errorhandler|listens_for|validates"
    r"|\w+_request|record\w*|\w*context_processor|\w*template_\w+)\b"
)
"""Decorators that hand a function to somebody who calls it."""
ADDRESS = re.compile(r"\b(?:matcher|calendars|db|web)(?:[.:]\w+)+")
"""A name that is looked up by its text."""
Scope = ast.FunctionDef | ast.Lambda | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


class Use(NamedTuple):
    """A name is used in a definition of a module, or in none (None)."""

    name: str
    within: str | None


def written(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def trees() -> dict[str, ast.Module]:
    """Every module that may use another, by its name."""
    paths = [path for room in USERS for path in sorted((ROOT / room).rglob("*.py"))]
    return {written(path): ast.parse(path.read_text()) for path in paths}


@cache
def nodes(module: str) -> list[ast.AST]:
    """Everything in a module."""
    return list(ast.walk(trees()[module]))


@cache
def imported(module: str) -> dict[str, list[str]]:
    """What a module calls something by, and what that may be: functions import apart."""
    found = defaultdict(list)
    for node in nodes(module):
        if isinstance(node, ast.Import):
            for alias in node.names:
                first = alias.name.partition(".")[0]
                found[alias.asname or first].append(alias.name if alias.asname else first)
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                found[alias.asname or alias.name].append(f"{node.module}.{alias.name}")
    return dict(found)


def homes(name: str) -> Iterator[str]:
    """The name, and where it is defined if packages hand it on."""
    yield name
    module, _, last = name.rpartition(".")
    if module in trees() and name not in trees():
        for each in imported(module).get(last, ()):
            yield from homes(each)


def defined(node: ast.stmt) -> list[str]:
    """The names that a statement of a module defines."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else []
    targets = [node.target] if isinstance(node, ast.AnnAssign) else targets
    return [each.id for each in targets if isinstance(each, ast.Name)]


def bound(node: ast.AST) -> set[str]:
    """Names that a scope gives to something of its own."""
    inner = list(ast.walk(node))
    stored = {n.id for n in inner if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    return stored | {n.arg for n in inner if isinstance(n, ast.arg)}


def chain(node: ast.AST) -> str | None:
    """A name, or one of another's."""
    if isinstance(node, ast.Name):
        return node.id
    before = chain(node.value) if isinstance(node, ast.Attribute) else None
    return f"{before}.{node.attr}" if before and isinstance(node, ast.Attribute) else None


def chains(node: ast.AST, own: frozenset[str] = frozenset()) -> Iterator[str]:
    """Every `name` and `name.of.another` in a piece of code, but for its own variables."""
    if isinstance(node, Scope):
        own |= bound(node)
    if said := chain(node):
        if said.partition(".")[0] not in own:
            yield said
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield from (f":{found.replace(':', '.')}" for found in ADDRESS.findall(node.value))
    for child in ast.iter_child_nodes(node):
        yield from chains(child, own)


def uses(module: str) -> Iterator[Use]:
    """What a module uses of the rooms, and in which of its definitions."""
    known = imported(module)
    for node in trees()[module].body:
        names = defined(node)
        within = f"{module}.{names[0]}" if names else None
        for said in {*chains(node)}:
            first, dot, rest = said.partition(".")
            starts = [""] if said.startswith(":") else known.get(first, [f"{module}.{first}"])
            for whole in (f"{start}{dot}{rest}" if start else said[1:] for start in starts):
                yield from (Use(name, within) for part in beginnings(whole) for name in homes(part))


def beginnings(name: str) -> list[str]:
    """A name of a module of the rooms, and all that it is a name in."""
    parts = name.split(".")
    return [".".join(parts[:n]) for n in range(2, len(parts) + 1)] if parts[0] in ROOMS else []


def definitions() -> Iterator[str]:
    """Every name that a module of a room defines, but for what somebody was handed."""
    for module, tree in trees().items():
        if module.startswith(ROOMS) and not module.startswith("db.migrations"):
            for node in tree.body:
                decorators = getattr(node, "decorator_list", [])
                if not any(REGISTERING.search(ast.unparse(each)) for each in decorators):
                    yield from (f"{module}.{name}" for name in defined(node))


def handed_on() -> Iterator[str]:
    """What is public in modules that are values, such as search paths: somebody calls it."""
    for module in trees():
        inner = {id(n.value) for n in nodes(module) if isinstance(n, ast.Attribute)}
        for node in nodes(module):
            if isinstance(node, ast.Name) and id(node) not in inner:
                for value in set(imported(module).get(node.id, ())) & trees().keys():
                    own = [name for each in trees()[value].body for name in defined(each)]
                    for name in (*own, *imported(value)):
                        yield from homes(f"{value}.{name}")


def unasked() -> list[str]:
    """Names that no code uses which is itself used."""
    users: dict[str, set[str | None]] = defaultdict(set)
    for module in trees():
        for name, within in uses(module):
            users[name].add(within)
    for name in (*handed_on(), *ADDRESS.findall((ROOT / "pyproject.toml").read_text())):
        users[name.replace(":", ".")].add(None)
    names = {name for name in definitions() if not name.endswith("__")} - {*ASKED_FROM_OUTSIDE}
    dead: set[str] = set()
    while more := {name for name in names - dead if not users[name] - dead - {name}}:
        dead |= more
    return sorted(dead)


def methods() -> Iterator[str]:
    """Every method of a class that inherits nothing from others."""
    for module in trees():
        if not module.startswith(ROOMS):
            continue
        for node in nodes(module):
            if isinstance(node, ast.ClassDef) and all(is_ours(module, b) for b in node.bases):
                for inner in node.body:
                    if isinstance(inner, ast.FunctionDef) and not inner.name.startswith("__"):
                        yield f"{module}.{node.name}.{inner.name}"


def is_ours(module: str, base: ast.expr) -> bool:
    name = chain(base.value if isinstance(base, ast.Subscript) else base) or ""
    known = imported(module).get(name.partition(".")[0], [module])
    return name in ("Exception", "Protocol") or known[0].startswith(ROOMS)


def uncalled() -> list[str]:
    """Methods whose names nobody says: no code, no page, no text."""
    said = {n.attr for module in trees() for n in nodes(module) if isinstance(n, ast.Attribute)}
    texts = (n.value for m in trees() for n in nodes(m) if isinstance(n, ast.Constant))
    said.update(text for text in texts if isinstance(text, str))
    for page in (ROOT / "web" / "templates").rglob("*.*"):
        said.update(re.findall(r"\w+", page.read_text()))
    names = {name for name in methods() if name.rpartition(".")[2] not in said}
    return sorted(names - {*ASKED_FROM_OUTSIDE})


def test_every_name_is_asked_for_outside_of_tests() -> None:
    assert unasked() == []


def test_every_method_is_called_outside_of_tests() -> None:
    assert uncalled() == []


def test_what_is_asked_for_from_outside_is_there() -> None:
    there = {*definitions(), *methods()}

    assert [name for name in ASKED_FROM_OUTSIDE if name not in there] == []


STRANGE = """
from matcher.here import used as wanted

def alone(number):
    return alone(number - 1)

def with_one(used):
    return alone(used), THREE

THREE = 3

class Kept:
    def left_alone(self):
        return wanted

print(Kept)
"""


def test_a_name_without_a_caller_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    house = {"matcher.here": ast.parse("def used(): pass\ndef unused(): pass")}
    house["web.strange"] = ast.parse(STRANGE)
    for made in (nodes, imported):
        made.cache_clear()
    monkeypatch.setattr(sys.modules[__name__], "trees", lambda: house)

    found, calls = unasked(), uncalled()

    for made in (nodes, imported):
        made.cache_clear()
    names = ["alone", "with_one", "THREE"]
    assert found == ["matcher.here.unused", *sorted(f"web.strange.{name}" for name in names)]
    assert calls == ["web.strange.Kept.left_alone"]
