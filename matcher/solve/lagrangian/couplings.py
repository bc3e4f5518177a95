"""What couples the dates of missions: places that are full, and order.

Each coupling is a sum over dates that has a highest value; arrays hold all of their terms.
"""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from matcher.arrays import Ints
from matcher.problem import Problem
from matcher.rules.places import Place, capacity, guests_of, place_of
from matcher.solve.lagrangian.assignments import Dates


@dataclass(frozen=True, slots=True)
class Couplings:
    """[term]: coupling, date and factor; [coupling]: the highest value."""

    coupling: Ints
    date: Ints
    factor: Ints
    most: Ints

    def penalties(self, price: Ints, dates: int) -> Ints:
        """[date]: what the multipliers of its couplings add to its cost."""
        weighted = (self.factor * price[self.coupling]).astype(np.float64)
        return np.bincount(self.date, weighted, minlength=dates).astype(np.int64)

    def excess(self, dates: Ints, count: int) -> Ints:
        """[coupling]: by how much dates pass its highest value; negative where they do not."""
        chosen = np.zeros(count, dtype=np.int64)
        chosen[dates] = 1
        weighted = (self.factor * chosen[self.date]).astype(np.float64)
        return (
            np.bincount(self.coupling, weighted, minlength=len(self.most)).astype(np.int64)
            - self.most
        )


class _CouplingBuilder:
    def __init__(self) -> None:
        self.terms: list[tuple[Ints, Ints, Ints]] = []
        self.most: list[int] = []

    def add(self, plus: Ints, minus: Ints, most: int) -> None:
        dates = np.concatenate([plus, minus])
        factor = np.where(np.arange(len(dates)) < len(plus), 1, -1)
        self.terms.append((np.full(len(dates), len(self.most)), dates, factor))
        self.most.append(most)


def couplings_of(problem: Problem, dates: Dates) -> Couplings:
    """Every coupling that dates could break."""
    found = _CouplingBuilder()
    _add_places(problem, dates, found)
    _add_order(problem, dates, found)
    none = np.zeros(0, dtype=np.int64)
    terms = found.terms or [(none, none, none)]
    coupling, date, factor = (np.concatenate(column) for column in zip(*terms, strict=True))
    return Couplings(coupling, date, factor, np.array(found.most, dtype=np.int64))


def _add_places(problem: Problem, dates: Dates, found: _CouplingBuilder) -> None:
    """Most are there where one of them, or a guest, comes: these half-days are enough."""
    missions_by_place: dict[Place, list[int]] = defaultdict(list)
    for number, mission in enumerate(problem.missions.values()):
        place = place_of(mission)
        if place is not None:
            missions_by_place[place].append(number)
    lengths = np.array([mission.length for mission in problem.missions.values()], dtype=np.int64)
    none = np.zeros(0, dtype=np.int64)
    for place, missions in missions_by_place.items():
        most = capacity(problem, place)
        guests = guests_of(problem, place)
        if most is None or len(missions) + guests.most <= most:
            continue
        here = np.concatenate([_of(dates, number) for number in missions])
        start, mission = dates.start[here], dates.mission[here]
        for at in sorted({*start.tolist(), *guests.arrivals}):
            there = (start <= at) & (at < start + lengths[mission])
            room = max(0, most - guests.count[at])
            if len(np.unique(mission[there])) > room:
                found.add(here[there], none, room)


def _add_order(problem: Problem, dates: Dates, found: _CouplingBuilder) -> None:
    """Held by some half-day only if the mission before has ended in time for it."""
    number = {mission: k for k, mission in enumerate(problem.missions)}
    for mission in problem.missions.values():
        own = _of(dates, number[mission.id])
        for after in mission.after:
            before = _of(dates, number[after.mission])
            done = dates.start[before] + problem.missions[after.mission].length + after.lag
            for at in dates.start[own]:
                found.add(own[dates.start[own] <= at], before[done <= at], 0)


def _of(dates: Dates, mission: int) -> Ints:
    return np.arange(dates.first[mission], dates.first[mission + 1])
