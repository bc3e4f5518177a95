"""The reseat path: each seat in turn goes to whoever suits it best with the rest as it is.

On large problems this gives within seconds most of what prices and cores find in minutes; it
proves nothing.
"""

from collections.abc import Iterator

import numpy as np

from matcher.census import Rows
from matcher.problem import ExpertId, Mission, MissionId, Role
from matcher.solve.desk import Desk
from matcher.solve.pricing.suiting import PRICED
from matcher.solve.seats.draft import Draft
from matcher.solve.tiers import is_counted
from matcher.tables import Numbers

_PASSES = 3
_TRIED = 32
"""Candidates tried for a seat, the cheapest first; one who sits there now is always right."""
_PRICE = 5e-4
"""Deterministic seconds that one seat counts."""


def suits(desk: Desk) -> bool:
    """Fit, burden or cost are at hand; above them, seats or calls alone."""
    objective = desk.problem.objective
    at_hand = {
        name for tier in desk.group.tiers for name, weight in objective[tier].items() if weight
    }
    return (
        bool(at_hand & {"misfit", "burden", "cost"})
        and at_hand <= PRICED
        and all(
            is_counted(desk.problem, objective[tier]) or not objective[tier].keys() - {"calls"}
            for tier in desk.tiers_above
        )
    )


def walk(desk: Desk) -> None:
    """A few passes over all seats, each offered as a whole."""
    reseating = Reseating(desk)
    for _ in range(_PASSES):
        before = desk.value
        reseating.go()
        desk.offer(reseating.draft.plan())
        if desk.value == before or desk.out_of_time():
            return


class Reseating:
    """A draft of the best plan whose seats change hands; dates stay."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.draft = Draft(desk.tables)
        if desk.best.plan is not None:
            self.draft.take(desk.best.plan)
        tier = desk.problem.objective[desk.group.tiers[-1]]
        self._misfit, self._burden = tier.get("misfit", 0), tier.get("burden", 0)
        self._cost = tier.get("cost", 0)
        self._carried: Numbers = desk.tables.census.load.copy()
        for row, stays in self.draft.stays.items():
            self._carried[row] += sum(len(stay.taken) for stay in stays)

    def go(self) -> None:
        """Every filled seat once, in the order of the problem."""
        for mission, role, row in list(self._filled()):
            if self.desk.out_of_time():
                return
            self.desk.spend(_PRICE)
            self._unseat(mission, role, row)
            self._seat(mission, role, self._best(mission, role, row))

    def _filled(self) -> Iterator[tuple[Mission, Role, int]]:
        for mission in self.desk.problem.missions.values():
            staying = self._staying(mission.id)
            for role in mission.roles:
                for row in self.draft.teams.get(mission.id, {}).get(role.id, ()):
                    if self.draft.tables.experts[row].id not in staying:
                        yield mission, role, row

    def _staying(self, mission: MissionId) -> set[ExpertId]:
        """Who is pinned, or published: somebody else in their place would be a call more."""
        problem = self.desk.problem
        held = (problem.pins.get(mission), problem.published.get(mission))
        return {expert for each in held if each is not None for expert in each.experts}

    def _best(self, mission: Mission, role: Role, row: int) -> int:
        """The cheapest candidate who can come; whoever sat there if none is cheaper."""
        rows = self._candidates(mission, role, row)
        price = self._price(mission, role, rows)
        few = (
            np.argpartition(price, _TRIED)[:_TRIED] if len(rows) > _TRIED else np.arange(len(rows))
        )
        ranked = few[np.lexsort((rows[few], price[few]))]
        least = int(price[rows == row].min(initial=np.iinfo(np.int64).max))
        for place in ranked.tolist():
            if price[place] >= least:
                break
            if self._can_come(mission, int(rows[place])):
                return int(rows[place])
        return row

    def _candidates(self, mission: Mission, role: Role, row: int) -> Rows:
        """Who is able and free that day, and speaks what only the one before spoke."""
        tables, start = self.draft.tables, self.draft.starts[mission.id]
        rows: Rows = tables.able(mission, role)
        rows = rows[tables.free(mission, rows, (start,))[0]]
        team = self.draft.team(mission.id)
        for language, rank in mission.speaks.items():
            ranks = tables.census.rank(language)
            if ranks[row] >= rank and not any(ranks[other] >= rank for other in team):
                rows = rows[ranks[rows] >= rank]
        return rows

    def _price(self, mission: Mission, role: Role, rows: Rows) -> Numbers:
        """[row]: what the tier at hand would pay for each."""
        tables = self.draft.tables
        length = self._half_days(mission)[tables.census.clock[rows]]
        price = self._misfit * tables.misfit(mission, role, rows)
        price += self._burden * length * (length + 2 * self._carried[rows])
        if self._cost:
            price += self._cost * tables.cost(mission, rows)
        return price

    def _half_days(self, mission: Mission) -> Numbers:
        """[clock]: half-days that the mission takes on its date."""
        tables, start = self.draft.tables, self.draft.starts[mission.id]
        taken = (tables.taken_by(mission, start, here) for here in tables.census.clocks)
        return np.array([len(half_days or ()) for half_days in taken], dtype=np.int64)

    def _can_come(self, mission: Mission, row: int) -> bool:
        draft, team = self.draft, self.draft.team(mission.id)
        stay = draft.stay(mission, draft.starts[mission.id], row)
        return (
            stay is not None
            and row not in team
            and draft.blockers(stay, row) == []
            and draft.affords(mission, stay, row)
            and self._is_plural(mission, [*team, row])
        )

    def _is_plural(self, mission: Mission, team: list[int]) -> bool:
        groups = self.draft.tables.census.groups[team]
        members = groups[groups >= 0]
        return not mission.plural or len(members) < 2 or len(np.unique(members)) > 1

    def _unseat(self, mission: Mission, role: Role, row: int) -> None:
        self._carry(mission.id, row, -1)
        self.draft.unseat(mission.id, role.id, row)

    def _seat(self, mission: Mission, role: Role, row: int) -> None:
        self.draft.seat(mission.id, role.id, row)
        self._carry(mission.id, row, 1)

    def _carry(self, mission: MissionId, row: int, sign: int) -> None:
        stay = next(stay for stay in self.draft.stays[row] if stay.mission == mission)
        self._carried[row] += sign * len(stay.taken)
