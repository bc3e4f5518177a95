"""What stands against each expert on each start, all their other missions kept.

What the plan breaks already stands against nobody who makes it no worse.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from matcher.arrays import Flags, Numbers, Rows
from matcher.halfdays import Span
from matcher.plan import Plan
from matcher.problem import Expert, Mission, Programme
from matcher.rules.plurality import is_of_one_group
from matcher.rules.reading import Reading, Seated, team
from matcher.session_table import IMPOSSIBLE
from matcher.stays import Itinerary, Stays
from matcher.tables import Tables

_BOUNDLESS = np.int64(1_000_000)


@dataclass(frozen=True, slots=True)
class Stands:
    """[start, row]: busy ranges met, the last of them, half-days of rest short, barred at all."""

    met: Numbers
    which: Numbers
    rest_short: Numbers
    barred: Flags


@dataclass(frozen=True, slots=True)
class _Spans:
    """Spans of several experts one after the other: whose column, its place, first, past last."""

    column: Numbers
    number: Numbers
    start: Numbers
    end: Numbers


class Kept:
    """A plan that stays as it is: what its people are taken for, and what its bounds leave."""

    def __init__(self, tables: Tables, plan: Plan) -> None:
        self.tables = tables
        self.plan = plan
        self._itinerary = Itinerary(tables)
        self._reading = Reading(tables.problem, plan)

    def may_join(self, mission: Mission, rows: Rows) -> Rows:
        """Those with a mission left to them, not in the team, and no group alone in it."""
        people = team(self.tables.problem, self.plan, mission)
        seated = [self.tables.census.row[each.id] for each in people]
        rows = rows[self._missions_left[rows] & ~np.isin(rows, seated)]
        groups = {each.group or "" for each in people if each.kind == "member"}
        if not mission.plural or len(groups) != 1 or is_of_one_group(people):
            return rows
        alone = self._group(people)
        others: Rows = rows[self.tables.census.groups[rows] != alone]
        return others

    def stands(self, mission: Mission, starts: Numbers, rows: Rows) -> Stands:
        """What keeps these experts from these starts."""
        stays = self._itinerary.stays(mission, tuple(starts.tolist()))
        clocks = self.tables.census.clock[rows]
        clock = clocks if stays.half_days.shape[1] > 1 else np.zeros(len(rows), dtype=np.int64)
        experts = [self.tables.experts[row] for row in rows.tolist()]
        busy = _spans([expert.busy for expert in experts])
        met, which = _met(busy, stays, clock)
        seats = [self._seats.get(expert.id, []) for expert in experts]
        double, _ = _met(
            _spans([[span for seat in each for span in seat.spans] for each in seats]), stays, clock
        )
        half_days = stays.half_days[:, clock]
        barred = (double > 0) | (stays.length[:, :, clock].max(axis=0) >= IMPOSSIBLE)
        barred |= half_days > self._half_days_left(experts, seats)
        barred |= self._beyond_programme(mission, rows, half_days)
        short = self._rest_short(mission, starts, experts, seats)
        return Stands(met, which, short, barred)

    def _rest_short(
        self,
        mission: Mission,
        starts: Numbers,
        experts: Sequence[Expert],
        seats: Sequence[Sequence[Seated]],
    ) -> Numbers:
        """[start, row]: half-days by which rest is too long; 0 where missions meet, too."""
        if mission.venue != "abroad":
            return np.zeros((len(starts), len(experts)), dtype=np.int64)
        others = _spans(
            [
                [seat.mission.away(seat.start) for seat in each if seat.mission.venue == "abroad"]
                for each in seats
            ]
        )
        first, last = starts - mission.travel_before, starts + mission.length + mission.travel_after
        gap = np.maximum(others.start - last[:, None], first[:, None] - others.end)
        least = np.full((len(experts), len(starts)), _BOUNDLESS, dtype=np.int64)
        np.minimum.at(least, others.column, np.maximum(gap, 0).T)
        rest = np.array([expert.rest for expert in experts], dtype=np.int64)
        short: Numbers = np.maximum(0, rest - least.T)
        return short

    def _beyond_programme(self, mission: Mission, rows: Rows, half_days: Numbers) -> Flags:
        """[start, row]: more than the programme has left?"""
        beyond = np.zeros(half_days.shape, dtype=np.bool_)
        if mission.programme is None:
            return beyond
        programme = self.tables.problem.programmes[mission.programme]
        seats = [s for s in self._reading.seats if s.mission.programme == programme.id]
        if programme.expert_half_days_max is not None:
            used = sum(seat.half_days for seat in seats)
            beyond |= half_days + used > max(programme.expert_half_days_max, used)
        if programme.budget_max is not None:
            costs = self.tables.problem.costs
            spent = sum(costs.of(seat.mission, seat.expert) for seat in seats)
            # Whoever costs nothing makes what is passed already no worse.
            beyond |= self.tables.cost(mission, rows) + spent > max(programme.budget_max, spent)
        return beyond | (half_days > self._shares_left(programme, seats)[rows])

    def _shares_left(self, programme: Programme, seats: Sequence[Seated]) -> Numbers:
        """[expert]: half-days that the programme leaves to their institution."""
        left = []
        for home in self.tables.problem.institutions:
            used = sum(seat.half_days for seat in seats if seat.expert.institution == home)
            most = programme.by_institution.get(home)
            left.append(_BOUNDLESS if most is None else max(0, most - used))
        return np.array(left, dtype=np.int64)[self.tables.census.homes]

    def _half_days_left(
        self, experts: Sequence[Expert], seats: Sequence[Sequence[Seated]]
    ) -> Numbers:
        left = [
            _BOUNDLESS
            if expert.days_max is None
            else 2 * expert.days_max - sum(s.half_days for s in own)
            for expert, own in zip(experts, seats, strict=True)
        ]
        return np.maximum(0, np.array(left, dtype=np.int64))

    def _group(self, people: Sequence[Expert]) -> int:
        member = next(each for each in people if each.kind == "member")
        return int(self.tables.census.groups[self.tables.census.row[member.id]])

    @cached_property
    def _seats(self) -> dict[str, list[Seated]]:
        return {str(expert): seats for expert, seats in self._reading.seats_by_expert.items()}

    @cached_property
    def _missions_left(self) -> Flags:
        """[expert]: may they have one mission more?"""
        return np.array(
            [
                each.missions_max is None or len(self._seats.get(each.id, ())) < each.missions_max
                for each in self.tables.experts
            ],
            dtype=np.bool_,
        )


def _spans(by_column: Sequence[Sequence[Span]]) -> _Spans:
    sizes = [len(spans) for spans in by_column]
    flat = [span for spans in by_column for span in spans]
    numbers = [number for size in sizes for number in range(size)]
    return _Spans(
        np.repeat(np.arange(len(sizes)), sizes),
        np.array(numbers, dtype=np.int64),
        np.array([span.start for span in flat], dtype=np.int64),
        np.array([span.end for span in flat], dtype=np.int64),
    )


def _met(spans: _Spans, stays: Stays, clock: NDArray[np.integer]) -> tuple[Numbers, Numbers]:
    """[start, column]: how many of an expert's spans a stay meets, and the place of the last."""
    columns = len(clock)
    hit = np.zeros((stays.first.shape[1], len(spans.column)), dtype=np.bool_)
    for first, length in zip(stays.first, stays.length, strict=True):
        begins = first[:, clock][:, spans.column]
        ends = begins + length[:, clock][:, spans.column]
        hit |= (spans.start < ends) & (begins < spans.end)
    met = np.zeros((columns, len(hit)), dtype=np.int64)
    which = np.zeros((columns, len(hit)), dtype=np.int64)
    np.add.at(met, spans.column, hit.T.astype(np.int64))
    np.maximum.at(which, spans.column, (hit * spans.number).T)
    return met.T, which.T
