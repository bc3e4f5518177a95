"""The door of comparisons."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from web.compare.page import MOST, choices, compared
from web.ledger import reading
from web.policy import PLANNING, roles

bp = Blueprint("compare", __name__, url_prefix="/compare")


@bp.get("")
@roles(*PLANNING)
def index() -> ResponseReturnValue:
    """Tick two to four plans, and see them side by side."""
    asked = request.args.getlist("plan")
    with reading() as session:
        offered = choices(session)
        chosen = [each for each in offered if each.key in asked]
        fits = 2 <= len(chosen) <= MOST
        return render_template(
            "compare/index.html",
            choices=offered,
            chosen=chosen,
            compared=compared(session, chosen) if fits else None,
        )
