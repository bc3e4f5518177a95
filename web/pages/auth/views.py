"""Views of the way in and out: sign in, sign out."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from web.http.addresses import below, opens
from web.http.auth import sessions
from web.http.auth.login import try_login
from web.http.forms import Mistake, Sheet
from web.http.policy import public
from web.language.speech import gettext as _
from web.service.reader import current_reader

bp = Blueprint("auth", __name__)


@bp.get("/login")
@public
def login() -> ResponseReturnValue:
    """The login page."""
    if current_reader():
        return redirect(_next())
    return _page(Sheet({}))


@bp.post("/login")
@public
def enter() -> ResponseReturnValue:
    """Sign in, or say why not."""
    sheet = Sheet(request.form)
    if not sessions.is_private_way():
        return _page(sheet, 403)
    login, password = _typed(sheet)
    if sheet.mistakes:
        return _page(sheet, 422)
    outcome = try_login(login, password, request.remote_addr or "")
    if outcome.account_id is None:
        return _refused(sheet, outcome.verdict)
    sessions.begin(outcome.account_id)
    return redirect(_next(), 303)


@bp.post("/logout")
@public
def logout() -> ResponseReturnValue:
    """Sign out."""
    sessions.end()
    flash(_("You have signed out."), "success")
    return redirect(url_for("home.index"), 303)


def _typed(sheet: Sheet) -> tuple[str, str]:
    """Login and password; the sheet holds what is missing."""
    login = sheet.text("login", _("Login"), longest=254, required=True)
    password = request.form.get("password", "")
    if not password:
        sheet.wrong("password", _("Password: please fill this in."))
    return login, password


def _page(sheet: Sheet, status: int = 200) -> ResponseReturnValue:
    if not sessions.is_private_way():
        sheet.mistakes.insert(0, Mistake("", _not_private()))
    return render_template("auth/login.html", sheet=sheet, next=_wanted()), status


def _refused(sheet: Sheet, verdict: str) -> ResponseReturnValue:
    if verdict == "wait":
        sheet.wrong("", _("Too many attempts. Wait a quarter of an hour, then try again."))
        return _page(sheet, 429)
    sheet.wrong("login", _("The login or the password is not correct."))
    return _page(sheet, 422)


def _not_private() -> str:
    return _(
        "Signing in needs https, so that nobody can read your password in transit. "
        "Plain http is accepted only on the machine itself, at http://localhost."
    )


def _wanted() -> str:
    """Where the reader wanted to go, if that is a page of ours; nothing else is said again."""
    wanted = request.values.get("next", "")
    return wanted if opens(wanted) else ""


def _next() -> str:
    wanted = _wanted()
    return below(wanted) if wanted else url_for("home.index")
