"""The question that the rules answer with their third face: may these people go too, and when?"""

from collections.abc import Iterable, Iterator
from functools import cached_property

import numpy as np

from matcher.arrays import Flags, Ints, Numbers, Rows
from matcher.eligibility import occupied
from matcher.feasibility.commitments import Commitments
from matcher.feasibility.spans import Meetings, Spans, meetings, runs, spans_of
from matcher.halfdays import HalfDay
from matcher.index.session_table import IMPOSSIBLE
from matcher.index.stays import Stays, united
from matcher.plan import Plan
from matcher.problem import Expert, ExpertId, InstitutionId, Mission, Programme, Role, RoleId
from matcher.rules import OF_A_DATE
from matcher.rules.base import DateRule
from matcher.rules.limits import Allowances
from matcher.rules.reading import Reading, Seated

_SHIFT = 4
"""Half-days by which a session may lie elsewhere by another clock, and more."""


class Joining:
    """Experts asked to join a mission on some starts, all else in a plan kept.

    Arrays are [start, expert], or [expert], by the places in `starts` and `rows`. Starts may be
    any half-days, also such as the problem does not allow.
    """

    def __init__(
        self,
        commitments: Commitments,
        mission: Mission,
        starts: tuple[HalfDay, ...],
        rows: Rows,
        role: Role | None = None,
    ) -> None:
        self.commitments, self.mission, self.role = commitments, mission, role
        self.starts, self.rows = starts, rows
        self.problem, self.tables = commitments.problem, commitments.tables
        self.census = commitments.tables.census

    @cached_property
    def experts(self) -> tuple[Expert, ...]:
        """The people who are joining."""
        return tuple(self.census.experts[row] for row in self.rows.tolist())

    @cached_property
    def stays(self) -> Stays:
        """What each start takes, by clock; a session that is impossible takes nothing."""
        if self._is_inside(_SHIFT if self.mission.venue == "remote" else 0):
            return self.commitments.itinerary.stays(self.mission, self.starts)
        return self._stays_anywhere

    @cached_property
    def clock(self) -> Ints:
        """[expert]: the column of the stays that is theirs."""
        clocks = self.census.clock[self.rows]
        is_one = self.stays.half_days.shape[1] == 1
        return np.zeros(len(clocks), dtype=np.int64) if is_one else clocks

    @cached_property
    def half_days(self) -> Numbers:
        """[start, expert]: how many half-days it takes; none where a session is impossible."""
        found: Numbers = np.where(self.stays.is_possible, self.stays.half_days, 0)[:, self.clock]
        return found

    @cached_property
    def is_possible(self) -> Flags:
        """[start, expert]: does no session lie outside their day, or outside the horizon?"""
        found: Flags = self.stays.is_possible[:, self.clock]
        return found

    def allowed(self, rule: DateRule) -> Flags:
        """[start, expert]: does a rule about dates leave them open?"""
        if self.starts and self._is_inside():
            when = np.array(self.starts, dtype=np.int64)
            found = rule.allows(self.tables, self.mission, when, self.rows)
            return np.ones(self.shape, dtype=np.bool_) if found is None else found
        # A plan may have a date that the tables do not know.
        kept = [not any(rule.breaches(each)) for each in self._readings]
        return np.array(kept, dtype=np.bool_).reshape(self.shape)

    @cached_property
    def free(self) -> Flags:
        """[start, expert]: do all the rules about dates leave them open?"""
        found: Flags = np.logical_and.reduce([self.allowed(rule) for rule in OF_A_DATE])
        return found

    @property
    def shape(self) -> tuple[int, int]:
        """How many starts and experts are asked about."""
        return len(self.starts), len(self.rows)

    @property
    def _readings(self) -> Iterator[Reading]:
        """Each of the experts alone in the mission, start by start."""
        for start in self.starts:
            for expert in self.experts:
                alone = Reading(self.problem, Plan())
                taken = occupied(self.problem, self.mission, start, expert.institution)
                role = self.role or Role(RoleId(""))
                alone.seats = (Seated(self.mission, role, expert, start, taken),)
                yield alone

    @cached_property
    def others(self) -> tuple[list[Seated], ...]:
        """[expert]: their other seats in the plan, one for each mission."""
        own = self.mission.id
        return tuple(self.commitments.of(expert.id, but=own) for expert in self.experts)

    @cached_property
    def taken(self) -> Spans:
        """What the other seats take of them."""
        return spans_of([[s for seat in seats for s in seat.spans] for seats in self.others])

    @cached_property
    def busy(self) -> Spans:
        """What their own diaries take, range by range."""
        return spans_of([expert.busy for expert in self.experts])

    def meets(self, spans: Spans) -> Meetings:
        """Which stretches of the experts' time the mission would meet; an impossible one none."""
        found = meetings(spans, self.stays, self.clock)
        return Meetings(np.where(self.is_possible, found.count, 0), found.last)

    @cached_property
    def used(self) -> Numbers:
        """[expert]: half-days that their other missions take."""
        found: Numbers = self.commitments.half_days[self.rows].copy()
        for expert in self.before:
            own = [s for s in self.commitments.of(expert.id) if s.mission.id == self.mission.id]
            here = self.rows == self.census.row[expert.id]
            found[here] -= sum(seat.half_days for seat in own)
        return found

    @cached_property
    def missions(self) -> Numbers:
        """[expert]: how many other missions they have."""
        own = self.among(expert.id for expert in self.before)
        found: Numbers = self.commitments.missions[self.rows] - own
        return found

    @cached_property
    def allowances(self) -> Allowances:
        """[expert]: how much of a plan they may have at all."""
        everybody = self.commitments.allowances
        return Allowances(everybody.missions[self.rows], everybody.half_days[self.rows])

    @cached_property
    def before(self) -> tuple[Expert, ...]:
        """Who is in the team as the plan has it."""
        return self.commitments.team(self.mission)

    @property
    def beside(self) -> tuple[Expert, ...]:
        """Who is in the team beside the seat that is asked about."""
        return self.before

    @cached_property
    def in_team(self) -> Flags:
        """[expert]: in the team already, beside that seat?"""
        return self.among(expert.id for expert in self.beside)

    @property
    def in_role(self) -> int:
        """How many sit in the role as the plan has it."""
        team = self.commitments.plan.held(self.mission.id).team
        return 0 if self.role is None else len(team.get(self.role.id, ()))

    @property
    def beside_in_role(self) -> int:
        """How many sit in the role beside the seat that is asked about."""
        return self.in_role

    @property
    def programme(self) -> Programme | None:
        """Who pays for the mission."""
        name = self.mission.programme
        return None if name is None else self.problem.programmes[name]

    def programme_before(self) -> tuple[Seated, ...]:
        """The seats that the programme pays for as the plan has them."""
        name = self.mission.programme
        return () if name is None else self.commitments.of_programme(name)

    def programme_beside(self) -> list[tuple[Seated, ...]]:
        """[start]: the same with the mission on that start, beside the seat asked about.

        One for all starts where they are the same.
        """
        return [self.programme_before()]

    def among(self, names: Iterable[ExpertId]) -> Flags:
        """[expert]: is it one of those named?"""
        known = [self.census.row[name] for name in names if name in self.census.row]
        return np.isin(self.rows, known)

    def _is_inside(self, around: int = 0) -> bool:
        """Do all stays, with so many half-days around them, lie inside the horizon?"""
        away = [self.mission.away(start) for start in self.starts]
        holds = self.problem.horizon.holds
        return all(holds(each.start - around, each.end + around) for each in away)

    @property
    def _stays_anywhere(self) -> Stays:
        """The same where a start lies beyond the horizon, half-day by half-day."""
        by_clock = [[self._runs(start, home) for home in self._homes] for start in self.starts]
        most = max((len(run or ()) for row in by_clock for run in row), default=0)
        shape = (max(most, 1), len(self.starts), len(self._homes))
        first, length = np.full(shape, -1, dtype=np.int64), np.zeros(shape, dtype=np.int64)
        for number, row in enumerate(by_clock):
            for column, found in enumerate(row):
                if found is None:
                    length[0, number, column] = IMPOSSIBLE
                for stretch, (begins, ends) in enumerate(found or ()):
                    first[stretch, number, column] = begins
                    length[stretch, number, column] = ends - begins
        return Stays(united(first, length), first, length)

    @property
    def _homes(self) -> list[InstitutionId]:
        """An institution of each clock; one for all where nobody's clock counts."""
        homes = self.problem.institutions
        if self.mission.venue != "remote":
            return [*homes][:1]
        by_zone = {home.timezone: home.id for home in homes.values()}
        return [by_zone[zone] for zone in self.census.clocks]

    def _runs(self, start: HalfDay, home: InstitutionId) -> list[tuple[HalfDay, HalfDay]] | None:
        taken = occupied(self.problem, self.mission, start, home)
        return None if taken is None else [*runs(taken)]
