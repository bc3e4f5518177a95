"""A market with fewer dates and sittings, on which prices rise much faster.

Pairs, ties and share-outs keep their numbers, so that prices found here hold on the whole
market; only there, where nothing is left out, do they give a bound.
"""

from copy import copy

import numpy as np

from matcher.solve.pricing.listing import Flags
from matcher.solve.pricing.market import Market
from matcher.solve.pricing.sittings import Dates, Sittings
from matcher.solve.pricing.ties import Ties


def narrowed(market: Market, dates: Flags, sittings: Flags) -> Market:
    """The market with these dates and sittings alone."""
    small = copy(market)
    number = np.cumsum(dates, dtype=np.int32) - 1
    of = market.sittings.date
    kept = np.flatnonzero(sittings & dates[of])
    role = market.sittings.pairs.role[market.sittings.pair[kept]]
    date = number[of[kept]]
    opens = np.flatnonzero(np.diff(date, prepend=-1) | np.diff(role, prepend=-1))
    small.retake(
        Sittings(
            dates=_dates(market.sittings.dates, dates),
            roles=market.sittings.roles,
            pairs=market.sittings.pairs,
            opening_date=date[opens],
            opening_role=role[opens],
            first=opens,
            pair=market.sittings.pair[kept],
            cost=market.sittings.cost[kept],
            half_days=market.sittings.half_days[kept],
        )
    )
    ties, left = market.ties, dates[market.ties.date]
    renumbered = number[ties.date[left]].astype(np.int64)
    small.ties = Ties(ties.tie[left], renumbered, ties.factor[left], ties.most)
    return small


def _dates(dates: Dates, kept: Flags) -> Dates:
    before = np.concatenate([[0], np.cumsum(kept)])
    first = before[dates.first].astype(np.int64)
    return Dates(dates.mission[kept], dates.start[kept], dates.delay[kept], first)
