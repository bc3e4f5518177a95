"""Error pages: what happened and what to do next, in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Flask, Response, g, make_response, redirect, render_template
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from db.errors import NotFound as LedgerNotFound
from web.http import kept_forms
from web.http.addresses import below
from web.http.auth.signed_in import reader_if_told
from web.language.codes import N_
from web.language.speech import gettext


@dataclass(frozen=True, slots=True)
class Words:
    """What an error page says: a title, what happened, what to do next."""

    title: str
    happened: str
    next: str


_WORDS = {
    400: Words(
        N_("This request could not be read"),
        N_("The address or the form contains something that this page does not expect."),
        N_("Go back, reload the page and try again."),
    ),
    403: Words(
        N_("You may not do this"),
        N_("Your account does not have the role needed for this."),
        N_("Ask the coordinator of your institution if you think it should."),
    ),
    404: Words(
        N_("There is nothing here"),
        N_("This page does not exist, or you do not have access to it."),
        N_("Check the address, or start again from the home page."),
    ),
    405: Words(
        N_("This page cannot be used in that way"),
        N_("This page exists, but it cannot do what was asked of it."),
        N_("Go back and use the buttons on the page."),
    ),
    409: Words(
        N_("Somebody else was faster"),
        N_("What you are changing has changed since you opened it. Nothing was saved."),
        N_("Open it again, look at what is new, and make your change once more."),
    ),
    413: Words(
        N_("This is too large"),
        N_("What was sent is larger than this page accepts. Nothing was saved."),
        N_("Send less at once."),
    ),
    422: Words(
        N_("This cannot be saved yet"),
        N_("Something in the form needs another look. Nothing was saved."),
        N_("Go back and correct the fields that are marked."),
    ),
    429: Words(
        N_("Too many attempts"),
        N_("There were too many attempts in a short time."),
        N_("Wait a few minutes, then try again."),
    ),
    503: Words(
        N_("Not available at the moment"),
        N_("Too many people are asking for this at once."),
        N_("Go back and try again in a moment."),
    ),
    500: Words(
        N_("Something broke on our side"),
        N_("The error has been recorded. Nothing was saved."),
        N_("Try again in a moment; if it happens again, tell your administrator when it happened."),
    ),
}


def init_app(app: Flask) -> None:
    """Answer every error of the app with a page of its own."""
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _page)
    app.register_error_handler(LedgerNotFound, _missing)


def error_page(
    status: int,
    happened: str | None = None,
    next_step: str | None = None,
    way: tuple[str, str] | None = None,
    title: str | None = None,
    again: Sequence[tuple[str, str]] | None = None,
) -> Response:
    """The page of one error; the sentences can be made more exact, `way` is a name and address.

    `again` are the fields of the form that was sent, where its writer may send it once more.
    """
    # The ledger may be what broke: then the page does not ask it who is there.
    if "reader" not in g:
        g.reader = None if status >= 500 else reader_if_told()
    words = _WORDS.get(status, _WORDS[500 if status >= 500 else 400])
    page = render_template(
        "errors/error.html",
        status=status,
        title=title or gettext(words.title),
        happened=happened or gettext(words.happened),
        next_step=next_step or gettext(words.next),
        way=way,
        again=again,
    )
    return make_response(page, status)


def _stale_form(error: CSRFError) -> Response:
    if place := kept_forms.keep():
        answer: Response = redirect(below(place), 303)  # type: ignore[assignment]  # Flask's own class
        return answer
    return error_page(
        400,
        gettext("The form was open for too long, or was sent from another place."),
        gettext("Go back, reload the page and send the form again."),
    )


def _missing(error: LedgerNotFound) -> Response:
    return error_page(404)


def _page(error: HTTPException) -> Response:
    answer = error_page(error.code or 500)
    if error.code == 405:
        answer.headers.extend(
            (name, value) for name, value in error.get_headers() if name == "Allow"
        )
    return answer
