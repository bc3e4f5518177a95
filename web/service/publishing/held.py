"""What a plan holds, as the matcher reads it."""

from db.ids import expert_id, mission_id, role_id
from db.moments import to_index
from db.queries.holdings import Holding
from matcher.plan import Plan
from matcher.problem import ExpertId, Held, Problem, RoleId


def as_plan(held: Holding, problem: Problem) -> Plan:
    """What is held of the missions of a problem."""
    missions = {}
    for key, start in held.starts.items():
        name = mission_id(key)
        if name in problem.missions:
            team: dict[RoleId, tuple[ExpertId, ...]] = {}
            for role, expert in sorted(held.team(key)):
                seated = team.get(role_id(role), ())
                team[role_id(role)] = (*seated, expert_id(expert))
            missions[name] = Held(to_index(start, problem.horizon), team)
    return Plan(missions)
