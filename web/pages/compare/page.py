"""What the page of comparisons shows: the plans to choose from, and some of them side by side."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from db.errors import NotFound
from db.ids import known_rows
from db.mapping import load_plan
from db.mapping.problem import FREEZE_DAYS
from db.models import PlanRow
from db.queries import plans
from db.queries import releases as published
from db.queries import scenarios as known
from matcher.compare import Comparison, compare, table
from matcher.compare.spread import fits, loads
from matcher.plan import Plan
from matcher.problem import Problem
from matcher.scenario import Change, added
from web.http.keys import row_key
from web.http.timeline.canvas import Frame
from web.http.timeline.drawing import NAMES
from web.http.timeline.frame import ROOM
from web.language.sentences.comparing import caveats, mission_sentence, summary, tier_sentences
from web.language.sentences.measures import FIGURES
from web.language.sentences.names import Names
from web.language.speech import gettext as _
from web.pages.compare.bars import Changed, drawn, mission_pairs, people_pairs
from web.pages.compare.charts import FitChart, LoadChart, fit_chart, load_chart
from web.pages.compare.lines import CompareLine, lines
from web.service.all_names import scenario_names
from web.service.clock import now
from web.service.names import with_listed
from web.service.problem_cache import problem_to_plan
from web.service.solving.result import TierLine, tier_lines

MOST = 4
"""Plans side by side."""
SHOWN = 100
"""Missions whose differences are said; the summary counts all of them."""
LIVE, OTHER = "live", "p"


@dataclass(frozen=True, slots=True)
class Choice:
    """A plan that can be compared: the live one, or that of a scenario with its changes.

    A scenario may have planned anew what others leave as it is: its freeze zone is its own.
    """

    key: str
    name: str
    plan_id: int
    changes: tuple[Change, ...] = ()
    freeze_days: int = FREEZE_DAYS


@dataclass(frozen=True, slots=True)
class PlanDifference:
    """How one plan differs from the first, in sentences."""

    name: str
    summary: str
    tiers: tuple[str, ...]
    missions: tuple[str, ...]
    more: int
    caveats: tuple[str, ...]
    changed: Changed | None
    people: Changed | None


@dataclass(frozen=True, slots=True)
class Compared:
    """Some plans side by side; `found` are the levels that each search has left, by its facts.

    `lines` are what people compare, `figures` the bare numbers of all measures.
    """

    found: tuple[tuple[TierLine, ...], ...]
    lines: tuple[CompareLine, ...]
    figures: tuple[CompareLine, ...]
    differences: tuple[PlanDifference, ...]
    loads: LoadChart
    fits: FitChart


@dataclass(frozen=True, slots=True)
class Sides:
    """Two plans of one problem, and what stands behind their bars."""

    problem: Problem
    names: Names
    first: Plan
    other: Plan
    frame: Frame

    @property
    def found(self) -> Comparison:
        """What differs in the other one."""
        return compare(self.problem, self.first, self.other)


def choices(session: Session, asked: Collection[str] = ()) -> list[Choice]:
    """The live plan first, then the scenarios that have a plan, then other plans asked for."""
    live = plans.live_id(session)
    rows = known.scenarios(session, "open", "published")
    scenarios = [
        Choice(str(row.id), row.name, row.plan_id, tuple(known.changes(row)), row.freeze_days)
        for row in rows
        if row.plan_id is not None
    ]
    first = [] if live is None else [Choice(LIVE, _("The published plan"), live)]
    others = (_other(session, key) for key in dict.fromkeys(asked) if key.startswith(OTHER))
    return [*first, *scenarios, *(each for each in others if each is not None)]


def _other(session: Session, key: str) -> Choice | None:
    """A release, or what a search has found, by the number of its plan: `p12`."""
    plan_id = row_key(key.removeprefix(OTHER))
    if plan_id is None:
        return None
    try:
        row = published.seen(session, plan_id)
    except NotFound:
        return None
    if row.number is None:
        return Choice(key, _("Plan %(number)s", number=row.id), row.id)
    return Choice(key, _("Release %(number)s", number=row.number), row.id)


def compared(session: Session, chosen: Sequence[Choice], frame: Frame) -> Compared:
    """The chosen plans, each against the first."""
    adding = tuple(sorted(known_rows(m for each in chosen for m in added(each.changes))))
    freeze_days = min(each.freeze_days for each in chosen)
    problem = problem_to_plan(session, now().date(), adding, freeze_days)
    rows: list[PlanRow] = [plans.plan(session, each.plan_id) for each in chosen]
    read = [load_plan(session, each.plan_id, problem) for each in chosen]
    names = with_listed(session, scenario_names(session, problem))
    measured = table(problem, read)
    away = [loads(problem, plan) for plan in read]
    suiting = [fits(problem, plan) for plan in read]
    return Compared(
        found=tuple(tuple(tier_lines(row)) for row in rows),
        lines=tuple(lines(problem, measured, away, suiting)),
        figures=tuple(
            CompareLine(_(FIGURES[measure]), tuple(str(value) for value in line.values), line.best)
            for measure, line in measured.measures
        ),
        differences=tuple(
            _difference(Sides(problem, names, read[0], plan, frame), each.name)
            for each, plan in zip(chosen[1:], read[1:], strict=True)
        ),
        loads=load_chart(away),
        fits=fit_chart(suiting),
    )


def _difference(sides: Sides, name: str) -> PlanDifference:
    problem, names, found = sides.problem, sides.names, sides.found
    missions = [mission_sentence(problem, each, names) for each in found.missions[:SHOWN]]
    both = problem, names, found, sides.first, sides.other
    return PlanDifference(
        name=name,
        summary=summary(found),
        tiers=tuple(tier_sentences(found)),
        missions=tuple(missions),
        more=len(found.missions) - len(missions),
        caveats=tuple(caveats(found, names)),
        changed=drawn(mission_pairs(*both), sides.frame, ROOM - NAMES),
        people=drawn(people_pairs(*both), sides.frame, ROOM - NAMES),
    )
