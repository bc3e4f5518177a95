"""Views of coverage."""

from typing import Any

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from matcher.problem import Kind
from web.http.ledger import reading
from web.http.policy import roles
from web.language.sentences.thin import need_words
from web.pages.coverage.need import needed, read_need
from web.pages.coverage.page import coverage_page
from web.pages.coverage.places import read_facts
from web.service.reader import scope
from web.service.roles import PLANNING

bp = Blueprint("coverage", __name__, url_prefix="/coverage")


@bp.get("")
@roles(*PLANNING)
def index() -> ResponseReturnValue:
    """The map of supply against demand, thin places, and what would help."""
    with reading() as session:
        return render_template("coverage/index.html", **coverage_page(session, _kind()))


@bp.get("/need")
@roles(*PLANNING)
def need() -> ResponseReturnValue:
    """The lists behind one place: who could serve, and the missions that ask."""
    with reading() as session:
        facts = read_facts(session)
        wanted = read_need(request.args.to_dict(), facts.problem) or abort(404)
        return render_template(
            "coverage/need.html",
            words=need_words(wanted, facts.names),
            found=needed(session, facts, wanted, request.args.get("page")),
            query=_query(),
            mine=scope(),
        )


def _kind() -> Kind | None:
    given = request.args.get("kind")
    return given if given in ("member", "official") else None  # type: ignore[return-value]  # seen


def _query() -> dict[str, Any]:  # what `url_for` takes
    """The need as the address has it, for links to other pages of the list."""
    return {name: text for name, text in request.args.items() if name not in ("page", "lang")}
