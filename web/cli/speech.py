"""The language in which the command line speaks: `--lang`, else what LANG and its kin say.

Click's own sentences come through the standard library, which reads the environment at each of
them: they are told of the language there.
"""

import copy
import gettext
import os
from collections.abc import Sequence
from pathlib import Path

import click

from db.words import Language
from web.language.codes import LANGUAGES, N_
from web.language.speech import CATALOGUES, ngettext
from web.language.speech import gettext as _


def listen(arguments: Sequence[str]) -> list[str]:
    """The arguments without `--lang`, which may stand anywhere before `--`.

    Raises: click.UsageError where we do not speak that language.
    """
    gettext.bindtextdomain("messages", str(CATALOGUES))
    ours = list(arguments)
    end = ours.index("--") if "--" in ours else len(ours)
    for place in reversed(range(end)):
        if ours[place].startswith("--lang="):
            _speak(ours.pop(place).partition("=")[2])
        elif ours[place] == "--lang" and place + 1 < end:
            _speak(ours.pop(place + 1))
            ours.pop(place)
    return ours


def _speak(language: str) -> None:
    if language not in LANGUAGES:
        raise click.UsageError(_("--lang must be one of en, fr: %s.") % language)
    os.environ["LANGUAGE"] = language


def language() -> Language:
    """The code of the language that the sentences are in."""
    found = gettext.find("messages", str(CATALOGUES))
    return "fr" if found and Path(found).parts[-3] == "fr" else "en"


def spoken(command: click.Command) -> click.Command:
    """A copy of a command whose help is in the language chosen."""
    heard = copy.copy(command)
    heard.help = command.help and _(command.help)
    heard.options_metavar = _("[OPTIONS]")
    if isinstance(heard, click.Group):
        heard.subcommand_metavar = _("COMMAND [ARGS]...")
    context = click.Context(command)
    heard.params = [_option(each, context) for each in command.params]
    return heard


def _option(parameter: click.Parameter, context: click.Context) -> click.Parameter:
    heard = copy.copy(parameter)
    if (number := NUMBERS.get(parameter.type.name)) is not None:
        heard.type = copy.copy(parameter.type)
        heard.type.name = _(number)
    if isinstance(heard, click.Option) and heard.help:
        heard.help = _(heard.help)
    if isinstance(heard, click.Argument) or not getattr(heard, "is_flag", False):
        heard.metavar = _metavar(parameter.make_metavar(context))
    return heard


def _metavar(shown: str) -> str:
    """What stands for a value, in the language chosen; brackets and dots stay."""
    name = shown.strip("[].")
    return shown.replace(name, _(name)) if name in METAVARS else shown


METAVARS = (
    N_("TEXT"),
    N_("INTEGER"),
    N_("INTEGER RANGE"),
    N_("FLOAT RANGE"),
    N_("PATH"),
    N_("FILE"),
    N_("PROBLEM"),
    N_("PLAN"),
    N_("BEFORE"),
    N_("AFTER"),
    N_("WHICH"),
    N_("NUMBER"),
    N_("LOGIN"),
    N_("ADDRESS"),
)
"""What stands for the values of arguments and options."""


NUMBERS = {
    "integer": N_("whole number"),
    "integer range": N_("whole number"),
    "float": N_("number"),
    "float range": N_("number"),
}
"""What click calls the kinds of numbers, and what they are called where one is wrong."""


CLICKS_OWN = (
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("Show this message and exit."),
    N_("Show the version and exit."),
    N_("Error: {message}"),
    N_("No such option {name!r}."),
    N_("Option {name!r} does not take a value."),
    N_("Argument {name!r} takes {nargs} values."),
    N_("{value!r} is not a valid {number_type}."),
    N_("{value} is not in the range {range}."),
    N_("No such command {name!r}."),
    N_("Missing command."),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Choose from:\n\t{choices}"),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("{name} {filename!r} does not exist."),
    N_("{name} {filename!r} is a directory."),
    N_("{name} {filename!r} is a file."),
    N_("{name} {filename!r} is not readable."),
    N_("{name} {filename!r} is not writable."),
    N_("file"),
    N_("directory"),
    N_("path"),
    N_("Try '{command} {option}' for help."),
    N_("required"),
    N_("default: {default}"),
)
"""Sentences of click itself, listed here so that translators see them."""


def clicks_own(count: int) -> tuple[str, ...]:
    """Those of click's own sentences that hang on a number."""
    return (
        ngettext(
            "Got unexpected extra argument ({args})",
            "Got unexpected extra arguments ({args})",
            count,
        ),
        ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", count),
        ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", count),
        ngettext(
            "Option {name!r} requires an argument.",
            "Option {name!r} requires {nargs} arguments.",
            count,
        ),
    )
