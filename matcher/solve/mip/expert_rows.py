"""Experts with several missions in the restricted problem: which sets, and at what excess.

Every set that could be in a better plan becomes a column; with them the restricted problem knows of
an expert what the relaxation knew, and `missions_max` above 1: limits, and how burden grows.
Clashes that depend on dates are rows of their own, a half-day at a time.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from matcher.arrays import Flags
from matcher.problem import Expert
from matcher.rules.limits import most_half_days, most_missions
from matcher.rules.rest import after
from matcher.solve.lagrangian.relaxation import Multipliers
from matcher.solve.mip.restricted_problem import RestrictedProblem, SeatColumn
from matcher.solve.parameters.sentinels import SCALE


@dataclass(frozen=True, slots=True)
class KnapsackItem:
    """A mission of an expert for so many half-days: its seats, and the profit it offers."""

    mission: int
    half_days: int
    seats: tuple[SeatColumn, ...]
    profit: int


def add_experts(
    restricted: RestrictedProblem, multipliers: Multipliers, keep: int, planned: Flags
) -> None:
    """Say of everybody what they can take: at a reduced cost of `keep`, or as planned."""
    for row, items in _items(restricted, multipliers).items():
        if len({item.mission for item in items}) > 1:
            _ExpertRows(restricted, row, items, keep).add(planned)


def _items(
    restricted: RestrictedProblem, multipliers: Multipliers
) -> dict[int, list[KnapsackItem]]:
    found: dict[int, dict[tuple[int, int], list[SeatColumn]]] = defaultdict(
        lambda: defaultdict(list)
    )
    priced: dict[tuple[int, int], int] = defaultdict(int)
    for seat in restricted.seats:
        found[seat.expert][seat.mission, seat.half_days].append(seat)
        key = seat.expert, seat.mission
        priced[key] = max(priced[key], int(multipliers.pairs[seat.pair]))
    return {
        row: [
            KnapsackItem(mission, half_days, tuple(seats), priced[row, mission])
            for (mission, half_days), seats in items.items()
        ]
        for row, items in found.items()
    }


class _ExpertRows:
    """One expert with several missions."""

    def __init__(
        self, restricted: RestrictedProblem, row: int, items: list[KnapsackItem], keep: int
    ) -> None:
        self.restricted = restricted
        self.facts: Expert = restricted.relaxation.tables.experts[row]
        self.items = sorted(items, key=lambda item: (-item.profit, item.mission, item.half_days))
        self.keep = keep
        self._most_missions = most_missions(self.facts)
        self._most_half_days = most_half_days(self.facts)
        self.excess = 2 * restricted.relaxation.burden
        multipliers = [item.profit for item in reversed(self.items)]
        self._after = [0, *accumulate(multipliers)][::-1]

    def add(self, planned: Flags) -> None:
        """Columns of sets, rows that bind them to seats, rows of clashes."""
        rows, sets = self.restricted.rows, self._sets()
        own = [any(planned[seat.number] for seat in item.seats) for item in self.items]
        plan = tuple(number for number, is_planned in enumerate(own) if is_planned)
        if len(plan) > 1 and plan not in sets:
            sets.append(plan)
        columns = rows.add_columns([self._excess(one) for one in sets], whole=False)
        seats_of = [[seat.column for seat in item.seats] for item in self.items]
        for number, seats in enumerate(seats_of):
            with_it = [c for c, one in zip(columns, sets, strict=True) if number in one]
            if with_it:
                rows.add_row([*seats, *with_it], [1] * len(seats) + [-1] * len(with_it), low=0)
        everything = [column for seats in seats_of for column in seats]
        factors = [1] * len(everything) + [1 - len(one) for one in sets]
        rows.add_row([*everything, *columns], factors, high=1)
        together = sorted({number for one in sets for number in one})
        self._forbid_clashes([self.items[number] for number in together])

    def _excess(self, one: tuple[int, ...]) -> int:
        """What a set costs more than its missions by themselves."""
        taken = [self.items[number].half_days for number in one]
        return self.excess * (sum(taken) ** 2 - sum(n * n for n in taken)) // 2

    def _sets(self) -> list[tuple[int, ...]]:
        """Sets of two missions or more that could be in a better plan."""
        listed = list(self._extend((), 0, 0, 0))
        least = min(reduced for reduced, _ in listed)
        return [one for reduced, one in listed if len(one) > 1 and reduced - least <= self.keep]

    def _extend(
        self, one: tuple[int, ...], taken: int, reduced: int, begin: int
    ) -> Iterator[tuple[int, tuple[int, ...]]]:
        """(reduced cost, set) of a set and of all larger ones that could pay."""
        yield reduced, one
        if len(one) >= self._most_missions:
            return
        busy = {self.items[number].mission for number in one}
        for number in range(begin, len(self.items)):
            item = self.items[number]
            more = reduced + SCALE * self.excess * taken * item.half_days - item.profit
            if item.mission in busy or taken + item.half_days > self._most_half_days:
                continue
            if more - self._after[number + 1] <= self.keep:
                yield from self._extend((*one, number), taken + item.half_days, more, number + 1)

    def _forbid_clashes(self, items: list[KnapsackItem]) -> None:
        """At any half-day one mission at most; abroad, the rest belongs to the mission."""
        missions = self.restricted.relaxation.missions
        self._at_most_one(items, 0)
        tiring = [item for item in items if after(missions[item.mission], self.facts)]
        if tiring:
            self._at_most_one(tiring, after(missions[tiring[0].mission], self.facts))

    def _at_most_one(self, items: list[KnapsackItem], rest: int) -> None:
        """A maximal clique of stays begins where one of them does: it is enough to look there."""
        there: dict[int, list[SeatColumn]] = defaultdict(list)
        begins: set[int] = set()
        for seat in (seat for item in items for seat in item.seats):
            taken = self._taken(seat, rest)
            begins.update(taken[:1] if isinstance(taken, range) else taken)
            for half_day in taken:
                there[half_day].append(seat)
        said: set[frozenset[int]] = set()
        for seats in (there[half_day] for half_day in sorted(begins)):
            columns = frozenset(seat.column for seat in seats)
            if len({seat.mission for seat in seats}) > 1 and columns not in said:
                said.add(columns)
                self.restricted.rows.add_row(sorted(columns), [1] * len(columns), high=1)

    def _taken(self, seat: SeatColumn, rest: int) -> range | tuple[int, ...]:
        """Half-days that a seat takes, and those of the rest after it."""
        relaxation = self.restricted.relaxation
        mission = relaxation.missions[seat.mission]
        start = self.restricted.days[seat.date].start
        if mission.venue == "remote":
            return relaxation.tables.taken(mission, start, self.facts.institution) or ()
        away = mission.away(start)
        return range(away.start, away.end + rest)
