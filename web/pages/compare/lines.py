"""What people compare of some plans, line by line: counts, days and an average."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from babel.numbers import format_decimal

from matcher.compare import Table
from matcher.compare.table import Line as Values
from matcher.problem import Problem
from web.language.dates import day, locale
from web.language.sentences.facts import day_count
from web.language.speech import gettext as _


@dataclass(frozen=True, slots=True)
class CompareLine:
    """One measure of each plan, as a page prints it; `best` are the places of the best."""

    name: str
    values: tuple[str, ...]
    best: frozenset[int]


def lines(
    problem: Problem,
    found: Table,
    away: Sequence[Sequence[int]],
    suiting: Sequence[Sequence[int]],
) -> Iterator[CompareLine]:
    """The measures that say something by themselves; `away` and `suiting` plan by plan.

    `away` are half-days of each person, the most first; `suiting` the fit of each filled seat.
    """
    measures = dict(found.measures)
    yield _counted(_("vacant seats"), found.empty_seats)
    yield _counted(_("missions that are not complete"), found.incomplete)
    yield _counted(_("languages that nobody speaks"), found.unmet)
    yield _counted(_("people to call (mission by mission)"), measures["calls"])
    yield _fit(suiting)
    yield _most_away(away)
    yield _counted(_("days from the wished dates"), found.days_off)
    yield _counted(_("people sent"), measures["pool"])
    yield _counted(_("cost"), measures["cost"])
    yield _end(problem, measures["finish"])


def _counted(name: str, line: Values) -> CompareLine:
    return CompareLine(name, tuple(str(value) for value in line.values), line.best)


def _fit(suiting: Sequence[Sequence[int]]) -> CompareLine:
    """The average of filled seats: a plan with fewer of them does not look better by that."""
    averages = [sum(plan) / len(plan) if plan else None for plan in suiting]
    said = (
        "–" if each is None else format_decimal(round(each, 1), locale=locale())
        for each in averages
    )
    most = Values(tuple(round(-10 * (each or 0)) for each in averages))
    return CompareLine(_("average fit, out of 100"), tuple(said), most.best)


def _most_away(away: Sequence[Sequence[int]]) -> CompareLine:
    most = Values(tuple(plan[0] if plan else 0 for plan in away))
    name = _("days away of the person who is away most")
    return CompareLine(name, tuple(day_count(value) for value in most.values), most.best)


def _end(problem: Problem, line: Values) -> CompareLine:
    """The day; a plan that holds no mission does not end earlier than another: it never begins."""
    said = (day(problem.horizon.date(value - 1)) if value else "–" for value in line.values)
    best = frozenset[int]() if 0 in line.values else line.best
    return CompareLine(_("end of the last mission"), tuple(said), best)
