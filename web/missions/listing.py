"""The list of missions: filters, order, pages."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from db.moments import day_of
from db.queries import mission_list
from db.queries.mission_list import MissionLine
from db.text import folded, order_key
from web import dates
from web.acting import now
from web.choices import load_choices
from web.conflicts.shown import shown
from web.forms import Sheet
from web.keys import row_key
from web.labels import ACTIVITY_TYPES, MISSION_STATES, country
from web.ledger import reading
from web.missions.door import bp
from web.paging import cut
from web.policy import STAFF, roles, scope

TONES = {
    **dict.fromkeys(("accepted", "scheduled", "delivered", "reported", "closed"), "confirmed"),
    **dict.fromkeys(("planned", "approved", "proposed", "changes_requested"), "hold"),
    **dict.fromkeys(("declined", "refused", "cancelled"), "cancelled"),
    **dict.fromkeys(("requested", "assessed"), "planned"),
}
"""How a state looks; its name stands beside."""

_ORDERS: dict[str, Callable[[MissionLine], Any]] = {  # whatever compares with its own kind
    "title": lambda line: order_key(line.title),
    "partner": lambda line: order_key(country(line.country)),
    "date": lambda line: line.begins,
    "state": lambda line: [*MISSION_STATES].index(line.state),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for; what cannot be read does not narrow the list."""

    text: str = ""
    state: str | None = None
    activity: str | None = None
    partner: int | None = None
    first: date | None = None
    last: date | None = None
    vacant: bool = False
    sort: str = "date"
    down: bool = False


@bp.get("/")
@roles(*STAFF)
def index() -> ResponseReturnValue:
    """The missions of the reader's institutions."""
    filters = _filters()
    with reading() as session:
        known = {"state": filters.state, "activity_type": filters.activity}
        lines = mission_list.lines(session, scope(), partner_id=filters.partner, **known)
        partners = load_choices(session, scope()).partners
        conflicts = shown(session)
    page = cut(_sorted(_kept(lines, filters), filters), request.args.get("page"))
    return render_template(
        "missions/index.html",
        lines=page.rows,
        page=page,
        filters=filters,
        query=_query(),
        partners=partners,
        when=when,
        tones=TONES,
        conflicts=conflicts,
        today=now().date(),
    )


def when(line: MissionLine) -> str:
    """The dates of a mission in words; its window where it has none."""
    if line.first is None or line.last is None or line.leaves is None or line.returns is None:
        return dates.days(line.window_first, line.window_last)
    first, last = day_of(line.first), day_of(line.last)
    return dates.trip(first, last, day_of(line.leaves), day_of(line.returns))


def _filters() -> Filters:
    sheet, args = Sheet(request.args), request.args
    return Filters(
        text=args.get("text", "").strip(),
        state=sheet.choice("state", "", MISSION_STATES),
        activity=sheet.choice("activity", "", ACTIVITY_TYPES),
        partner=row_key(args.get("partner")),
        first=sheet.date("first", ""),
        last=sheet.date("last", ""),
        vacant=args.get("vacant") == "1",
        sort=sheet.choice("sort", "", _ORDERS) or "date",
        down=args.get("down") == "1",
    )


def _query() -> dict[str, str]:
    """The filters as the address has them, for links to other pages and orders."""
    return {
        name: text for name, text in request.args.items() if text and name not in ("page", "lang")
    }


def _kept(lines: Iterable[MissionLine], filters: Filters) -> list[MissionLine]:
    words = folded(filters.text).split()
    return [
        line
        for line in lines
        if all(word in folded(line.title) for word in words)
        and line.meets(filters.first, filters.last)
        and (line.vacancies > 0 or not filters.vacant)
    ]


def _sorted(lines: list[MissionLine], filters: Filters) -> list[MissionLine]:
    by_date = sorted(lines, key=lambda line: (line.begins, line.id))
    return sorted(by_date, key=_ORDERS[filters.sort], reverse=filters.down)
