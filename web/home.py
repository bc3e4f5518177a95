"""The home page: what this is, or what today asks for."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from web.auth.reader import current_reader
from web.conflicts.shown import shown
from web.ledger import looking, reading
from web.policy import STAFF, public
from web.today import expert_page, staff_page

bp = Blueprint("home", __name__)


@bp.get("/")
@public
def index() -> ResponseReturnValue:
    """The first page: of somebody unknown, of the unit's people, or of an expert."""
    reader = current_reader()
    if reader is None:
        return render_template("home/welcome.html")
    # What experts read here is about themselves, whoever sends them.
    looking(reader.homes(*STAFF) if reader.has(*STAFF) else None)
    with reading() as ledger:
        if reader.has(*STAFF):
            page = staff_page(ledger, reader.institutions(*STAFF))
            return render_template("home/today.html", conflicts=shown(ledger), **page)
        known = {"conflicts": shown(ledger)}
        return render_template("home/mine.html", **known, **expert_page(ledger, reader.experts))
