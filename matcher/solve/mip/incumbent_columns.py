"""A plan's own dates and assignments among the arrays, so that a restricted problem holds it."""

import numpy as np

from matcher.arrays import Flags, Ints
from matcher.plan import Plan
from matcher.solve.lagrangian.relaxation import LagrangianRelaxation


def flags_of(relaxation: LagrangianRelaxation, plan: Plan) -> tuple[Flags, Flags]:
    """[date] and [assignment]: is it in the plan?"""
    arrays = relaxation.assignments
    dates = np.zeros(len(arrays.dates.start), dtype=np.bool_)
    dates[planned_dates(relaxation, plan)] = True
    row, roles = relaxation.tables.census.row, arrays.roles
    seated = [
        (number * relaxation.teams.places + place, row[expert])
        for number, mission in enumerate(relaxation.missions)
        for place, role in enumerate(mission.roles)
        for expert in plan.held(mission.id).team.get(role.id, ())
    ]
    role = arrays.pairs.role
    slots = roles.mission[role].astype(np.int64) * relaxation.teams.places + roles.place[role]
    width = len(row) + 1
    wanted = [slot * width + expert + 1 for slot, expert in seated]
    pairs = np.isin(slots * width + arrays.pairs.expert + 1, wanted)
    return dates, pairs[arrays.pair] & dates[arrays.date]


def planned_dates(relaxation: LagrangianRelaxation, plan: Plan) -> Ints:
    """The dates on which a plan holds its missions."""
    dates, found = relaxation.assignments.dates, []
    for number, mission in enumerate(relaxation.missions):
        start = plan.held(mission.id).start
        own = np.arange(dates.first[number], dates.first[number + 1])
        if start is not None:
            found.append(own[dates.start[own] == start])
    return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)
