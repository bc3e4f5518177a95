"""The door of comparisons."""

from collections.abc import Sequence

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from web.http.ledger import reading
from web.http.policy import roles
from web.http.timeline.drawing import NAMES
from web.http.timeline.frame import frame_of
from web.pages.compare.bars import ROW
from web.pages.compare.charts import HEIGHT, LETTERS, WIDTH
from web.pages.compare.frontier import SIDE, FrontView, read
from web.pages.compare.page import MOST, Choice, choices, compared
from web.service.local import local_zone
from web.service.reader import scope
from web.service.roles import PLANNING
from web.service.trials.kinds import TIMES

bp = Blueprint("compare", __name__, url_prefix="/compare")

SIZES = {"names": NAMES, "row": ROW, "width": WIDTH, "height": HEIGHT}
"""Pixels of pictures and charts."""


@bp.get("")
@roles(*PLANNING)
def index() -> ResponseReturnValue:
    """Tick two to four plans, and see them side by side."""
    asked = request.args.getlist("plan")
    with reading() as session:
        offered = choices(session, asked)
        chosen = [each for each in offered if each.key in asked]
        fits = 2 <= len(chosen) <= MOST
        return render_template(
            "compare/index.html",
            choices=offered,
            chosen=chosen,
            compared=compared(session, chosen, frame_of(session)) if fits else None,
            sizes=SIZES,
            letters=LETTERS,
            front=front_of(session, chosen) if fits else None,
            front_scenario=scenario_of(chosen),
            side=SIDE,
            times=TIMES,
            zone=local_zone(session, scope()),
        )


def front_of(session: Session, chosen: Sequence[Choice]) -> FrontView:
    """The front of the question that the page is about."""
    return read(session, scenario_of(chosen))


def scenario_of(chosen: Sequence[Choice]) -> int | None:
    """The first scenario among the plans; without one the live problem is meant."""
    return next((int(each.key) for each in chosen if each.key.isdigit()), None)
