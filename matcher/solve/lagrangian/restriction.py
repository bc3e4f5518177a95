"""A relaxation with fewer dates and assignments, on which multipliers rise much faster.

Pairs, couplings and seat patterns keep their numbers, so that multipliers found here hold on
the whole relaxation; only there, where nothing is left out, do they give a bound.
"""

from copy import copy

import numpy as np

from matcher.arrays import Flags
from matcher.solve.lagrangian.assignments import Assignments, Dates
from matcher.solve.lagrangian.couplings import Couplings
from matcher.solve.lagrangian.relaxation import LagrangianRelaxation


def restricted(
    relaxation: LagrangianRelaxation, dates: Flags, assignments: Flags
) -> LagrangianRelaxation:
    """The relaxation with these dates and assignments alone."""
    small = copy(relaxation)
    number = np.cumsum(dates, dtype=np.int32) - 1
    of = relaxation.assignments.date
    kept = np.flatnonzero(assignments & dates[of])
    role = relaxation.assignments.pairs.role[relaxation.assignments.pair[kept]]
    date = number[of[kept]]
    opens = np.flatnonzero(np.diff(date, prepend=-1) | np.diff(role, prepend=-1))
    small.retake(
        Assignments(
            dates=_dates(relaxation.assignments.dates, dates),
            roles=relaxation.assignments.roles,
            pairs=relaxation.assignments.pairs,
            opening_date=date[opens],
            opening_role=role[opens],
            first=opens,
            pair=relaxation.assignments.pair[kept],
            cost=relaxation.assignments.cost[kept],
            half_days=relaxation.assignments.half_days[kept],
        )
    )
    couplings, left = relaxation.couplings, dates[relaxation.couplings.date]
    renumbered = number[couplings.date[left]].astype(np.int64)
    small.couplings = Couplings(
        couplings.coupling[left], renumbered, couplings.factor[left], couplings.most
    )
    return small


def _dates(dates: Dates, kept: Flags) -> Dates:
    before = np.concatenate([[0], np.cumsum(kept)])
    first = before[dates.first].astype(np.int64)
    return Dates(dates.mission[kept], dates.start[kept], dates.delay[kept], first)
