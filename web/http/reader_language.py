"""The reader's language: chosen, preferred, asked for by the browser, or the house's."""

from flask import Flask, current_app, g, has_app_context, has_request_context, request, session
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from werkzeug.datastructures import LanguageAccept

from web.http.auth.signed_in import reader_if_told
from web.language import dates, labels, numbers, speech
from web.language.bidi import isolated
from web.language.codes import LANGUAGES


def init_app(app: Flask, default: str) -> None:
    """Give the app its languages, and the templates their sentences, dates and names."""
    app.config["LANGUAGE"] = default
    app.before_request(_choose)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.globals.update(
        languages=LANGUAGES,
        language=speech.language,
        gettext=_in_page,
        ngettext=_counted_in_page,
        pgettext=_of_context,
        **dates.IN_PAGES,
        **labels.IN_PAGES,
    )
    app.jinja_env.filters.update(dates.FILTERS | numbers.FILTERS)


@pass_context
def _in_page(page: Context, message: str, /, **gaps: object) -> str:
    """`gettext` of the templates: what fills a gap is escaped, our own sentence is not."""
    return _said(page, speech.gettext(message), gaps)


@pass_context
def _of_context(page: Context, context: str, message: str, /, **gaps: object) -> str:
    return _said(page, speech.pgettext(context, message), gaps)


@pass_context
def _counted_in_page(page: Context, one: str, many: str, count: int, /, **gaps: object) -> str:
    gaps.setdefault("num", count)
    return _said(page, speech.catalogue().ungettext(one, many, count), gaps)


def _said(page: Context, sentence: str, gaps: dict[str, object]) -> str:
    said = Markup(sentence) if page.eval_ctx.autoescape else sentence
    return said % {name: isolated(value) for name, value in gaps.items()}


def language_of_request() -> str | None:
    """The language of who has asked for a page; the house's own where nobody has."""
    if not has_app_context():
        return None
    if not has_request_context():
        return str(current_app.config["LANGUAGE"])
    if "language" not in g:
        g.language = _chosen() or _preferred() or _asked_for()
    return str(g.language)


def prefer(code: str | None) -> None:
    """Speak a language for the rest of this request, unless the reader has chosen one here."""
    if code in LANGUAGES and _chosen() is None:
        g.language = code


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
    default = str(current_app.config["LANGUAGE"])
    return accepted.best_match(list(LANGUAGES), default=default) or default
