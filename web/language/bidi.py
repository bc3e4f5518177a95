"""Names written from right to left inside our sentences: each keeps its place (UAX #9, 2.4)."""

import re

from markupsafe import Markup

FIRST_STRONG, POP = "\u2068", "\u2069"
_FROM_RIGHT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Letters of the scripts that run from right to left: Hebrew, Arabic and their kin."""


def isolated(value: object) -> object:
    """A gap's value; with a letter of such a script it is set apart from the words around it."""
    if not isinstance(value, str) or not _FROM_RIGHT.search(value):
        return value
    if isinstance(value, Markup):
        return Markup(FIRST_STRONG) + value + Markup(POP)
    return f"{FIRST_STRONG}{value}{POP}"


def plain(text: str) -> str:
    """The same without the marks of `isolated`: for what is kept, not shown."""
    return text.replace(FIRST_STRONG, "").replace(POP, "")
