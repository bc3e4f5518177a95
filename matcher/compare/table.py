"""Several plans of one problem beside each other: every tier and every measure, plan by plan."""

from collections.abc import Sequence
from dataclasses import dataclass

from matcher.compare.known import known
from matcher.plan import Plan
from matcher.problem import MEASURES, Measure, Problem, Tier
from matcher.review import review
from matcher.rules.delay import days_off
from matcher.rules.vacancies import gaps


@dataclass(frozen=True, slots=True)
class Line:
    """One number of each plan, in the order of the plans; the less the better."""

    values: tuple[int, ...]

    @property
    def best(self) -> frozenset[int]:
        """The places of the best plans; none where all are equal."""
        least = min(self.values, default=0)
        found = frozenset(k for k, value in enumerate(self.values) if value == least)
        return found if len(found) < len(self.values) else frozenset()


@dataclass(frozen=True, slots=True)
class Table:
    """Tiers and measures of some plans, with empty seats and languages unmet as they are counted.

    `incomplete`, `vacancies` and `delay` among the measures are weighted by priority;
    `empty_seats`, `unmet`, `incomplete` and `days_off` beside them count each once.
    """

    tiers: tuple[tuple[Tier, Line], ...]
    measures: tuple[tuple[Measure, Line], ...]
    empty_seats: Line
    unmet: Line
    incomplete: Line
    days_off: Line
    breaches: tuple[int, ...]


def table(problem: Problem, plans: Sequence[Plan]) -> Table:
    """The plans as far as the problem knows them, each read by itself."""
    read = [known(problem, plan, "after")[0] for plan in plans]
    reviews = [review(problem, plan) for plan in read]
    missing = [_missing(problem, plan) for plan in read]
    return Table(
        tiers=tuple(
            (tier, Line(tuple(each.tiers[number] for each in reviews)))
            for number, tier in enumerate(problem.objective)
        ),
        measures=tuple(
            (measure, Line(tuple(each.measures[measure] for each in reviews)))
            for measure in MEASURES
        ),
        empty_seats=Line(tuple(each[0] for each in missing)),
        unmet=Line(tuple(each[1] for each in missing)),
        incomplete=Line(tuple(each[2] for each in missing)),
        days_off=Line(tuple(_days_off(problem, plan) for plan in read)),
        breaches=tuple(len(each.breaches) for each in reviews),
    )


def _missing(problem: Problem, plan: Plan) -> tuple[int, int, int]:
    """Empty seats, languages that nobody in a team speaks, missions with either or not held."""
    found = [
        (name, gap)
        for name, mission in problem.missions.items()
        for gap in gaps(problem, plan, mission)
    ]
    seats = sum(gap.seats for _, gap in found if gap.role is not None)
    languages = sum(gap.language is not None for _, gap in found)
    lacking = {name for name, _ in found}
    dropped = {name for name in problem.missions if plan.held(name).start is None}
    return seats, languages, len(lacking | dropped)


def _days_off(problem: Problem, plan: Plan) -> int:
    """The days between the starts and the preferred ones, of all missions together."""
    starts = ((mission, plan.held(name).start) for name, mission in problem.missions.items())
    return sum(days_off(mission, start) for mission, start in starts if start is not None)
