"""Views of comparisons."""

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
from web.pages.compare.frontier import SIDE, read
from web.pages.compare.page import MOST, Choice, choices, compared
from web.service.local import local_zone
from web.service.reader import scope
from web.service.roles import PLANNING
from web.service.trials.kinds import TIMES

bp = Blueprint("compare", __name__, url_prefix="/compare")

SIZES = {"names": NAMES, "row": ROW, "width": WIDTH, "height": HEIGHT}
"""Pixels of pictures and charts."""
DRAWN = {"sizes": SIZES, "letters": LETTERS, "side": SIDE, "times": TIMES}
"""What the page draws every comparison with."""


@bp.get("")
@roles(*PLANNING)
def index() -> ResponseReturnValue:
    """Tick two to four plans, and see them side by side."""
    asked = request.args.getlist("plan")
    with reading() as session:
        offered = choices(session, asked)
        chosen = [each for each in offered if each.key in asked]
        values = DRAWN | _side_by_side(session, chosen)
        zone = local_zone(session, scope())
        return render_template(
            "compare/index.html", choices=offered, chosen=chosen, zone=zone, **values
        )


def _side_by_side(session: Session, chosen: Sequence[Choice]) -> dict[str, object]:
    """The plans compared, and the front of the question that they answer; none where none fit."""
    if not 2 <= len(chosen) <= MOST:
        return {"compared": None}
    scenario_id = _scenario_of(chosen)
    return {
        "compared": compared(session, chosen, frame_of(session)),
        "front": read(session, scenario_id),
        "front_scenario": scenario_id,
    }


def _scenario_of(chosen: Sequence[Choice]) -> int | None:
    """The first scenario among the plans; without one the live problem is meant."""
    return next((int(each.key) for each in chosen if each.key.isdigit()), None)
