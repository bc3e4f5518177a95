"""Which problems are plain: dates, places, order and who can do what say everything."""

import numpy as np

from matcher.index.tables import Tables
from matcher.problem import Mission, Problem
from matcher.rules import limits, plurality, programmes, rest
from matcher.solve.parameters.mspsp import FINISH


def is_plain(problem: Problem, tables: Tables) -> bool:
    """Do the scheduling model and its teams keep every rule, and forbid nothing else?"""
    missions = problem.missions.values()
    experts = problem.experts.values()
    return (
        0 < len(missions) <= FINISH.most_missions
        and not any(problem.pins.values())
        and not any(limits.is_bounded(expert) for expert in experts)
        and all(_is_stay_alone(problem, mission) for mission in missions)
        and not any(_must_mix(problem, tables, mission) for mission in missions)
        and not rest.binds(problem)
        and not any(_has_closed_dates(tables, mission) for mission in missions)
    )


def _is_stay_alone(problem: Problem, mission: Mission) -> bool:
    """A stay at one place without travel, staffed by its roles alone, nothing to be paid."""
    programme = problem.programmes[mission.programme] if mission.programme else None
    return (
        mission.venue != "remote"
        and mission.travel_before == mission.travel_after == 0
        and bool(mission.roles)
        and not mission.speaks
        and not programmes.is_bounded(programme)
    )


def _has_closed_dates(tables: Tables, mission: Mission) -> bool:
    """Is a date closed to anybody, whose diary leaves it?"""
    everybody = np.arange(len(tables.experts), dtype=np.int32)
    return tables.open_beside_diaries(mission, tables.starts[mission.id], everybody) is not None


def _must_mix(problem: Problem, tables: Tables, mission: Mission) -> bool:
    """Could two members of one group sit together, which plurality forbids?"""
    if not plurality.binds(mission):
        return False
    able = (tables.able(mission, role) for role in mission.roles)
    return any(bool(tables.census.members[rows].any()) for rows in able)
