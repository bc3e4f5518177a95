"""A scenario for a repair: it begins with what does not hold any more, free to be changed."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from sqlalchemy.orm import Session

from db.ids import expert_id, mission_id, row_id
from db.mapping import load_problem
from db.models import ScenarioRow
from db.moments import day_of, half_day
from db.operations import scenarios
from db.queries.bookings import first_leaving
from db.queries.missions import pinned_pairs
from matcher.plan import Breach
from matcher.problem import ExpertId, Held, MissionId, Problem
from matcher.scenario import Change
from web.language.bidi import plain
from web.language.dates import day
from web.language.speech import gettext as _
from web.language.speech import ngettext
from web.service.clock import now
from web.service.conflicts.finding import Conflict, conflicts, open_breaches
from web.service.conflicts.refusals import first_day, repairs
from web.service.local import readers_today
from web.service.reader import actor

Seat = tuple[MissionId, ExpertId]

TITLE_MOST = 70
"""Letters of a title in the name of a repair: the name has room for 120."""
ABOUT_DATES = ("start", "places", "order")
"""Kinds of conflicts that another date would mend."""


def prepare(session: Session, row: ScenarioRow) -> None:
    """Free what the open conflicts are about, and heed what experts have answered.

    The freeze zone ends before the first of those missions; whoever is pinned where they cannot
    be is let go, and so are dates that are not possible. Everything else stays as it is held.
    """
    today = now().date()
    broken = open_breaches(session)
    days = [first_day(session, today), _first_day(session, broken, today)]
    first = min((day for day in days if day is not None), default=None)
    if first is None:
        return
    until = max(0, (first - today).days)
    if until < row.freeze_days:
        scenarios.freeze(session, row.id, until, actor(), now())
    problem = load_problem(session, today=today, freeze_days=row.freeze_days)
    by_hand = _pinned_by_hand(session)
    changes = [*repairs(session, today, problem), *freed(broken, problem, by_hand)]
    unique = {str(change.written): change for change in changes}
    if unique:
        scenarios.change(session, row.id, list(unique.values()), actor(), now())


def repair_name(session: Session) -> str:
    """What a repair is called in the lists: the missions that it can mend, and the day."""
    today = day(readers_today(session))
    titles = list(dict(each.mission for each in _open(session) if each.mission).values())
    if not titles:
        return plain(_("Repair, %(day)s", day=today))
    if others := len(titles) - 1:
        said = ngettext(
            "Repair, %(day)s: %(mission)s and %(num)s other mission",
            "Repair, %(day)s: %(mission)s and %(num)s other missions",
            others,
            day=today,
            mission=shortened(titles[0], TITLE_MOST),
        )
        return plain(said)
    mission = shortened(titles[0], TITLE_MOST)
    return plain(_("Repair, %(day)s: %(mission)s", day=today, mission=mission))


def _open(session: Session) -> list[Conflict]:
    return [each for each in conflicts(session) if each.note is None and not each.has_begun]


def shortened(title: str, most: int) -> str:
    """A title in quotation marks, cut between words where it is too long."""
    if len(title) <= most:
        return title
    return f"{title[: most - 2].rsplit(' ', 1)[0]}…{title[-1]}"


def freed(
    broken: Iterable[Breach], problem: Problem, by_hand: Collection[Seat]
) -> Iterator[Change]:
    """The pins that keep what does not hold in its place, taken out.

    A date that must change lets the published team go: who cannot come on another date is
    replaced, the others are kept as any plan keeps them. Who is pinned `by_hand` stays.
    """
    for breach in broken:
        if breach.mission is None or breach.mission not in problem.missions:
            continue
        pins = problem.pins.get(breach.mission, Held())
        if breach.expert is not None and breach.expert in pins.experts:
            yield Change("unpin.expert", {"mission": breach.mission, "expert": breach.expert})
        if breach.code.partition(".")[0] in ABOUT_DATES and pins.start is not None:
            yield Change("unpin.start", {"mission": breach.mission})
            for expert in pins.experts:
                if (breach.mission, expert) not in by_hand:
                    yield Change("unpin.expert", {"mission": breach.mission, "expert": expert})


def _pinned_by_hand(session: Session) -> frozenset[Seat]:
    return frozenset(
        (mission_id(mission), expert_id(expert)) for mission, expert in pinned_pairs(session)
    )


def _first_day(session: Session, broken: Iterable[Breach], today: date) -> date | None:
    """When the first of the missions that do not hold begins; of one under way nothing can move."""
    missions = {row_id(MissionId(each.mission)) for each in broken if each.mission is not None}
    found = first_leaving(session, missions, half_day(today))
    return None if found is None else day_of(found)
