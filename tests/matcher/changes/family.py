"""The whole family of single changes for a vacancy, one after the other and without a search."""

from collections.abc import Iterator

from matcher.changes import Chain
from matcher.changes.family import of_mission, of_others
from matcher.changes.people import busy_ranges, every_range, rests
from matcher.plan import Plan, Vacancy
from matcher.problem import Problem


def chains(problem: Problem, plan: Plan, row: Vacancy) -> Iterator[Chain]:
    """Every chain of single changes for a vacancy row of a plan."""
    yield from of_mission(problem, row)
    yield from rests(problem)
    yield from busy_ranges(problem, every_range(problem))
    yield from of_others(problem, plan, row)
