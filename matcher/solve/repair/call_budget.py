"""Calls that no plan avoids, and the starts that are left where only so many are allowed."""

from collections.abc import Mapping
from dataclasses import dataclass

from matcher.halfdays import HalfDay
from matcher.index.tables import Tables
from matcher.problem import Held, Mission, MissionId

AllowedStarts = Mapping[MissionId, tuple[HalfDay, ...]]


@dataclass(frozen=True, slots=True)
class ForcedCalls:
    """Calls of a published mission at its published start, and at any other, at least.

    Who leaves, or stays while the start moves, is called; who is gone or busy then must leave.
    """

    there: int
    elsewhere: int

    @property
    def least(self) -> int:
        """The calls that the mission has in every plan."""
        return min(self.there, self.elsewhere)


class CallBudget:
    """What the calls of one mission leave for the others."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        problem = tables.problem
        self.forced = {
            name: _forced(tables, problem.missions[name], held)
            for name, held in problem.published.items()
            if name in problem.missions
        }
        self.least = sum(forced.least for forced in self.forced.values())

    def starts(self, most: int) -> AllowedStarts:
        """The starts on which each mission is in some plan with at most so many calls.

        A plan with few calls moves few missions: where moving one alone passes the budget,
        beside all that is forced elsewhere, it stays or is not held.
        """
        allowed = dict(self._tables.starts)
        for name, forced in self.forced.items():
            start = self._tables.problem.published[name].start
            if start in allowed[name] and self.least - forced.least + forced.elsewhere > most:
                allowed[name] = (start,)
        return allowed


def _forced(tables: Tables, mission: Mission, before: Held) -> ForcedCalls:
    invited = set(before.experts)
    start = before.start
    if start is None or start not in tables.starts[mission.id]:
        return ForcedCalls(len(invited), len(invited))
    number = tables.census.row
    rows = {number[expert] for expert in invited if expert in number}
    could = set()
    for role in mission.roles:
        able = tables.able(mission, role)
        could |= rows & set(able[tables.free(mission, able, (start,))[0]].tolist())
    return ForcedCalls(len(invited) - len(could), len(invited))
