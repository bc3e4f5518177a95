"""The home page: what this is, or what today asks for; and all that the plan lacks."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from web.http.ledger import looking, reading
from web.http.policy import public, roles
from web.pages.home.today import expert_page, staff_page
from web.pages.home.vacant import vacancies_page
from web.service.conflicts.shown import shown
from web.service.reader import current_reader
from web.service.roles import STAFF

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


@bp.get("/vacancies")
@roles(*STAFF)
def vacancies() -> ResponseReturnValue:
    """Every seat on which nobody is published, and every language not spoken."""
    with reading() as ledger:
        return render_template("home/vacancies.html", **vacancies_page(ledger))
