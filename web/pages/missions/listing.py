"""The list of missions: filters, order, pages."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from db.ids import row_id
from db.models import ScenarioRow
from db.queries import mission_list, plans
from db.queries.mission_list import MissionLine
from db.text import folded, order_key, searched
from web.http.forms import Sheet
from web.http.keys import row_key
from web.http.ledger import reading
from web.http.numbers import vacant_seats
from web.http.policy import may_enter, roles
from web.language import dates
from web.language.labels import ACTIVITY_TYPES, MISSION_STATES, country
from web.language.stays import Clock, stay_words
from web.pages.missions.blueprint import bp
from web.service.choices import load_choices
from web.service.clock import now
from web.service.conflicts.shown import shown
from web.service.local import local_today
from web.service.names import clocks_of_all
from web.service.paging import cut
from web.service.problem_cache import open_seats, problem_to_plan, scenario_problem
from web.service.reader import scope
from web.service.roles import STAFF

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
    published: bool = False
    to_plan: int | None = None
    scenario: int | None = None
    sort: str = "date"
    down: bool = False


@bp.get("/")
@roles(*STAFF)
def index() -> ResponseReturnValue:
    """The missions of the reader's institutions."""
    with reading() as session:
        return render_template("missions/index.html", query=_query(), **_list_page(session))


def _list_page(session: Session) -> dict[str, object]:
    """The missions that the address asks for, a page of them."""
    filters, today = _filters(), local_today(session, scope())
    known = {"state": filters.state, "activity_type": filters.activity}
    lines = mission_list.lines(session, scope(), partner_id=filters.partner, **known)
    within = _within(session, filters, today)
    page = cut(_sorted(_kept(lines, filters, within), filters), request.args.get("page"))
    by_video = [line.id for line in page.rows if line.venue == "remote"]
    return {
        "lines": page.rows,
        "page": page,
        "filters": filters,
        "partners": load_choices(session, scope()).partners,
        "when": when,
        "clocks": clocks_of_all(session, by_video),
        "tones": TONES,
        "conflicts": shown(session),
        "today": today,
        "vacant_seats": vacant_seats(session, today),
    }


def when(line: MissionLine, clocks: Sequence[Clock] = ()) -> str:
    """The dates of a mission in words; its window where it has none."""
    if line.first is None or line.last is None or line.leaves is None or line.returns is None:
        return dates.days(line.window_first, line.window_last)
    return stay_words(line.venue, (line.first, line.last), (line.leaves, line.returns), clocks)


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
        published=args.get("published") == "1",
        to_plan=_days(args.get("to_plan")),
        scenario=row_key(args.get("scenario")),
        sort=sheet.choice("sort", "", _ORDERS) or "date",
        down=args.get("down") == "1",
    )


def _query() -> dict[str, str]:
    """The filters as the address has them, for links to other pages and orders."""
    return {
        name: text for name, text in request.args.items() if text and name not in ("page", "lang")
    }


def _days(text: str | None) -> int | None:
    days = row_key(text)
    return days if days is not None and days <= 365 else None


def _within(session: Session, filters: Filters, today: date) -> list[Collection[int]]:
    """The missions that each number of other pages counts, where the address asks for them."""
    found: list[Collection[int]] = []
    if filters.vacant and plans.live_id(session) is not None:
        found.append({seat.mission_id for seat in open_seats(session, today) if seat.seats})
    if filters.to_plan is not None:
        # A search begins on the day of UTC; what is counted from today on, on the reader's.
        first = now().date() if filters.to_plan else today
        problem = problem_to_plan(session, first, freeze_days=filters.to_plan)
        found.append({row_id(each) for each in problem.missions})
    if filters.scenario is not None and may_enter("scenarios.show"):
        row = session.get(ScenarioRow, filters.scenario) or abort(404)
        applied = scenario_problem(session, row, now().date())
        found.append({row_id(each) for each in applied.problem.missions})
    return found


def _kept(
    lines: Iterable[MissionLine], filters: Filters, within: Collection[Collection[int]]
) -> list[MissionLine]:
    words = searched(filters.text)
    return [
        line
        for line in lines
        if all(word in folded(line.words) for word in words)
        and line.meets(filters.first, filters.last)
        and (line.vacancies > 0 or not filters.vacant)
        and (line.first is not None or not filters.published)
        and all(line.id in ids for ids in within)
    ]


def _sorted(lines: list[MissionLine], filters: Filters) -> list[MissionLine]:
    by_date = sorted(lines, key=lambda line: (line.begins, line.id))
    return sorted(by_date, key=_ORDERS[filters.sort], reverse=filters.down)
