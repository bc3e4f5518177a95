"""The command line in French: no English line is left in any help, nor in what goes wrong."""

import re

import click
import pytest

from web.cli import speech, status
from web.cli.commands import COMMANDS, LazyGroup, hemicycle

SAME = frozenset(
    {"code", "date", "expert", "institution", "invitations", "json", "maildir", "mbox", "message"}
    | {"migrations", "mission", "occurrences", "options", "pages", "programme", "scenario", "url"}
    | {"usage", "utc", "variable", "version", "zone"}
)
"""Words that are the same in both languages, or names of formats."""


@pytest.fixture(autouse=True)
def nothing_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")


def helps(language: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The help of every command, by its name."""
    monkeypatch.setenv("LANGUAGE", language)
    speech.listen([])
    return dict(crawl(speech.spoken(hemicycle), ("hemicycle",)))


def crawl(command: click.Command, path: tuple[str, ...]) -> list[tuple[str, str]]:
    context = click.Context(command, info_name=" ".join(path))
    found = [(" ".join(path), command.get_help(context))]
    for name in command.list_commands(context) if isinstance(command, click.Group) else ():
        inner = command.get_command(context, name)
        assert inner is not None
        found += crawl(inner, (*path, name))
    return found


def names() -> set[str]:
    """Words that people type: commands, options, and what may follow them."""
    found: set[str] = {"hemicycle", "procrastinate", "sqlite"}
    waiting: list[tuple[str, click.Command]] = [("hemicycle", hemicycle)]
    while waiting:
        name, command = waiting.pop()
        found.add(name)
        for each in command.params:
            found |= {*getattr(each.type, "choices", ())}
        if isinstance(command, LazyGroup):
            context = click.Context(command)
            inner = ((each, command.get_command(context, each)) for each in command.rows)
            waiting += [(each, made) for each, made in inner if made is not None]
    return found | {"partner", "pool", "team"}


def words(text: str) -> set[str]:
    """Plain words: no options, variables, paths or addresses."""
    found = re.findall(r"(?<![-\w./`|\[])[^\W\d_]{3,}(?![-\w./|])", text)
    return {word.casefold() for word in found}


def test_no_help_has_an_english_line_in_french(monkeypatch: pytest.MonkeyPatch) -> None:
    english, french = helps("en", monkeypatch), helps("fr", monkeypatch)

    assert len(french) > len(COMMANDS)
    left = {name: words(french[name]) & words(english[name]) for name in french}
    known = names() | SAME
    assert {name: found - known for name, found in left.items() if found - known} == {}
    assert all("Usage\N{NO-BREAK SPACE}:" in each for each in french.values())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--help"], "Composer les équipes"),
        (["account", "--help"], "COMMANDE [ARGUMENTS]..."),
        (["run", "--nothing"], "L’option '--nothing' n’existe pas."),
        (["run", "--port", "x"], "'x' n’est pas un nombre utilisable (integer)."),
        (["run", "--port"], "L’option '--port' demande une valeur."),
        (["settings", "more"], "Un argument est de trop (more)"),
        (["demo", "--unit", "x"], "'x' n’est pas parmi 'quebec', 'france'."),
        (["demo", "--seed", "-1"], "-1 n’est pas dans l’intervalle"),
        (
            ["busy", "--from", "2027-01-01", "--to", "2027-02-01", "/no/file"],
            "ce fichier n’existe pas.",
        ),
        (["account", "create"], "Il manque l’argument"),
    ],
)
def test_what_goes_wrong_is_said_in_french(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status([*arguments, "--lang", "fr"])

    captured = capsys.readouterr()
    assert said in captured.out + captured.err
