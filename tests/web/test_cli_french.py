"""The command line in French: no English line is left in any help, nor in what goes wrong."""

import re
from pathlib import Path

import click
import pytest
from babel.messages.extract import extract

from tests.test_translations import sentences, singular
from web.cli import speech, status
from web.cli.commands import COMMANDS, LazyGroup, hemicycle
from web.language.speech import by_default

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
    with by_default(speech.language()):
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
        (["run", "--port", "x"], "'x' n’est pas un nombre entier utilisable."),
        (["run", "--port"], "L’option '--port' demande une valeur."),
        (["settings", "more"], "Un argument est de trop (more)"),
        (["demo", "--unit", "x"], "'x' n’est pas parmi 'quebec', 'france'."),
        (["demo", "--seed", "-1"], "-1 n’est pas dans l’intervalle"),
        (["feed", "expert", "abc"], "'abc' n’est pas un nombre entier utilisable."),
        (["solve", "x", "--time-limit", "abc"], "'abc' n’est pas un nombre utilisable."),
        (["run", "--por"], "Est-ce '--port'\N{NO-BREAK SPACE}?"),
        (["account", "create", "x"], "Au choix\N{NO-BREAK SPACE}:"),
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


UNSEEN = {
    "%(prog)s, version %(version)s",
    "(dynamic)",
    "Aborted!",
    "Confirm the action without prompting.",
    "Could not open file {filename!r}: {message}",
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}",
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}",
    "Do you want to continue?",
    "Missing parameter",
    "Missing parameter: {param_name}",
    "Missing {param_type}",
    "Positional arguments",
    "Takes {nargs} values but 1 was given.",
    "Value must be an iterable.",
    "deprecated",
    "env var: {var}",
    "unknown error",
    "{name} {filename!r} is not executable.",
    "{value!r} is not a valid UUID.",
    "{value!r} is not a valid boolean. Recognized values: {states}",
    "{value!r} does not match the format {format}.",
    "{len_type} values are required, but {len_value} was given.",
}
"""What click says of what we do not use: prompts, deprecations, variables, tuples, open files."""
OF_PROGRAMS = re.compile(
    r"defined twice|declar|same flag|start character|secondary flag|stream|Choice\("
)
"""What it says to whoever writes a command."""


def test_every_sentence_of_click_that_is_seen_is_translated() -> None:
    sources = [Path(click.__file__).with_name(f"{name}.py") for name in SAYING]
    said: set[str] = set()
    for source in sources:
        with source.open("rb") as file:
            found = extract("python", file, {"_": None, "ngettext": (1, 2)})
            said |= {each if isinstance(each, str) else each[0] for _, each, _, _ in found}

    assert len(said) > len(UNSEEN)
    ours = {singular(each) for each in sentences()}
    left = {each for each in said - ours - UNSEEN if not OF_PROGRAMS.search(each)}
    assert left == set()


SAYING = ("core", "decorators", "exceptions", "formatting", "parser", "types")
"""Modules of click that speak to whoever types a command."""


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "it starts on 1 February 2027 and ends on 1 January 2027, 09:30."),
        ("fr", "son début est le 1er février 2027, sa fin le 1er janvier 2027, 09:30."),
    ],
)
def test_window_that_ends_before_it_starts_is_said_in_days_of_its_zone(
    language: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    window = ["--from", "2027-02-01", "--to", "2027-01-01T09:30", "--zone", "Asia/Kabul"]

    code = status(["--lang", language, "busy", *window, "/no/file"])

    assert code == 2
    assert capsys.readouterr().err.strip().endswith(said)
