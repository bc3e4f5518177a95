"""A plan without what the problem does not know, so that it can be read at all."""

from collections.abc import Mapping
from typing import Literal

from matcher.compare.values import Unknown
from matcher.plan import Plan
from matcher.problem import ExpertId, Held, Mission, MissionId, Problem, RoleId

Which = Literal["before", "after"]


def known(problem: Problem, plan: Plan, which: Which) -> tuple[Plan, tuple[Unknown, ...]]:
    """The plan as far as the problem knows it, every mission named; and what was left out."""
    unknown = [
        Unknown(which, "missions", mission, mission)
        for mission in plan.missions
        if mission not in problem.missions
    ]
    missions: dict[MissionId, Held] = {}
    for mission in problem.missions.values():
        held = plan.held(mission.id)
        missions[mission.id] = Held(held.start, _team(problem, mission, held, which, unknown))
    return Plan(missions), tuple(unknown)


def _team(
    problem: Problem, mission: Mission, held: Held, which: Which, unknown: list[Unknown]
) -> Mapping[RoleId, tuple[ExpertId, ...]]:
    roles = {role.id for role in mission.roles}
    team: dict[RoleId, tuple[ExpertId, ...]] = {}
    for role, seated in held.team.items():
        if role not in roles:
            unknown.append(Unknown(which, "roles", role, mission.id))
            continue
        strangers = [each for each in seated if each not in problem.experts]
        unknown += [Unknown(which, "experts", each, mission.id) for each in strangers]
        team[role] = tuple(each for each in seated if each in problem.experts)
    return team
