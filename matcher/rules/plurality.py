"""Plurality: two or more members of a team do not all belong to one group."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from matcher.plan import Breach
from matcher.problem import Expert, Mission
from matcher.rules.base import SeatRule
from matcher.rules.reading import Reading, team

if TYPE_CHECKING:
    from matcher.arrays import Flags
    from matcher.feasibility.joining import Joining
    from matcher.solve.cpsat.variables import Sit, Variables


class Plurality(SeatRule):
    """A parliament is plural, and so is its delegation; members without a group are one."""

    codes: tuple[str, ...] = ("plurality.one_group",)

    def declare(self, x: "Variables") -> None:
        """A second member of a group needs a member of another."""
        for mission in x.problem.missions.values():
            if is_mixed(mission):
                self._mix(x, mission)

    def _mix(self, x: "Variables", mission: Mission) -> None:
        sits_by_group: dict[str | None, list[Sit]] = defaultdict(list)
        for sit in x.sits(mission.id):
            if sit.expert.kind == "member":
                sits_by_group[sit.expert.group].append(sit)
        members = [sit for sits in sits_by_group.values() for sit in sits]
        seats = sum(role.count for role in mission.roles if role.kind != "official")
        pinned = x.problem.pins.get(mission.id)
        seats += len(pinned.experts) if pinned is not None else 0
        for sits in sits_by_group.values():
            others = sum(sit.var for sit in members) - sum(sit.var for sit in sits)
            others += x.nameless(mission.id)
            if len(sits) > 1 and seats > 1:
                x.model.add(sum(sit.var for sit in sits) <= 1 + (seats - 1) * others)

    def forbids(self, joining: "Joining") -> "Flags":
        """[expert]: would all members of the team be of one group, and by this?"""
        nobody = np.zeros(len(joining.rows), dtype=np.bool_)
        if not is_mixed(joining.mission) or is_of_one_group(joining.before):
            return nobody
        census, members = joining.census, [e for e in joining.beside if e.kind == "member"]
        groups = {int(census.groups[census.row[member.id]]) for member in members}
        alone = len(members) > 1 and len(groups) == 1
        own = census.groups[joining.rows]
        alike = own == min(groups) if len(groups) == 1 else nobody
        found: Flags = np.where((own < 0) | joining.in_team, alone, alike)
        return found

    def breaches(self, reading: Reading) -> Iterator[Breach]:
        """Every team of two or more members from a single group."""
        for mission in (mission for mission, _ in reading.dated if is_mixed(mission)):
            experts = team(reading.problem, reading.plan, mission)
            if is_of_one_group(experts):
                members = [expert for expert in experts if expert.kind == "member"]
                facts = {"group": members[0].group, "members": [member.id for member in members]}
                yield Breach("plurality.one_group", mission.id, facts=facts)


def is_of_one_group(experts: Iterable[Expert]) -> bool:
    """Are there two or more members in a team, all from a single group?"""
    groups = [expert.group for expert in experts if expert.kind == "member"]
    return len(groups) > 1 and len({*groups}) == 1


def is_mixed(mission: Mission) -> bool:
    """Must two members of its team not be of one group?"""
    return mission.plural


def binds(mission: Mission) -> bool:
    """Has it seats enough for the rule to forbid anything?"""
    return is_mixed(mission) and mission.seats > 1


def are_of_one_group(groups: Iterable[int]) -> bool:
    """The same of a team by the census: its numbers of groups, -1 for officials."""
    members = [group for group in groups if group >= 0]
    return len(members) > 1 and len({*members}) == 1
