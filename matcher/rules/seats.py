"""Seats: at most `count` experts in a role, one seat an expert, no team without a date."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from matcher.plan import Breach
from matcher.problem import Held, Mission, Problem
from matcher.rules.base import SeatRule
from matcher.rules.reading import Reading

if TYPE_CHECKING:
    from matcher.arrays import Flags
    from matcher.feasibility.joining import Joining
    from matcher.solve.cpsat.variables import Variables


class Seats(SeatRule):
    """A plan names what the problem knows, and puts one expert in one seat."""

    codes: tuple[str, ...] = (
        "plan.unknown_mission",
        "plan.unknown_role",
        "plan.unknown_expert",
        "seat.not_held",
        "seat.too_many",
        "seat.twice",
    )

    def declare(self, x: "Variables") -> None:
        """No more than `count` in a role; nobody twice in a team, nor in one not held."""
        for mission in x.problem.missions.values():
            held = x.held(mission.id)
            for role in mission.roles:
                if len(x.sits_in(mission.id, role.id)) > role.count:
                    x.model.add(x.filled(mission.id, role.id) <= role.count * held)
            for sits in x.sits_by_expert(mission.id).values():
                if len(sits) > 1:
                    x.model.add_at_most_one(sit.var for sit in sits)

    def forbids(self, joining: "Joining") -> "Flags":
        """[expert]: in the team already, or would the role have more people than seats?

        A role that has too many already may have as many again.
        """
        return joining.in_team | self._is_full(joining)

    def kinds(self, joining: "Joining") -> Iterator["Flags | bool"]:
        """In the team already; then the role full."""
        yield joining.in_team
        yield self._is_full(joining)

    def _is_full(self, joining: "Joining") -> bool:
        """Would more sit in the role than it has seats, and more than do so already?"""
        role = joining.role
        return role is not None and joining.beside_in_role + 1 > max(role.count, joining.in_role)

    def breaches(self, reading: Reading) -> Iterator[Breach]:
        """Unknown names, crowded roles, doubles, teams without a date."""
        for mission_id, held in reading.plan.missions.items():
            mission = reading.problem.missions.get(mission_id)
            if mission is None:
                yield Breach("plan.unknown_mission", mission_id)
                continue
            if held.start is None and held.experts:
                yield Breach("seat.not_held", mission_id, facts={"experts": [*held.experts]})
            yield from _team_breaches(reading.problem, mission, held)


def _team_breaches(problem: Problem, mission: Mission, held: Held) -> Iterator[Breach]:
    count_by_role = {role.id: role.count for role in mission.roles}
    seen = set()
    for role, seated in held.team.items():
        if role not in count_by_role:
            yield Breach("plan.unknown_role", mission.id, role)
        elif len(seated) > count_by_role[role]:
            facts = {"count": count_by_role[role], "seated": len(seated)}
            yield Breach("seat.too_many", mission.id, role, facts=facts)
        for expert in seated:
            if expert not in problem.experts:
                yield Breach("plan.unknown_expert", mission.id, role, expert)
            if expert in seen:
                yield Breach("seat.twice", mission.id, role, expert)
            seen.add(expert)
