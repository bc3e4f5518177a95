"""Words given at the command line: one line that a database and a page can hold."""

import unicodedata

import click

from web.cli.speech import _


class Text(click.ParamType[str]):
    """One line of text in UTF-8, with something in it."""

    name = "text"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text as it was given; what the command ends with where it cannot be held."""
        if not is_utf8(value):
            # Half a pair stands for a byte that is none: shown again, it could not be printed.
            self.fail(_("This must be text in UTF-8."), param, ctx)
        if not value.strip():
            self.fail(_("This is empty."), param, ctx)
        if any(unicodedata.category(letter) in ("Cc", "Zl", "Zp") for letter in value):
            self.fail(_("This must be one line, without control characters."), param, ctx)
        return value


TEXT = Text()
"""A login, a name, a code or the name of a machine."""


def is_utf8(value: str) -> bool:
    """Can it be written? What was no UTF-8 comes as halves of pairs."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
