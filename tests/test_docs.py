"""The pages name every setting and every command, and their links lead somewhere."""

import re
from pathlib import Path

import click
import pytest

from web.cli.commands import COMMANDS, LazyGroup, hemicycle
from web.service.settings import VARIABLES

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


def operations() -> str:
    return (ROOT / "docs" / "operations.md").read_text()


def test_every_setting_is_documented() -> None:
    assert VARIABLES
    assert [each.name for each in VARIABLES if f"`{each.name}`" not in operations()] == []


def test_every_command_is_documented() -> None:
    readme = (ROOT / "README.md").read_text()

    assert COMMANDS
    assert [name for name in COMMANDS if f"hemicycle {name}" not in operations()] == []
    assert [name for name in COMMANDS if f"hemicycle {name}" not in readme] == []


def test_every_command_and_option_says_what_it_does() -> None:
    silent = [" ".join(path) for path, help_text in sayings(hemicycle, ()) if not help_text]

    assert silent == []


def sayings(command: click.Command, path: tuple[str, ...]) -> list[tuple[tuple[str, ...], object]]:
    """What a command, its options and its own commands say of themselves."""
    found: list[tuple[tuple[str, ...], object]] = [(path, command.help)]
    for parameter in command.params:
        if isinstance(parameter, click.Option) and not parameter.hidden:
            found.append(((*path, parameter.opts[0]), parameter.help))
    if isinstance(command, LazyGroup):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            found += sayings(inner, (*path, name))
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    missing = [to for to in LINK.findall(page.read_text()) if not (page.parent / to).exists()]

    assert missing == []


def test_every_decision_is_listed() -> None:
    listed = (ROOT / "docs" / "decisions" / "README.md").read_text()
    pages = sorted(path.name for path in (ROOT / "docs" / "decisions").glob("0*.md"))

    assert pages
    assert [name for name in pages if f"({name})" not in listed] == []


def test_commands_to_type_exist_with_their_options() -> None:
    blocks = re.findall(r"```\n(.*?)```", operations(), re.DOTALL)
    lines = "".join(blocks).splitlines()
    typed = [line.split()[1:] for line in lines if line.startswith("hemicycle ")]
    # What else is typed has been tried, and is not ours to run here.
    others = {line.split()[0] for line in lines} - {"hemicycle"}

    assert others <= {"pip", ".venv/bin/pip", "export", "cp", "sqlite3", "pg_dump"}, others
    assert ["worker"] in typed
    assert ["run", "--without-worker", "--host", "127.0.0.1", "--port", "8000"] in typed
    for name, *options in typed:
        command = hemicycle.get_command(click.Context(hemicycle), name)
        assert command is not None, name
        command.make_context(name, list(options))


def test_no_page_names_a_package_index_that_has_us_nor_a_program_that_is_not_installed() -> None:
    said = {page: page.read_text() for page in PAGES if page.name != "CHANGELOG.md"}

    assert said
    assert [page for page, text in said.items() if re.search(r"install '?hemicycle", text)] == []
    assert [page for page, text in said.items() if "python -m build" in text] == []


def test_every_decision_is_listed_and_every_gap_is_explained() -> None:
    folder = ROOT / "docs" / "decisions"
    listing = (folder / "README.md").read_text()
    numbers = {path.name[:4]: path.name for path in folder.glob("0*.md")}
    gaps = {f"{n:04}" for n in range(1, int(max(numbers)) + 1)} - numbers.keys()

    assert [name for name in numbers.values() if f"]({name})" not in listing] == []
    assert [gap for gap in sorted(gaps) if gap not in listing] == []
