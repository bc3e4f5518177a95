"""What the starts of a mission take of experts, and who is free on one of them."""

from dataclasses import dataclass

import numpy as np

from matcher.arrays import Flags, Numbers, Rows, Short
from matcher.halfdays import HalfDay
from matcher.index.session_table import IMPOSSIBLE
from matcher.index.tables import Tables
from matcher.problem import Mission

_MANY = 1000
"""Experts for whom it pays to ask date after date, not all dates at once."""
_SHORT = np.iinfo(np.int16).max
_NO_BOUND = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class Stays:
    """What each start takes of an expert, by the clock they live by; one column where all agree.

    [start, clock]: half-days in all. [stretch, start, clock]: the stretches of them, which may
    meet, each with its first half-day and its length.
    """

    half_days: Numbers
    first: Numbers
    length: Numbers

    @property
    def is_possible(self) -> Flags:
        """[start, clock]: does no session lie outside the day, or outside the horizon?"""
        found: Flags = np.less(self.length.max(axis=0), IMPOSSIBLE)
        return found

    def free(
        self, free_run: Short, rows: Rows, clocks: Short, left: Numbers, allowed: Flags | None
    ) -> Flags:
        """[row]: can the expert keep one of them, with the half-days left to them?

        Most experts are free on one of the first dates: only the others are asked for more.
        `allowed` is [start, row], None where the diaries say everything.
        """
        waiting, tried = np.arange(len(rows)), 0
        is_tight = self.half_days.max(initial=0) > left.min(initial=_NO_BOUND)
        while tried < len(self.half_days) and len(waiting):
            some = slice(tried, tried + 1 if len(waiting) > _MANY else None)
            clock = clocks[waiting] if self.half_days.shape[1] > 1 else slice(None)
            free = left[waiting] >= self.half_days[some][:, clock] if is_tight else np.True_
            free = free if allowed is None else free & allowed[some][:, waiting]
            for first, length in zip(self.first, self.length, strict=True):
                run = free_run[first[some][:, clock], rows[waiting]]
                free = free & (run >= length[some][:, clock])
            waiting, tried = waiting[~free.any(axis=0)], some.stop or len(self.half_days)
        found = np.ones(len(rows), dtype=np.bool_)
        found[waiting] = False
        return found


class Itinerary:
    """Makes the stays of missions; what remote sessions take is worked out once."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._sessions: dict[str, Numbers] = {}

    def stays(self, mission: Mission, starts: tuple[HalfDay, ...]) -> Stays:
        """What these starts of a mission take."""
        when = np.array(starts, dtype=np.int64).reshape(-1, 1)
        if mission.venue == "remote" and mission.partner is not None:
            there = self.tables.problem.partners[mission.partner].timezone
            first, length = self._sessions_of(there)[
                :, when[:, 0] + np.arange(mission.length)[:, None]
            ]
            return Stays(united(first, length), first, length)
        first = when - mission.travel_before
        length = np.full_like(first, len(mission.away(0)))
        return Stays(length, first[None], length[None])

    def _sessions_of(self, there: str) -> Numbers:
        """[first or length, half-day there, clock]: what each session takes."""
        if there not in self._sessions:
            found = [self.tables.sessions_of(there, here) for here in self.tables.census.clocks]
            tables = [[here.first for here in found], [here.taken for here in found]]
            self._sessions[there] = np.array(tables, dtype=np.int64).swapaxes(1, 2)
        return self._sessions[there]


def united(first: Numbers, length: Numbers) -> Numbers:
    """[start, clock]: half-days of all stretches together; one that two share counts once."""
    ends = np.maximum.accumulate(first + length, axis=0)
    fresh = ends[1:] - np.maximum(first[1:], ends[:-1])
    found: Numbers = length[0] + np.maximum(fresh, 0).sum(axis=0)
    return found


def in_a_row(free: Flags) -> Short:
    """[half-day, expert]: free half-days in a row from there on, from those that are free."""
    found = np.zeros(free.shape, dtype=np.int16 if len(free) < _SHORT else np.int32)
    for at in range(len(free) - 2, -1, -1):
        np.add(found[at + 1], 1, out=found[at], where=free[at])
    return found
