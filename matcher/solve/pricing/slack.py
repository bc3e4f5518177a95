"""How much dearer than the bound every plan is that uses a certain date or sitting.

What is dearer by more than the gap to the best plan is in no better one, and can be left out
without harm to any proof (reduced cost fixing).
"""

from dataclasses import dataclass

import numpy as np

from matcher.solve.pricing.listing import Ints
from matcher.solve.pricing.market import Market, Worth
from matcher.solve.pricing.stretches import ranges
from matcher.solve.pricing.teams import NEVER


@dataclass(frozen=True, slots=True)
class Slack:
    """[date] and [sitting], in parts of a unit; never above the truth."""

    dates: Ints
    sittings: Ints


def slack_of(market: Market, worth: Worth) -> Slack:
    """The slack of everything at the prices of these costs."""
    rest = _rest(market, worth)
    dates = _least_by_date(market, worth, rest)
    sittings = np.full(len(market.sittings.pair), NEVER, dtype=np.int64)
    for place in range(market.teams.places):
        _add_place(market, worth, rest, place, sittings)
    return Slack(dates, sittings)


def _rest(market: Market, worth: Worth) -> Ints:
    """[k, spoken, mission]: what the others of its group cost more than at their best."""
    quotas = market.quotas
    sizes = np.diff(np.append(quotas.first, len(quotas.mission)))
    groups = np.diff(np.append(quotas.group, len(quotas.first)))
    over = worth.share_outs - np.repeat(worth.share_outs[worth.best], groups)
    own = worth.by_mission[quotas.seats, quotas.spoken, quotas.mission]
    rest = np.full(worth.by_mission.shape, NEVER, dtype=np.int64)
    at = (quotas.seats, quotas.spoken, quotas.mission)
    np.minimum.at(rest, at, np.repeat(over, sizes) - own)
    return rest


def _least_by_date(market: Market, worth: Worth, rest: Ints) -> Ints:
    teams, mission = worth.teams[-1], market.sittings.dates.mission
    least = np.full(teams.shape[2], NEVER, dtype=np.int64)
    for k, spoken in np.argwhere((rest < NEVER // 2).any(axis=2)):
        np.minimum(least, teams[k, spoken] + rest[k, spoken, mission], out=least)
    return least + worth.toll


def _add_place(market: Market, worth: Worth, rest: Ints, place: int, found: Ints) -> None:
    """The slack of all sittings in the roles at one place of the missions."""
    sittings = market.sittings
    others = market.teams.by_date(worth.least, leave_out=place)[-1]
    here = np.flatnonzero(sittings.roles.place[sittings.opening_role] == place)
    date = sittings.opening_date[here]
    toll = worth.toll[date]
    sizes = market.teams.sizes[here]
    at = ranges(sittings.first[here], sizes)
    opening = np.repeat(np.arange(len(here)), sizes)
    speaks = sittings.pairs.speaks[sittings.pair[at]].astype(np.int64)
    for j in range(1, market.teams.most + 1):
        own = worth.least[:, :, here]
        nth = own[j, 0] - own[j - 1, 0]
        alone, joined = _around(market, rest, others[:, :, date], own[j - 1], here, j)
        cost = worth.cost[at].astype(np.int64)
        with_others = np.maximum(cost, nth[opening]) + (alone + toll)[speaks, opening]
        with_speaker = np.where(speaks == 1, NEVER, cost + (joined + toll)[opening])
        found[at] = np.minimum(found[at], np.minimum(with_others, with_speaker))


def _around(
    market: Market, rest: Ints, others: Ints, own: Ints, here: Ints, j: int
) -> tuple[Ints, Ints]:
    """The rest of a team around one of `j` in an opening.

    [speaks, opening] where the others of the role are the cheapest, and [opening] where they
    have to speak the language.
    """
    roles, dates = market.sittings.roles, market.sittings.dates
    mission = dates.mission[market.sittings.opening_date[here]]
    has_seats = roles.count[market.sittings.opening_role[here]] >= j
    alone = np.full((2, len(here)), NEVER, dtype=np.int64)
    joined = np.full(len(here), NEVER, dtype=np.int64)
    for k, spoken in np.argwhere((rest < NEVER // 2).any(axis=2)):
        if not 0 <= k - j < len(others):
            continue
        more = np.where(has_seats, rest[k, spoken, mission], NEVER)
        quiet = others[k - j, 0] + own[0] + more
        np.minimum(alone[1], quiet, out=alone[1])
        heard = others[k - j, 1] + own[0] + more if spoken else quiet
        np.minimum(alone[0], heard, out=alone[0])
        if spoken:
            np.minimum(joined, others[k - j, 0] + own[1] + more, out=joined)
    return alone, joined
