"""The language in which the command line speaks: `--lang`, else what LANG and its kin say.

The standard library reads the environment at each sentence, and click's own sentences come
through it too, so one language is set for both.
"""

import copy
import gettext
import os
from collections.abc import Sequence
from pathlib import Path

import click

from db.words import Language
from web.languages import LANGUAGES, N_

CATALOGUES = Path(__file__).parents[1] / "translations"
_ = gettext.gettext


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
    heard.params = [_option(each) for each in command.params]
    return heard


def _option(parameter: click.Parameter) -> click.Parameter:
    heard = copy.copy(parameter)
    if isinstance(heard, click.Option) and heard.help:
        heard.help = _(heard.help)
    return heard


CLICKS_OWN = (
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("Show this message and exit."),
    N_("Show the version and exit."),
    N_("Error: {message}"),
    N_("No such option: {name}"),
    N_("No such command {name!r}."),
    N_("Missing command."),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("{name} {filename!r} does not exist."),
    N_("Try '{command} {option}' for help."),
    N_("required"),
    N_("default: {default}"),
)
"""Sentences of click itself, listed here so that translators see them."""
