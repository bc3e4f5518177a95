"""The matcher's rooms: arrows one way between folders, and tuned numbers in one place."""

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MATCHER = ROOT / "matcher"
FILES = sorted(MATCHER.rglob("*.py"))
SOLVE = MATCHER / "solve"
PARAMETERS = SOLVE / "parameters"


def imports(tree: ast.Module) -> Iterator[str]:
    """Modules of the matcher that a file loads; what is imported for types alone is not."""
    typed = {
        id(inside)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inside in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and id(node) not in typed and node.module:
            yield node.module
            yield from (f"{node.module}.{each.name}" for each in node.names)


def arrows(folder: Path) -> Mapping[str, set[str]]:
    """Which of the things in a folder, files or folders, load which others of them."""
    here = ".".join(folder.relative_to(ROOT).parts) + "."
    things = {each.stem for each in folder.iterdir() if each.suffix == ".py" or each.is_dir()}
    found: dict[str, set[str]] = defaultdict(set)
    for file in sorted(folder.rglob("*.py")):
        own = file.relative_to(folder).parts[0].removesuffix(".py")
        for module in imports(ast.parse(file.read_text())):
            other = module.removeprefix(here).split(".")[0]
            if module.startswith(here) and other in things - {own}:
                found[own].add(other)
    return found


def circle(found: Mapping[str, set[str]], begin: str) -> bool:
    """Does a way lead back to where it began?"""
    seen: set[str] = set()
    waiting = list(found.get(begin, ()))
    while waiting:
        at = waiting.pop()
        if at not in seen:
            seen.add(at)
            waiting += found.get(at, ())
    return begin in seen


def test_no_two_things_in_a_folder_of_the_matcher_need_each_other() -> None:
    folders = [MATCHER, *(each for each in MATCHER.rglob("*") if (each / "__init__.py").exists())]
    assert len(folders) > 10

    circles = [
        (folder.name, thing)
        for folder in folders
        for found in [arrows(folder)]
        for thing in found
        if circle(found, thing)
    ]

    assert circles == []


def test_rules_never_load_the_search() -> None:
    loaded = [
        (file.name, module)
        for file in sorted((MATCHER / "rules").glob("*.py"))
        for module in imports(ast.parse(file.read_text()))
    ]

    assert loaded
    assert [each for each in loaded if each[1].startswith("matcher.solve")] == []


def is_number(value: ast.expr | None) -> bool:
    """A number that is written out: `3`, `1 << 23`, `np.int64(7)`, or several of them."""
    if isinstance(value, ast.Constant):
        return isinstance(value.value, int | float) and not isinstance(value.value, bool)
    if isinstance(value, ast.UnaryOp):
        return is_number(value.operand)
    if isinstance(value, ast.BinOp):
        return is_number(value.left) and is_number(value.right)
    if isinstance(value, ast.Tuple):
        return bool(value.elts) and all(map(is_number, value.elts))
    if isinstance(value, ast.Call):
        return bool(value.args) and all(map(is_number, value.args))
    return False


def test_tuned_numbers_of_the_search_stand_among_its_parameters() -> None:
    files = [file for file in SOLVE.rglob("*.py") if PARAMETERS not in file.parents]
    assert len(files) > 80

    numbers = [
        f"{file.relative_to(SOLVE)}: {ast.unparse(node)}"
        for file in files
        for node in ast.parse(file.read_text()).body
        if isinstance(node, ast.Assign | ast.AnnAssign) and is_number(node.value)
    ]

    assert numbers == []


def test_numbers_are_recognised() -> None:
    said = ["3", "-2.5", "1 << 23", "(6, 12)", "np.int64(1) << 50", "float(7)"]
    others = ["True", "'3'", "frozenset({1})", "()", "np.zeros", "Weights(incomplete=1)"]

    assert all(is_number(ast.parse(each, mode="eval").body) for each in said)
    assert not any(is_number(ast.parse(each, mode="eval").body) for each in others)


def types_in(tree: ast.Module) -> Iterator[str]:
    """The classes and aliases that a module makes, private ones too; none that lie in others."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            yield node.name.lstrip("_")
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            for made in node.targets if isinstance(node, ast.Assign) else [node.target]:
                name = made.id.lstrip("_") if isinstance(made, ast.Name) else ""
                if name[:1].isupper() and not name.isupper():
                    yield name


def test_a_name_of_a_type_stands_once_in_the_matcher() -> None:
    files_by_name: dict[str, list[str]] = defaultdict(list)
    for file in FILES:
        for name in types_in(ast.parse(file.read_text())):
            files_by_name[name].append(str(file.relative_to(MATCHER)))
    assert len(files_by_name) > 200

    several = {name: files for name, files in files_by_name.items() if len(files) > 1}

    assert several == {}


def test_names_of_types_are_recognised() -> None:
    said = [
        "class _Group:\n    class Inner: ...",
        "Rows = NDArray[np.int32]",
        "Known: T = list[int]",
    ]
    others = ["MOST = 3", "_SHOWN: int = 80", "__all__ = []", "def of(): ...", "x.Of = int"]

    found = [name for each in said for name in types_in(ast.parse(each))]
    assert found == ["Group", "Rows", "Known"]
    assert [name for each in others for name in types_in(ast.parse(each))] == []


def said(function: ast.FunctionDef) -> str:
    """What a function does, whatever it is called and whatever is said of it."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return "\n".join(ast.unparse(part) for part in (function.args, *body))


def test_no_two_private_functions_of_the_matcher_do_the_same() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for file in FILES:
        for node in ast.parse(file.read_text()).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("_"):
                places[said(node)].append(f"{file.relative_to(MATCHER)}: {node.name}")
    assert len(places) > 300

    assert [each for each in places.values() if len(each) > 1] == []


OWN = {"missions_max": "limits", "days_max": "limits", "rest": "rest", "plural": "plurality"}
"""What a rule is about, and the file of the rule that reads it."""
STATED = ("files", "schemas", "scenario", "changes")
"""Rooms in which problems are read, written and changed."""


def test_what_a_rule_is_about_is_read_by_the_rule_alone() -> None:
    readers: dict[str, set[str]] = defaultdict(set)
    for file in FILES:
        where = file.relative_to(MATCHER)
        if where.parts[0] in STATED or where.name == "problem.py":
            continue
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Attribute) and node.attr in OWN:
                readers[node.attr].add(where.as_posix())

    assert readers == {name: {f"rules/{rule}.py"} for name, rule in OWN.items()}


def test_every_tuned_number_is_read() -> None:
    """One that nobody reads would be tuned in vain."""
    read = {
        (ast.unparse(node.value), node.attr)
        for file in FILES
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Attribute)
    }
    names = {name for name, _attribute in read}
    unread = []
    tuned = 0
    for file in sorted(PARAMETERS.glob("*.py")):
        tree = ast.parse(file.read_text())
        values = {
            ast.unparse(node.value.func): node.targets[0]
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)
        }
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and node.name in values:
                value = ast.unparse(values[node.name])
                assert value in names, value
                for field in node.body:
                    if isinstance(field, ast.AnnAssign):
                        tuned += 1
                        if (value, ast.unparse(field.target)) not in read:
                            unread.append(f"{value}.{ast.unparse(field.target)}")

    assert tuned > 80
    assert unread == []
