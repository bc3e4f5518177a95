"""What lies around one seat of a plan: the rest of the plan frozen, read with the rules themselves.

Seating somebody touches their own missions, the team, its programme and, where the mission gets a
date, places and order. The rules read that part alone, before and after.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from matcher.eligibility import is_pinned
from matcher.explain.caused import caused
from matcher.explain.seat import Seat, changed, joined, left
from matcher.feasibility.commitments import Commitments
from matcher.halfdays import HalfDay
from matcher.index.tables import Tables
from matcher.plan import Breach, Plan
from matcher.problem import ExpertId, Held, Measure, Problem, Programme
from matcher.rules import AIMS, CODES, RULES
from matcher.rules.finish import Finish
from matcher.rules.order import Order
from matcher.rules.places import Places
from matcher.rules.programmes import Programmes
from matcher.rules.reading import Reading, Seated

_FAR = (Programmes, Places, Order)
"""Rules that look past the team and its people."""
_NEAR = tuple(rule for rule in RULES if not isinstance(rule, _FAR))


class Around:
    """A problem and a plan, seen from one seat."""

    def __init__(self, tables: Tables, plan: Plan, seat: Seat) -> None:
        self.tables, self.plan, self.seat = tables, plan, seat
        self.problem: Problem = tables.problem
        self.mission = self.problem.missions[seat.mission]
        self.role = self.mission.role(seat.role)
        self.held = plan.held(seat.mission)
        self.team = left(plan, seat)
        self.reading = Reading(self.problem, plan)

    @cached_property
    def commitments(self) -> Commitments:
        """The plan as whoever joins it meets it."""
        return Commitments(self.tables, self.plan, self.reading)

    def beside(self, seat: Seat) -> "Around":
        """The same plan seen from another seat; what was read of it is kept."""
        other = Around(self.tables, self.plan, seat)
        other.reading, other.before = self.reading, self.before
        other.commitments = self.commitments
        return other

    @cached_property
    def starts(self) -> tuple[HalfDay, ...]:
        """The plan's start, or all that are allowed where it has none."""
        start = self.held.start
        return self.tables.starts[self.mission.id] if start is None else (start,)

    @cached_property
    def before(self) -> dict[Measure, int]:
        """The measures of the plan as it is."""
        return {
            aim.measure: sum(each.amount for each in aim.breaches(self.reading)) for aim in AIMS
        }

    def after(self, start: HalfDay, expert: ExpertId | None = None) -> Held:
        """The mission with the expert in the seat, or with the seat empty."""
        team = self.team if expert is None else joined(self.team, self.seat, expert)
        return Held(start, team)

    def plan_with(self, held: Held) -> Plan:
        """The plan with the mission held like this."""
        return changed(self.plan, self.seat, held)

    def breaches(self, start: HalfDay, expert: ExpertId | None = None) -> tuple[Breach, ...]:
        """What the mission held like this breaks that the plan as it is does not."""
        held = self.after(start, expert)
        people = self._people(expert)
        found = caused(self._broken(self.held, people), self._broken(held, people))
        return tuple(sorted(found, key=lambda breach: CODES.index(breach.code)))

    def measures(self, start: HalfDay) -> dict[Measure, int]:
        """The measures of the plan with the seat empty and the mission held then."""
        people = self._people(None)
        was, now = (self._near(held, people) for held in (self.held, self.after(start)))
        found = {
            aim.measure: self.before[aim.measure]
            + sum(each.amount for each in aim.breaches(now))
            - sum(each.amount for each in aim.breaches(was))
            for aim in AIMS
            if not isinstance(aim, Finish)
        }
        return {**found, "finish": max(self._finish_of_others, start + self.mission.length)}

    def is_pinned(self, expert: ExpertId) -> bool:
        """Has it been decided that this expert sits in the role?"""
        return is_pinned(self.problem, self.mission, self.role, self.problem.experts[expert])

    def _people(self, expert: ExpertId | None) -> frozenset[ExpertId]:
        """Whose other missions matter: who comes, who leaves, and all where a date is new."""
        moved = {each for each in (expert, self.seat.instead) if each is not None}
        return frozenset(moved | set(self.held.experts) if self.held.start is None else moved)

    def _broken(self, held: Held, people: frozenset[ExpertId]) -> Iterator[Breach]:
        near = self._near(held, people)
        for rule in _NEAR:
            yield from rule.breaches(near)
        if self.mission.programme is not None:
            sponsored = Reading(self._part, near.plan)
            sponsored.seats = self.programme_seats(held)
            yield from Programmes().breaches(sponsored)
        if self.held.start is None:
            whole = Reading(self.problem, self.plan_with(held))
            yield from Places().breaches(whole)
            yield from Order().breaches(whole)

    def _near(self, held: Held, people: frozenset[ExpertId]) -> Reading:
        """The mission alone, and every other seat of these people."""
        near = Reading(self._part, Plan({self.mission.id: held}))
        near.seats = (*near.seats, *(s for e in sorted(people) for s in self._elsewhere(e)))
        return near

    @property
    def programme(self) -> Programme | None:
        """The mission's programme, where it has one."""
        name = self.mission.programme
        return None if name is None else self.problem.programmes.get(name)

    def programme_seats(self, held: Held) -> tuple[Seated, ...]:
        """Every seat of the mission's programme, the mission held like this."""
        return (*Reading(self._part, Plan({self.mission.id: held})).seats, *self._mates)

    def _elsewhere(self, expert: ExpertId) -> list[Seated]:
        return [s for s in self._seats.get(expert, ()) if s.mission.id != self.mission.id]

    @cached_property
    def _seats(self) -> dict[ExpertId, list[Seated]]:
        found: dict[ExpertId, list[Seated]] = {}
        for seat in self.reading.seats:
            found.setdefault(seat.expert.id, []).append(seat)
        return found

    @cached_property
    def _mates(self) -> tuple[Seated, ...]:
        programme, own = self.mission.programme, self.mission.id
        seats = self.reading.seats
        return tuple(s for s in seats if s.mission.programme == programme and s.mission.id != own)

    @cached_property
    def _part(self) -> Problem:
        """The problem with this mission alone, as rules of one mission need it."""
        name = self.mission.id
        only = {name: self.mission}
        pins = {m: pin for m, pin in self.problem.pins.items() if m == name}
        published = {m: held for m, held in self.problem.published.items() if m == name}
        return replace(self.problem, missions=only, pins=pins, published=published)

    @cached_property
    def _finish_of_others(self) -> int:
        dated, own = self.reading.dated, self.mission.id
        return max((start + m.length for m, start in dated if m.id != own), default=0)
