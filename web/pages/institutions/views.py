"""The page of an institution: what the plan knows of it, and its calendar addresses."""

from datetime import date
from typing import TypeVar

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from db.models import ClosureRow, SittingRow
from db.queries import institutions as queries
from db.queries import tokens
from web.http.ledger import reading
from web.http.policy import roles, theirs
from web.service.local import today_in
from web.service.roles import KEEPERS

bp = Blueprint("institutions", __name__, url_prefix="/institutions")

Range = TypeVar("Range", SittingRow, ClosureRow)

MOST_RANGES = 12
"""Sittings, or closures, that the page lists."""


@bp.get("/<row:institution_id>")
@roles(*KEEPERS)
def show(institution_id: int) -> ResponseReturnValue:
    """What is known of one of the reader's institutions, and who reads its calendar."""
    with reading() as session:
        row = queries.institution(session, institution_id)
        theirs(row.id)
        today = today_in(row.timezone)
        return render_template(
            "institutions/show.html",
            institution=row,
            sittings=_ahead(row.sittings, today),
            closures=_ahead(row.closures, today),
            tokens=tokens.tokens_of(session, "institution", row.id),
            programmes=queries.programmes(session, row.id),
            partners=queries.partners(session),
        )


def _ahead(ranges: list[Range], today: date) -> list[Range]:
    return [each for each in ranges if each.last >= today][:MOST_RANGES]
