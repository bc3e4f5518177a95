"""A plan from a schedule and its seats: who of a crew goes, named in the order of starts."""

from collections import defaultdict

from matcher.plan import Plan
from matcher.problem import ExpertId, Held, RoleId
from matcher.solve.mspsp.project import Project
from matcher.solve.mspsp.schedule import Schedule
from matcher.solve.mspsp.staffing import CrewSeats


def plan(project: Project, schedule: Schedule, seats: CrewSeats) -> Plan:
    """Whoever of a crew is back first goes next; as counts are kept, there is always somebody."""
    back = {expert: 0 for crew in project.crews for expert in crew.experts}
    held = {}
    for at in sorted(range(len(schedule)), key=lambda at: (schedule[at], at)):
        task, start = project.tasks[at], schedule[at]
        chosen: dict[int, list[ExpertId]] = defaultdict(list)
        for (_, skill, crew), count in _of_task(seats, at):
            free = [e for e in project.crews[crew].experts if back[e] <= start][:count]
            chosen[skill] += free
            back |= dict.fromkeys(free, start + task.length)
        held[task.mission] = Held(start, _teams(project, at, chosen))
    return Plan(held)


def _of_task(seats: CrewSeats, at: int) -> list[tuple[tuple[int, int, int], int]]:
    return [(place, count) for place, count in seats.items() if place[0] == at]


def _teams(
    project: Project, at: int, chosen: dict[int, list[ExpertId]]
) -> dict[RoleId, tuple[ExpertId, ...]]:
    """Roles that ask for the same skill share those who were chosen for it."""
    mission = project.problem.missions[project.tasks[at].mission]
    teams = {}
    for role in mission.roles:
        able = chosen[project.skill_by_role[mission.id, role.id]]
        teams[role.id] = tuple(able[: role.count])
        del able[: role.count]
    return teams
