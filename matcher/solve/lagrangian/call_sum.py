"""Calls as one sum over the assignments: who joins a published team, who stays in it."""

from dataclasses import dataclass

import numpy as np

from matcher.arrays import Indices
from matcher.index.tables import Tables
from matcher.problem import Problem
from matcher.solve.lagrangian.assignments import Assignments


@dataclass(frozen=True, slots=True)
class CallSum:
    """[assignment]: calls that it adds to those of an empty plan, and how many may be added."""

    factor: Indices
    most: int


def everybody(problem: Problem) -> int:
    """The calls of an empty plan: everybody in a published team leaves it."""
    published = problem.published.items()
    return sum(len(set(held.experts)) for mission, held in published if mission in problem.missions)


def calls_of(tables: Tables, assignments: Assignments, most: int) -> CallSum:
    """What each assignment adds if there may be `most` calls in all: 1, or -1 for who is kept."""
    problem, date = tables.problem, assignments.date
    factor = np.zeros(len(date), dtype=np.int32)
    mission, start = assignments.dates.mission[date], assignments.dates.start[date]
    expert = assignments.pairs.expert[assignments.pair]
    for number, name in enumerate(problem.missions):
        before = problem.published.get(name)
        if before is not None:
            own = mission == number
            rows = [tables.census.row[e] for e in before.experts if e in tables.census.row]
            invited = np.isin(expert[own], rows)
            stays = start[own] == (-1 if before.start is None else before.start)
            factor[own] = np.where(invited, np.where(stays, -1, 0), 1)
    return CallSum(factor, most - everybody(problem))
