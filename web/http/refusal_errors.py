"""What a page says where somebody would be asked again for what they have refused."""

from collections.abc import Sequence

from flask import Flask, Response, url_for
from sqlalchemy.orm import Session

from db.errors import RefusalStands
from db.ids import expert_id, mission_id
from db.queries import mission_titles
from db.queries.refusals import Pair
from web.http.errors import error_page
from web.http.ledger import reading
from web.language.speech import gettext as _
from web.service.noes import noes


def init_app(app: Flask) -> None:
    """Whoever seats, pins or asks against a no reads it, on whichever page: nothing is changed."""
    app.register_error_handler(RefusalStands, _page)


def sentences(session: Session, pairs: Sequence[Pair]) -> list[str]:
    """Each no of these pairs, with the mission that it is to."""
    known = noes(session)
    titles = mission_titles.titles(session, {mission for mission, _expert in pairs})
    return [
        _("“%(mission)s”: %(sentence)s", mission=titles.get(mission, ""), sentence=no.sentence)
        for mission, expert in pairs
        for no in known.get((mission_id(mission), expert_id(expert)), ())
    ]


def _page(refusal: RefusalStands) -> Response:
    with reading() as session:
        said = " ".join(sentences(session, refusal.pairs))
    mission = min(mission for mission, _expert in refusal.pairs)
    return error_page(
        409,
        said,
        _("Nothing was changed. A refusal is lifted on its own page, by somebody who says why."),
        title=_("They have said no"),
        way=(_("Refusals of the mission"), url_for("refusals.index", mission_id=mission)),
    )
