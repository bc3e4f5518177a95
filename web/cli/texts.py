"""Words given at the command line: one line that a database and a page can hold."""

import os
import unicodedata
from pathlib import Path

import click

from web.language.speech import gettext as _


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


class FilePath(click.Path):
    """The path of a file or folder, with something in it: an empty one would be where we are."""

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str | bytes | os.PathLike[str]:
        """The path as it was given."""
        if not str(value).strip():
            self.fail(_("This is empty."), param, ctx)
        return super().convert(value, param, ctx)


TEXT = Text()
"""A login, a name, a code or the name of a machine."""
PATH = FilePath(path_type=Path)
"""Where something is; whoever opens it says why it cannot be read."""


def is_utf8(value: str) -> bool:
    """Can it be written? What was no UTF-8 comes as halves of pairs."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
