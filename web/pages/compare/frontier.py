"""The front between fit, burden and delay, as the last trial has found it: drawn and in a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from db.models import JobRow
from db.queries import jobs
from matcher.problem import Measure
from web.language.sentences.measures import FIGURES, MEASURES
from web.language.speech import gettext as _
from web.language.speech import ngettext
from web.pages.compare.charts import HEIGHT
from web.service.trials.found import FoundFront, FoundPoint, read_front
from web.service.trials.kinds import FRONT
from web.service.trials.under_way import under_way

SIDE = HEIGHT
"""Of the field of a panel, in pixels; its scales stand outside."""
_MARGIN = 18


@dataclass(frozen=True, slots=True)
class FrontMark:
    """A point of the front, by the number that it has in the table."""

    x: float
    y: float
    number: int


@dataclass(frozen=True, slots=True)
class Panel:
    """One measure against another: the best of both is at the bottom left."""

    across: str
    upward: str
    marks: tuple[FrontMark, ...]


@dataclass(frozen=True, slots=True)
class FrontView:
    """What is known of a front: the last findings and the search under way."""

    open_job: JobRow | None
    job: JobRow | None = None
    found_at: datetime | None = None
    summary: str = ""
    names: tuple[str, ...] = ()
    points: tuple[FoundPoint, ...] = ()
    panels: tuple[Panel, ...] = ()
    complete: bool = False


def read(session: Session, scenario_id: int | None) -> FrontView:
    """The front of the live problem, or of a scenario's."""
    open_job = under_way(session, FRONT, {"scenario": scenario_id})
    done = jobs.done(session, FRONT)
    job = next((each for each in done if each.asked.get("scenario") == scenario_id), None)
    if job is None or job.best is None:
        return FrontView(open_job)
    found = read_front(job.best)
    return FrontView(
        open_job=open_job,
        job=job,
        found_at=job.ended_at,
        summary=_summary(found),
        names=tuple(_(FIGURES[measure]) for measure in found.measures),
        points=found.points,
        panels=panels(found.measures, found.points) if len(found.points) > 1 else (),
        complete=found.complete,
    )


def panels(measures: Sequence[Measure], points: Sequence[FoundPoint]) -> tuple[Panel, ...]:
    """The first measure against each of the others."""
    return tuple(_panel(measures[0], other, points) for other in measures[1:])


def _panel(across: Measure, upward: Measure, points: Sequence[FoundPoint]) -> Panel:
    pairs = [(point.measures[across], point.measures[upward]) for point in points]
    least = min(x for x, _y in pairs), min(y for _x, y in pairs)
    most = max(x for x, _y in pairs), max(y for _x, y in pairs)
    marks = (
        FrontMark(_place(x, least[0], most[0]), SIDE - _place(y, least[1], most[1]), number)
        for number, (x, y) in enumerate(pairs, start=1)
    )
    return Panel(_(MEASURES[across]), _(MEASURES[upward]), tuple(marks))


def _place(value: int, least: int, most: int) -> float:
    """Where a value is between the edges of a panel; in the middle where all are equal."""
    if least == most:
        return SIDE / 2
    return round(_MARGIN + (SIDE - 2 * _MARGIN) * (value - least) / (most - least), 1)


def _summary(found: FoundFront) -> str:
    """Is there anything to choose between?"""
    count = len(found.points)
    if count > 1:
        return ngettext(
            "%(num)s plan that no other beats in everything.",
            "%(num)s plans that no other beats in everything.",
            count,
        )
    if count and found.complete:
        return _("There is nothing to trade: one plan is best in everything.")
    return _("The search ended before there was anything to compare.")
