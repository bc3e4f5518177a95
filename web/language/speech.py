"""Sentences in the language of who reads them: of pages, mails, feeds and the command line.

Whoever knows the reader says which language it is: for a while (`speaking`), whenever a sentence
is said (`readers_language`), or for a whole program (`by_default`).
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from babel.support import NullTranslations, Translations

from web.language.bidi import isolated
from web.language.codes import BETWEEN
from web.language.questions import Question

CATALOGUES = Path(__file__).parents[1] / "translations"
OURS = "en"
"""The language in which sentences are written here."""
_spoken: ContextVar[str | None] = ContextVar("spoken", default=None)


readers_language: Question[str | None] = Question(None)
"""The language of who reads a page; None where nobody does."""


class _Program:
    """What is spoken where nobody is known who reads."""

    language: str = OURS


@contextmanager
def by_default(code: str) -> Iterator[None]:
    """While it is entered all threads speak this language wherever nobody knows the reader."""
    before, _Program.language = _Program.language, code
    try:
        yield
    finally:
        _Program.language = before


def language() -> str:
    """The code of the reader's language."""
    return _spoken.get() or readers_language() or _Program.language


@contextmanager
def speaking(code: str | None) -> Iterator[None]:
    """While it is entered everything is said in this language; None: in that of the reader."""
    before = _spoken.set(code)
    try:
        yield
    finally:
        _spoken.reset(before)


def gettext(message: str, **gaps: object) -> str:
    """A sentence in the reader's language, its named gaps filled; it may carry a context."""
    context, between, word = message.rpartition(BETWEEN)
    said = catalogue().upgettext(context, word) if between else catalogue().ugettext(message)
    return filled(said, gaps)


def pgettext(context: str, message: str, **gaps: object) -> str:
    """A word that means several things, as what its context says: a button is no place."""
    return filled(catalogue().upgettext(context, message), gaps)


def ngettext(one: str, many: str, num: int, **gaps: object) -> str:
    """A sentence that depends on a number, `%(num)s` in it."""
    return filled(catalogue().ungettext(one, many, num), {"num": num, **gaps})


def listed(parts: Iterable[str]) -> str:
    """Things one after another that may have commas of their own."""
    return gettext("; ").join(parts)


def told(name: str, what: str) -> str:
    """What is said of something: `Place: Kabul`, `Lieu : Kaboul`."""
    return gettext("%(name)s: %(what)s", name=name, what=what)


def catalogue() -> NullTranslations:
    """The sentences of the reader's language."""
    return _catalogue(language())


@cache
def _catalogue(code: str) -> NullTranslations:
    return Translations.load(CATALOGUES, [code], "messages")


def filled(said: str, gaps: dict[str, object]) -> str:
    """A sentence with its gaps filled; without gaps it stays as it is."""
    return said % {name: isolated(value) for name, value in gaps.items()} if gaps else said
