"""Who could take one more mission with the rest of a plan as it is, for all experts at once.

To everybody else, an expert who is sent is busy.
"""

from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache

import numpy as np

from matcher.arrays import Flags, Numbers, Rows, Short
from matcher.feasibility.commitments import Commitments
from matcher.halfdays import HalfDay, Span
from matcher.index.stays import Stays, in_a_row
from matcher.index.tables import Tables
from matcher.plan import Plan
from matcher.problem import Mission, MissionId
from matcher.rules.limits import UNBOUNDED
from matcher.rules.reading import Seated
from matcher.rules.rest import closed_abroad


class Openings:
    """What experts' diaries leave open, by themselves and beside the seats of a plan."""

    def __init__(self, tables: Tables, plan: Plan) -> None:
        self.tables = tables
        self.plan = plan
        self.problem = tables.problem
        self._plan = Commitments(tables, plan)
        # Several seats of a mission may be empty: they are asked about one after the other.
        self._anybody_free = lru_cache(maxsize=1)(self._free_somewhere)

    def available(self, mission: Mission, rows: Rows) -> Rows:
        """Those whose busy ranges leave one of the mission's starts."""
        if mission.venue != "remote":
            return rows[self._anybody_free(mission.id)[rows]]
        starts = self.tables.starts[mission.id]
        stays = self._plan.itinerary.stays(mission, starts)
        census, boundless = self.tables.census, np.full(len(rows), UNBOUNDED)
        allowed = self.tables.open_beside_diaries(mission, starts, rows)
        return rows[stays.free(census.free_run, rows, census.clock[rows], boundless, allowed)]

    def _free_somewhere(self, mission_id: MissionId) -> Flags:
        """[expert]: the same for everybody at once, where all clocks agree."""
        mission, free_run = self.problem.missions[mission_id], self.tables.census.free_run
        everybody = np.arange(len(self.tables.experts), dtype=np.int32)
        found, starts = np.zeros(len(everybody), dtype=np.bool_), self.tables.starts[mission_id]
        allowed = self.tables.open_beside_diaries(mission, starts, everybody)
        for number, start in enumerate(starts):
            away = mission.away(start)
            free = free_run[away.start] >= len(away)
            found |= free if allowed is None else free & allowed[number]
        return found

    def free_in_plan(self, mission: Mission, rows: Rows) -> Rows:
        """Of those available, who could join on the plan's start, or on any where it has none."""
        starts = self._starts(mission)
        stays = self._plan.itinerary.stays(mission, starts)
        rows = rows[self._within_missions[rows] & ~np.isin(rows, self._team(mission))]
        places = self._place[rows]
        sent = places >= 0
        free_run = self._rested if mission.venue == "abroad" else self._sent
        free = self._still_available(mission, stays, rows) & ~sent
        others = ~free & ~sent
        diaries = ((sent, free_run, places), (others, self.tables.census.free_run, rows))
        for some, diary, at in diaries:
            allowed = self.tables.open_beside_diaries(mission, starts, rows[some])
            free[some] = self._keep(stays, rows[some], diary, at[some], allowed)
        return rows[free]

    def _still_available(self, mission: Mission, stays: Stays, rows: Rows) -> Flags:
        """[row]: as free as before for those who are not sent: all starts, half-days enough."""
        if self.plan.held(mission.id).start is not None:
            return np.zeros(len(rows), dtype=np.bool_)
        enough: Flags = self._half_days_left[rows] >= stays.half_days.max(initial=0)
        return enough

    def _keep(
        self, stays: Stays, rows: Rows, free_run: Short, places: Rows, allowed: Flags | None
    ) -> Flags:
        """[row]: free on one of the stays? The table has these experts at other places."""
        clocks, left = self.tables.census.clock[rows], self._half_days_left[rows]
        return stays.free(free_run, places, clocks, left, allowed)

    def _starts(self, mission: Mission) -> tuple[HalfDay, ...]:
        """The start that the plan has chosen, or all; none that the horizon does not hold."""
        start = self.plan.held(mission.id).start
        if start is None:
            return self.tables.starts[mission.id]
        away = mission.away(start)
        return (start,) if self.problem.horizon.holds(away.start, away.end) else ()

    def _team(self, mission: Mission) -> list[int]:
        return [self.tables.census.row[expert.id] for expert in self._plan.team(mission)]

    @cached_property
    def _place(self) -> Rows:
        """[row]: the place of an expert among those who are sent, or -1."""
        found = np.full(len(self.tables.experts), -1, dtype=np.int32)
        found[self._plan.rows] = np.arange(len(self._plan.rows), dtype=np.int32)
        return found

    @cached_property
    def _sent(self) -> Short:
        """[half-day, place]: free half-days in a row beside those that seats take."""
        return self._beside(lambda seat: seat.spans)

    @cached_property
    def _rested(self) -> Short:
        """The same, as another mission abroad sees them: their rest is taken too."""
        return self._beside(_taken_and_rest)

    def _beside(self, spans: Callable[[Seated], Iterable[Span]]) -> Short:
        free = self.tables.census.free_run[:, self._plan.rows] > 0
        for place, seats in enumerate(self._plan.seats.values()):
            for span in (span for seat in seats for span in spans(seat)):
                free[max(0, span.start) : max(0, span.end), place] = False
        return in_a_row(free)

    @cached_property
    def _within_missions(self) -> Flags:
        """[row]: may the expert be given one mission more?"""
        found: Flags = self._plan.missions + 1 <= self._plan.allowances.missions
        return found

    @cached_property
    def _half_days_left(self) -> Numbers:
        """[row]: half-days that the expert may still be sent for."""
        found: Numbers = self._plan.allowances.half_days - self._plan.half_days
        return found


def _taken_and_rest(seat: Seated) -> list[Span]:
    return [closed_abroad(seat)] if seat.mission.venue == "abroad" else [*seat.spans]
