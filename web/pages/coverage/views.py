"""The doors of coverage."""

from typing import Any

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from matcher.problem import Kind
from web.http import numbers
from web.http.ledger import reading
from web.http.numbers import Number
from web.http.policy import roles
from web.language.sentences.thin import need_words
from web.pages.coverage import losses
from web.pages.coverage.need import needed, read_need
from web.pages.coverage.page import SHOWN, helpful, thin
from web.pages.coverage.picture import NAMES, heat_map
from web.pages.coverage.places import Facts, read_facts, seen
from web.service.local import local_today, local_zone
from web.service.reader import scope
from web.service.roles import PLANNING
from web.service.trials.kinds import TIMES

bp = Blueprint("coverage", __name__, url_prefix="/coverage")


@bp.get("")
@roles(*PLANNING)
def index() -> ResponseReturnValue:
    """The map of supply against demand, thin places, and what would help."""
    kind = _kind()
    with reading() as session:
        facts = read_facts(session)
        found = seen(facts, kind)
        return render_template(
            "coverage/index.html",
            kind=kind,
            facts=facts,
            seen=found,
            **_numbers(session, facts),
            map=heat_map(found),
            names_width=NAMES,
            thin=thin(facts, kind),
            shown=SHOWN,
            helpful=helpful(facts),
            losses=losses.read(session, facts),
            few=losses.SHOWN,
            times=TIMES,
            zone=local_zone(session, scope()),
        )


@bp.get("/need")
@roles(*PLANNING)
def need() -> ResponseReturnValue:
    """The lists behind one place: who could serve, and the missions that ask."""
    with reading() as session:
        facts = read_facts(session)
        wanted = read_need(request.args.to_dict(), facts.problem)
        if wanted is None:
            abort(404)
        return render_template(
            "coverage/need.html",
            words=need_words(wanted, facts.names),
            found=needed(session, facts, wanted, request.args.get("page")),
            query=_query(),
            mine=scope(),
        )


def _numbers(session: Session, facts: Facts) -> dict[str, Number]:
    """How large the question is: what the first page and the list of missions say too."""
    today = local_today(session, scope())
    return {
        "missions": numbers.missions_to_plan(facts.problem, today, to_plan=0),
        "experts": numbers.experts(session, scope(), today),
        "vacant": numbers.vacant_seats(session, today),
    }


def _kind() -> Kind | None:
    given = request.args.get("kind")
    return given if given in ("member", "official") else None  # type: ignore[return-value]  # seen


def _query() -> dict[str, Any]:  # what `url_for` takes
    """The need as the address has it, for links to other pages of the list."""
    return {name: text for name, text in request.args.items() if name not in ("page", "lang")}
