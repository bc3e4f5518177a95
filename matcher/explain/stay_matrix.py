"""What the seat takes of experts on each start, beside what the plan's other seats take."""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

import numpy as np

from matcher.arrays import Flags, Numbers, Rows
from matcher.eligibility import is_free, occupied
from matcher.explain.around import Around
from matcher.halfdays import HalfDay
from matcher.rules.reading import Seated


class StayMatrix:
    """[start, row] arrays of what the mission takes of these experts, and what is in its way."""

    def __init__(self, around: Around, starts: tuple[HalfDay, ...], rows: Rows) -> None:
        self.around, self.starts, self.rows = around, starts, rows
        self._census = around.tables.census

    @cached_property
    def free(self) -> Flags:
        """Does the expert's own diary leave the half-days?"""
        around, mission = self.around, self.around.mission
        away = [mission.away(start) for start in self.starts]
        if away and all(around.problem.horizon.holds(each.start, each.end) for each in away):
            return around.tables.free(mission, self.rows, self.starts)
        # A plan may have a date that the tables do not know.
        found = [
            [
                is_free(around.problem, mission, start, self._census.experts[row])
                for row in self.rows
            ]
            for start in self.starts
        ]
        return np.array(found, dtype=np.bool_).reshape(len(self.starts), len(self.rows))

    @cached_property
    def half_days(self) -> Numbers:
        """How many half-days it takes; none where a session is impossible."""
        counts = [[len(taken or ()) for taken in by_clock] for by_clock in self._taken]
        if not counts:
            return np.zeros((0, len(self.rows)), dtype=np.int64)
        return np.array(counts, dtype=np.int64)[:, self._clock]

    @cached_property
    def clash(self) -> Flags:
        """Does another mission of the expert share a half-day, or leave too short a rest?"""
        found = np.zeros((len(self.starts), len(self.rows)), dtype=np.bool_)
        place, first, end = self._others
        clock = self._clock[place]
        for number, by_clock in enumerate(self._taken):
            for which, taken in enumerate(by_clock):
                for begins, ends in runs(taken or ()):
                    hit = (clock == which) & (first < ends) & (begins < end)
                    found[number, place[hit]] = True
        return found

    @cached_property
    def used(self) -> Numbers:
        """[row]: half-days that the expert's other missions take."""
        return self._sum(lambda seats: sum(seat.half_days for seat in seats))

    @cached_property
    def missions(self) -> Numbers:
        """[row]: how many other missions the expert has."""
        return self._sum(len)

    @cached_property
    def _taken(self) -> list[list[tuple[HalfDay, ...] | None]]:
        """[start][clock]: the half-days themselves."""
        around, homes = self.around, self.around.problem.institutions
        mission = around.mission
        by_zone = {home.timezone: home.id for home in homes.values()}
        named = [by_zone[zone] for zone in self._census.clocks] if self._is_remote else [*homes][:1]
        return [
            [occupied(around.problem, mission, start, home) for home in named]
            for start in self.starts
        ]

    @property
    def _is_remote(self) -> bool:
        return self.around.mission.venue == "remote"

    @cached_property
    def _clock(self) -> Rows:
        clocks = self._census.clock[self.rows].astype(np.int32)
        return clocks if self._is_remote else np.zeros_like(clocks)

    @cached_property
    def _seats(self) -> list[list[Seated]]:
        """[row]: the other seats of each expert, one for each mission."""
        by_expert, own = self.around.reading.seats_by_expert, self.around.mission.id
        names = (self._census.experts[row].id for row in self.rows)
        return [[s for s in by_expert.get(name, ()) if s.mission.id != own] for name in names]

    @cached_property
    def _others(self) -> tuple[Rows, Numbers, Numbers]:
        """Stretches that must stay free: whose they are, first half-day, end."""
        abroad = self.around.mission.venue == "abroad"
        found = [
            (place, begins - rest, ends + rest)
            for place, seats in enumerate(self._seats)
            for seat in seats
            for rest in [seat.expert.rest if abroad and seat.mission.venue == "abroad" else 0]
            for begins, ends in runs(seat.taken or ())
        ]
        columns = np.array(found, dtype=np.int64).reshape(-1, 3)
        return columns[:, 0].astype(np.int32), columns[:, 1], columns[:, 2]

    def _sum(self, of: Callable[[list[Seated]], int]) -> Numbers:
        return np.fromiter(map(of, self._seats), np.int64, len(self.rows))


def runs(taken: Iterable[HalfDay]) -> Iterator[tuple[HalfDay, HalfDay]]:
    """Sorted half-days as stretches `[start, end)` without holes."""
    begins = ends = None
    for half_day in taken:
        if begins is None or half_day != ends:
            if begins is not None and ends is not None:
                yield begins, ends
            begins = half_day
        ends = half_day + 1
    if begins is not None and ends is not None:
        yield begins, ends
