"""Where there are as many as there may be: a page that says so, with nothing lost."""

from collections.abc import Mapping

from flask import Flask, Response

from db.limits import Listed, TooMany
from web.http.errors import error_page
from web.language.codes import N_
from web.language.speech import gettext

_SAID: Mapping[Listed, str] = {
    "calendars": N_("One person has at most %(most)s calendars. Nothing was saved."),
    "absences": N_("One person has at most %(most)s absences typed in. Nothing was saved."),
    "addresses": N_("One calendar has at most %(most)s addresses in use. Nothing was saved."),
    "scenarios": N_("One account has at most %(most)s scenarios open. Nothing was saved."),
    "changes": N_("One scenario has at most %(most)s changes. Nothing was saved."),
    "searches": N_("One account has at most %(most)s searches under way. Nothing was saved."),
    "sessions": N_("One mission has at most %(most)s sessions. Nothing was saved."),
    "sittings": N_("One institution has at most %(most)s sittings. Nothing was saved."),
}


def init_app(app: Flask) -> None:
    """Say on every page what is too many, and what to do."""
    app.register_error_handler(TooMany, _page)


def said_of(refusal: TooMany) -> str:
    """The limit as a sentence."""
    return gettext(_SAID[refusal.what]) % {"most": refusal.most}


def _page(refusal: TooMany) -> Response:
    next_step = gettext("Go back, remove or end one that is not needed any more, and try again.")
    return error_page(422, said_of(refusal), next_step)
