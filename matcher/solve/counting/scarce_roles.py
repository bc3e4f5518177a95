"""How scarce people are for each role: how many could come on the best of its starts."""

from functools import cached_property

from matcher.index.tables import Tables
from matcher.problem import MissionRole
from matcher.solve.cpsat.variables import Named


class ScarceRoles:
    """The candidates of each role, counted for each of its seats."""

    def __init__(self, tables: Tables, most: int) -> None:
        self._tables = tables
        self._most = most

    def named(self, few: int) -> Named:
        """The roles with no more candidates a seat than that, and those with a pinned expert."""
        pins = self._tables.problem.pins.items()
        pinned = {(mission, role) for mission, pin in pins for role, who in pin.team.items() if who}
        scarce = {place for place, count in self._seats_worth.items() if count <= few}
        return frozenset(scarce | pinned)

    def pairs(self, roles: Named) -> int:
        """How many pairs of an expert and a role a model that names these would have."""
        missions = self._tables.problem.missions
        found = (
            self._tables.able(missions[name], missions[name].role(role)) for name, role in roles
        )
        return sum(map(len, found))

    @cached_property
    def _seats_worth(self) -> dict[MissionRole, int]:
        tables = self._tables
        found: dict[MissionRole, int] = {}
        for mission in tables.problem.missions.values():
            for role in mission.roles if tables.starts[mission.id] else ():
                rows = tables.able(mission, role)
                if len(rows) <= self._most * role.count:
                    free = int(tables.free(mission, rows).sum(axis=1).max(initial=0))
                    found[mission.id, role.id] = free // role.count
        return found
