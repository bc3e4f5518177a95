"""The cheapest team of every mission on every date, for each number of seats filled.

Arrays `[k, spoken, date]`: least cost of k seats, and of k seats with somebody among them who
speaks the mission's language. Nobody is kept from two roles of one team, nor a team from being
of one group: what is least here is never above what is least in truth.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from matcher.arrays import Flags, Ints
from matcher.solve.lagrangian.assignments import Assignments
from matcher.solve.lagrangian.segments import lowest_at, ranges
from matcher.solve.parameters.sentinels import DEAR, NEVER


@dataclass(frozen=True, slots=True)
class _Ranked:
    """Assignments of the openings with so many seats at least, and where each opening begins."""

    openings: Ints
    assignments: Ints
    first: Ints


class MissionSubproblems:
    """Least costs of seats by opening, and of teams by date; asked again for other multipliers."""

    def __init__(self, assignments: Assignments) -> None:
        self.assignments = assignments
        roles, dates = assignments.roles, assignments.dates
        self.most = int(roles.count.max(initial=1))
        by_mission = np.bincount(roles.mission, roles.count, minlength=len(dates.first) - 1)
        self.seats = by_mission.astype(np.int64)
        self.places = int(roles.place.max(initial=0)) + 1
        self._opening = np.full((self.places, len(dates.start)), len(assignments.first))
        place = roles.place[assignments.opening_role]
        self._opening[place, assignments.opening_date] = np.arange(len(assignments.first))
        self._ranked = [self._with_seats(seats) for seats in range(1, self.most + 1)]
        nested = pairwise([ranked.assignments for ranked in self._ranked])
        self._within = [np.searchsorted(all_, some) for all_, some in nested]
        self.sizes = np.diff(np.append(assignments.first, len(assignments.pair)))
        spoken = assignments.pairs.speaks[assignments.pair]
        self._speakers = self._where(spoken)

    def _with_seats(self, seats: int) -> _Ranked:
        counts = self.assignments.roles.count[self.assignments.opening_role]
        return self._where(counts[self.assignments.opening] >= seats)

    def _where(self, kept: Flags) -> _Ranked:
        assignments = np.flatnonzero(kept)
        of = self.assignments.opening[assignments]
        first = np.flatnonzero(np.diff(of, prepend=-1))
        return _Ranked(of[first].astype(np.int64), assignments, first)

    def seats_by_opening(self, cost: Ints) -> Ints:
        """[j, spoken, opening]: least cost of j seats; one opening more, where nobody sits."""
        count = len(self.assignments.first)
        least = np.full((self.most + 1, 2, count + 1), NEVER, dtype=np.int64)
        least[0, 0] = 0
        speaker = np.full(count + 1, NEVER, dtype=np.int64)
        if len(self._speakers.first):
            spoken = np.minimum.reduceat(cost[self._speakers.assignments], self._speakers.first)
            speaker[self._speakers.openings] = spoken
        left = cost
        for j, ranked in enumerate(self._ranked, start=1):
            if not len(ranked.first):
                break
            left = left[self._within[j - 2]] if j > 1 else left
            lowest = np.minimum.reduceat(left, ranked.first)
            nth = np.where(lowest < DEAR, lowest.astype(np.int64), NEVER)
            at = ranked.openings
            before = least[j - 1, 0, at]
            least[j, 0, at] = np.minimum(before + nth, NEVER)
            least[j, 1, at] = np.minimum(before + np.maximum(nth, speaker[at]), NEVER)
            if j < self.most:
                left = _without_lowest(left, lowest, ranked.first)
        return least

    def by_date(self, least: Ints, leave_out: int | None = None) -> list[Ints]:
        """[k, spoken, date] after each place of the missions' roles, all but one of them."""
        dates = len(self.assignments.dates.start)
        total = np.full((1, 2, dates), NEVER, dtype=np.int64)
        total[0, 0] = 0
        found = [total]
        for place in range(self.places):
            if place != leave_out:
                total = _joined(total, least[:, :, self._opening[place]])
            found.append(total)
        return found

    def chosen(self, found: list[Ints], least: Ints, dates: Ints, want: Ints) -> list[Ints]:
        """How many seats each place has in the least teams, and whether its people must speak.

        `want` is k, spoken for each of the dates; the answer is `[place][(j, spoken), date]`.
        """
        k, spoken = want[0].copy(), want[1].copy()
        parts: list[Ints] = []
        for place in range(self.places - 1, -1, -1):
            own = least[:, :, self._opening[place, dates]]
            before = found[place][:, :, dates]
            part = _last_part(before, own, found[place + 1][k, spoken, dates], k, spoken)
            k, spoken = k - part[0], part[2]
            parts.append(part[:2])
        return parts[::-1]

    def sit(self, cost: Ints, dates: Ints, parts: list[Ints]) -> Ints:
        """The assignments of the least teams, from how their places are filled."""
        openings = self._opening[:, dates].ravel()
        seats, spoken = (np.concatenate([part[row] for part in parts]) for row in (0, 1))
        kept = seats > 0
        openings, seats, spoken = openings[kept], seats[kept], spoken[kept]
        first, sizes = self.assignments.first[openings], self.sizes[openings]
        begins = np.cumsum(sizes) - sizes
        at = ranges(first, sizes)
        left = cost[at]
        speaks = self.assignments.pairs.speaks[self.assignments.pair[at]]
        found: list[Ints] = []
        for j in range(int(seats.max(initial=0))):
            looking = left if j else np.where(np.repeat(spoken, sizes) > speaks, DEAR, left)
            best = lowest_at(looking, begins)
            left[best] = DEAR
            found.append(at[best[seats > j]])
        return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)


def _joined(team: Ints, own: Ints) -> Ints:
    """Least costs of a team with the seats of one more role."""
    ka, kb = len(team), len(own)
    out = np.full((ka + kb - 1, 2, team.shape[2]), NEVER, dtype=np.int64)
    for i in range(ka):
        for j in range(kb):
            quiet = team[i, 0] + own[j, 0]
            spoken = np.minimum(team[i, 1] + own[j, 0], team[i, 0] + own[j, 1])
            np.minimum(out[i + j, 0], quiet, out=out[i + j, 0])
            np.minimum(out[i + j, 1], spoken, out=out[i + j, 1])
    return out


def _last_part(before: Ints, own: Ints, total: Ints, k: Ints, spoken: Ints) -> Ints:
    """[(j, spoken of these, spoken before), date]: a split of a team that gives its cost."""
    part = np.zeros((3, len(k)), dtype=np.int64)
    every = np.arange(len(k))
    done = np.zeros(len(k), dtype=np.bool_)
    for j in range(len(own)):
        rest = np.clip(k - j, 0, len(before) - 1)
        fits = (k >= j) & (k - j < len(before))
        for mine, others in ((0, 0), (1, 0), (0, 1)):
            cost = before[rest, others, every] + own[j, mine, every]
            hits = fits & ~done & (cost == total) & (spoken == mine + others)
            part[:, hits] = np.array([[j], [mine], [others]])
            done |= hits
    return part


def _without_lowest(cost: Ints, lowest: Ints, first: Ints) -> Ints:
    """The costs with the lowest of each stretch put out of reach, once."""
    left = cost.copy()
    left[lowest_at(cost, first)] = DEAR
    return left
