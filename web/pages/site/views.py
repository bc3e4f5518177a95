"""Pages about the site itself: is it up, how does it work, is it accessible."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from db.readiness import check_ready
from db.troubles import Unanswered
from web.http.database_errors import retry_after, said_of
from web.http.ledger import ledger
from web.http.policy import public

bp = Blueprint("site", __name__)


@bp.get("/healthz")
@public
def healthz() -> ResponseReturnValue:
    """200 as long as the program is alive, whatever its database does."""
    return {"status": "ok"}


@bp.get("/readyz")
@public
def readyz() -> ResponseReturnValue:
    """200 where pages can be answered and saved; 503 with the reason where they cannot."""
    try:
        check_ready(ledger())
    except Unanswered as trouble:
        said = {"status": "unavailable", "reason": trouble.trouble, "message": said_of(trouble)}
        return said, 503, retry_after(trouble.trouble)
    return {"status": "ready"}


@bp.get("/help")
@public
def help() -> ResponseReturnValue:
    """What one can do here, on one page."""
    return render_template("site/help.html")


@bp.get("/accessibility")
@public
def accessibility() -> ResponseReturnValue:
    """What was done so that everybody can use the pages, and whom to tell."""
    return render_template("site/accessibility.html")
