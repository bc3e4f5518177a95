"""What the page of comparisons shows: the plans to choose from, and some of them side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from db.mapping import load_plan, load_problem
from db.mapping.ids import row_id
from db.models import PlanRow
from db.queries import plans
from db.queries import scenarios as known
from matcher.compare import Comparison, Table, compare, table
from matcher.problem import Measure, Problem
from matcher.scenario import Change, added
from web.acting import now
from web.dates import day
from web.i18n import N_
from web.i18n import gettext as _
from web.solve.result import TierLine, tier_lines
from web.wording import Names, read_names
from web.wording.comparing import caveats, mission_sentence, summary, tier_sentences
from web.wording.forcing import MEASURES

MOST = 4
"""Plans side by side."""
SHOWN = 100
"""Missions whose differences are said; the summary counts all of them."""
LIVE = "live"
UNWEIGHTED = (N_("empty seats, each counted once"), N_("languages that nobody speaks"))


@dataclass(frozen=True, slots=True)
class Choice:
    """A plan that can be compared: the live one, or that of a scenario with its changes."""

    key: str
    name: str
    plan_id: int
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """How one plan differs from the first, in sentences."""

    name: str
    summary: str
    tiers: tuple[str, ...]
    missions: tuple[str, ...]
    more: int
    caveats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One measure of each plan, as a page prints it; `best` are the places of the best."""

    name: str
    values: tuple[str, ...]
    best: frozenset[int]


@dataclass(frozen=True, slots=True)
class Compared:
    """Some plans side by side; `found` are the levels that each search has left, by its facts."""

    found: tuple[tuple[TierLine, ...], ...]
    lines: tuple[Line, ...]
    differences: tuple[Difference, ...]


def choices(session: Session) -> list[Choice]:
    """The live plan first, then the scenarios that have a plan."""
    live = plans.live_id(session)
    rows = known.scenarios(session, "open", "published")
    scenarios = [
        Choice(str(row.id), row.name, row.plan_id, tuple(known.changes(row)))
        for row in rows
        if row.plan_id is not None
    ]
    return ([] if live is None else [Choice(LIVE, _("The published plan"), live)]) + scenarios


def compared(session: Session, chosen: Sequence[Choice]) -> Compared:
    """The chosen plans, each against the first."""
    asked = (m for each in chosen for m in added(each.changes) if m[1:].isdigit())
    problem = load_problem(session, today=now().date(), adding=tuple({row_id(m) for m in asked}))
    rows: list[PlanRow] = [plans.plan(session, each.plan_id) for each in chosen]
    read = [load_plan(session, each.plan_id, problem) for each in chosen]
    names = read_names(session, problem)
    return Compared(
        found=tuple(tuple(tier_lines(row)) for row in rows),
        lines=tuple(_lines(problem, table(problem, read))),
        differences=tuple(
            _difference(problem, names, each.name, compare(problem, read[0], plan))
            for each, plan in zip(chosen[1:], read[1:], strict=True)
        ),
    )


def _lines(problem: Problem, found: Table) -> Iterator[Line]:
    counted = ((_(UNWEIGHTED[0]), found.empty_seats), (_(UNWEIGHTED[1]), found.unmet))
    for name, line in counted:
        yield Line(name, tuple(str(value) for value in line.values), line.best)
    for measure, line in found.measures:
        said = [_value(problem, measure, value) for value in line.values]
        yield Line(_(MEASURES[measure]), tuple(said), line.best)


def _value(problem: Problem, measure: Measure, value: int) -> str:
    """A number; of the end of the last mission the day, for the number counts half-days."""
    if measure != "finish":
        return str(value)
    return day(problem.horizon.date(value - 1)) if value else "–"


def _difference(problem: Problem, names: Names, name: str, found: Comparison) -> Difference:
    missions = [mission_sentence(problem, each, names) for each in found.missions[:SHOWN]]
    return Difference(
        name=name,
        summary=summary(found),
        tiers=tuple(tier_sentences(found)),
        missions=tuple(missions),
        more=len(found.missions) - len(missions),
        caveats=tuple(caveats(found, names)),
    )
