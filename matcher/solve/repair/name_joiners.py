"""Names for those who join: free people for the seats that a round only counted."""

from collections.abc import Mapping

import numpy as np

from matcher.arrays import Rows
from matcher.index.tables import Tables
from matcher.plan import Plan
from matcher.problem import Mission, MissionRole, Role
from matcher.solve.construct.partial_plan import PartialPlan


def joined(tables: Tables, plan: Plan, seats: Mapping[MissionRole, int]) -> Plan:
    """The plan with free people in so many more seats, as far as there are any.

    Nobody is moved. Who speaks what the team lacks comes first, then who fits best.
    """
    draft = PartialPlan(tables)
    draft.take(plan)
    missions = tables.problem.missions
    places = [(missions[name], missions[name].role(role)) for name, role in seats]
    free = {(m.id, r.id): _free(draft, m, r) for m, r in places}
    for mission, role in sorted(places, key=lambda at: (len(free[at[0].id, at[1].id]), at[0].id)):
        rows = free[mission.id, role.id]
        for _ in range(seats[mission.id, role.id]):
            _seat(draft, mission, role, rows)
    return draft.plan()


def _free(draft: PartialPlan, mission: Mission, role: Role) -> Rows:
    """Who is able and not busy on the mission's date."""
    rows = draft.tables.able(mission, role)
    free: Rows = rows[draft.tables.free(mission, rows, (draft.starts[mission.id],))[0]]
    return free


def _seat(draft: PartialPlan, mission: Mission, role: Role, rows: Rows) -> None:
    """Seat the best of those who can come."""
    for row in _ranked(draft, mission, role, rows).tolist():
        commitment = draft.commitment(mission, draft.starts[mission.id], row)
        if (
            commitment is not None
            and row not in draft.team(mission.id)
            and draft.blockers(commitment, row) == []
            and draft.affords(mission, commitment, row)
            and draft.mixes(mission, row)
        ):
            draft.seat(mission.id, role.id, row)
            return


def _ranked(draft: PartialPlan, mission: Mission, role: Role, rows: Rows) -> Rows:
    census, team = draft.tables.census, draft.team(mission.id)
    speaks = np.zeros(len(rows), dtype=np.int64)
    for language, rank in mission.speaks.items():
        ranks = census.rank(language)
        if not (ranks[team] >= rank).any():
            speaks += ranks[rows] >= rank
    misfit = draft.tables.misfit(mission, role, rows)
    ranked: Rows = rows[np.lexsort((rows, misfit, -speaks))]
    return ranked
