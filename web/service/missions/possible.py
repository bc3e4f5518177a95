"""Whether a mission without a date may still get one: what is said where it may not."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from db.ids import mission_id
from db.mapping.problem import FREEZE_DAYS
from db.models import MissionRow
from db.moments import half_day
from db.queries import missions as queries
from db.words import ASKED, PLANNABLE, TRAVELS
from matcher.plan import Plan
from web.language import dates
from web.language.sentences.startless import startless
from web.language.speech import gettext as _
from web.service.limiting import dateless_words
from web.service.problem_cache import problem_of_today, problem_to_plan


def is_over(row: MissionRow, today: date) -> bool:
    """Do all possible starts of a mission lie in the past?"""
    return row.window_last < today


def no_date(session: Session, row: MissionRow, today: date) -> str:
    """Why a mission gets no date any more, in a sentence; empty where it may, or has one."""
    is_asked = row.state in PLANNABLE or row.state in ASKED
    if not is_asked or row.pinned_start is not None or queries.dates(session, row.id) is not None:
        return ""
    days = dates.days(row.window_first, row.window_last)
    if is_over(row, today):
        return _(
            "All its possible starts (%(days)s) are past: no plan gives it a date or a "
            "team until they are changed.",
            days=days,
        )
    if _leaves_by(row) < half_day(today):
        return _(
            "With its travel it would have had to leave before today for every one of its "
            "possible starts (%(days)s): no plan gives it a date or a team until they are "
            "changed.",
            days=days,
        )
    problem = problem_of_today(session, today)
    key = mission_id(row.id)
    found = startless(problem, Plan(), key) if key in problem.missions else None
    return "" if found is None else dateless_words(session, found)


def only_by_hand(session: Session, row: MissionRow, today: date) -> str:
    """Why searches pass over a mission that may get a date; empty where they do not, or it has one.

    They plan from the end of the freeze zone on, and leave the days before as they are.
    """
    key = mission_id(row.id)
    is_passed = key in problem_of_today(session, today).missions
    is_passed = is_passed and key not in problem_to_plan(session, today).missions
    if not is_passed or queries.dates(session, row.id) is not None:
        return ""
    return _(
        "Searches leave the days before %(first)s as they are, and it cannot start later "
        "(%(days)s): staff it by hand, or in a scenario in which fewer days stay as they are.",
        first=dates.day(today + timedelta(days=FREEZE_DAYS)),
        days=dates.days(row.window_first, row.window_last),
    )


def _leaves_by(row: MissionRow) -> int:
    """The last half-day on which the team may leave."""
    travel = row.travel_before if row.venue == TRAVELS else 0
    return half_day(row.window_last, "pm" if row.half_day_starts else "am") - travel
