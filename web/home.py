"""The home page: what this is, or what today asks for."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from web.policy import public

bp = Blueprint("home", __name__)


@bp.get("/")
@public
def index() -> ResponseReturnValue:
    """The first page."""
    return render_template("home/welcome.html")
