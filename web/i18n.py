"""The reader's language: chosen, preferred, asked for by the browser, or the house's."""

from collections.abc import Iterable, Mapping

from flask import Flask, current_app, g, has_request_context, request, session
from flask_babel import Babel, get_translations, refresh
from flask_babel import gettext as babel_gettext
from flask_babel import ngettext as babel_ngettext
from flask_babel import pgettext as babel_pgettext
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from werkzeug.datastructures import LanguageAccept

from web.auth.reader import reader_if_told
from web.bidi import isolated
from web.languages import BETWEEN, LANGUAGES, N_, NP_

__all__ = [
    "LANGUAGES",
    "NP_",
    "N_",
    "gettext",
    "language",
    "listed",
    "ngettext",
    "pgettext",
    "prefer",
    "speak",
    "told",
]


def gettext(message: str, **gaps: object) -> str:
    """A sentence in the reader's language, its named gaps filled; it may carry a context."""
    context, between, word = message.rpartition(BETWEEN)
    if between:
        return pgettext(context, word, **gaps)
    return str(babel_gettext(message, **_apart(gaps)))


def pgettext(context: str, message: str, **gaps: object) -> str:
    """A word that means several things, as what its context says: a button is no place."""
    return str(babel_pgettext(context, message, **_apart(gaps)))


def ngettext(one: str, many: str, num: int, **gaps: object) -> str:
    """A sentence that depends on a number, `%(num)s` in it."""
    return str(babel_ngettext(one, many, num, **_apart(gaps)))


def listed(parts: Iterable[str]) -> str:
    """Things one after another that may have commas of their own."""
    return gettext("; ").join(parts)


def told(name: str, what: str) -> str:
    """What is said of something: `Place: Kabul`, `Lieu : Kaboul`."""
    return gettext("%(name)s: %(what)s", name=name, what=what)


def speak(app: Flask, default: str) -> None:
    """Give the app its languages."""
    app.config["BABEL_DEFAULT_LOCALE"] = default
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = "translations"
    Babel(app, locale_selector=language)
    app.before_request(_choose)
    app.jinja_env.globals.update(
        languages=LANGUAGES,
        language=language,
        gettext=_in_page,
        ngettext=_counted_in_page,
        pgettext=_of_context,
    )


@pass_context
def _in_page(page: Context, message: str, /, **gaps: object) -> str:
    """`gettext` of the templates: what fills a gap is escaped, our own sentence is not."""
    return _said(page, babel_gettext(message), gaps)


@pass_context
def _of_context(page: Context, context: str, message: str, /, **gaps: object) -> str:
    return _said(page, babel_pgettext(context, message), gaps)


@pass_context
def _counted_in_page(page: Context, one: str, many: str, count: int, /, **gaps: object) -> str:
    gaps.setdefault("num", count)
    return _said(page, get_translations().ungettext(one, many, count), gaps)


def _said(page: Context, sentence: str, gaps: Mapping[str, object]) -> str:
    said = Markup(sentence) if page.eval_ctx.autoescape else sentence
    return said % _apart(gaps)


def _apart(gaps: Mapping[str, object]) -> dict[str, object]:
    return {name: isolated(value) for name, value in gaps.items()}


def language() -> str:
    """The code of the reader's language."""
    if not has_request_context():
        return str(current_app.config["BABEL_DEFAULT_LOCALE"])
    if "language" not in g:
        g.language = _chosen() or _preferred() or _asked_for()
    return str(g.language)


def prefer(code: str | None) -> None:
    """Speak a language for the rest of this request, unless the reader has chosen one here."""
    if code in LANGUAGES and _chosen() is None:
        g.language = code
        refresh()


def _choose() -> None:
    # A click on the switch is remembered; it changes nothing but what the reader sees.
    wanted = request.args.get("lang")
    if wanted in LANGUAGES:
        session["language"] = wanted


def _chosen() -> str | None:
    chosen = request.args.get("lang") or session.get("language")
    return chosen if chosen in LANGUAGES else None


def _preferred() -> str | None:
    reader = reader_if_told()
    return reader.language if reader and reader.language in LANGUAGES else None


def _asked_for() -> str:
    accepted: LanguageAccept = request.accept_languages
    default = str(current_app.config["BABEL_DEFAULT_LOCALE"])
    return accepted.best_match(list(LANGUAGES), default=default) or default
