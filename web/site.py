"""Pages about the site itself: is it up, how does it work, is it accessible."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import text

from web.ledger import reading
from web.policy import public

bp = Blueprint("site", __name__)


@bp.get("/healthz")
@public
def healthz() -> ResponseReturnValue:
    """200 once pages can be answered: the database has its tables."""
    with reading() as ledger:
        ledger.execute(text("SELECT count(*) FROM account"))
    return {"status": "ok"}


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
