"""A plain problem as scheduling sees it: tasks with their needs, skills, and crews.

Roles that the same experts can fill ask for one skill. Experts of the same skills and the
same busy days are one crew: as tasks are intervals, it is enough that no half-day asks for
more of a crew than it has; who of them goes can be said afterwards, as interval graphs are
perfect.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from matcher.halfdays import HalfDay, Span
from matcher.index.tables import Tables
from matcher.problem import Expert, ExpertId, Mission, MissionId, MissionRole, Problem

Skill = frozenset[ExpertId]
"""Those who can fill some role; roles that ask for the same people ask for one skill."""

Needs = Mapping[int, int]
"""Seats by skill."""


@dataclass(frozen=True, slots=True)
class Task:
    """A mission to be dated: its length, allowed starts, what it follows, what it needs.

    `after` are (task, half-days from its start to ours at least).
    """

    mission: MissionId
    length: int
    starts: tuple[HalfDay, ...]
    after: tuple[tuple[int, int], ...]
    needs: Needs


@dataclass(frozen=True, slots=True)
class Crew:
    """Experts who can stand in for each other: same skills, same busy days."""

    skills: frozenset[int]
    busy: tuple[Span, ...]
    experts: tuple[ExpertId, ...]


@dataclass(frozen=True, slots=True)
class Absence:
    """Half-days at which a whole crew is busy with something else."""

    crew: int
    span: Span


@dataclass(frozen=True, slots=True)
class Project:
    """Tasks in the order of the problem's missions, the skills asked for, and the crews."""

    problem: Problem
    tasks: tuple[Task, ...]
    skills: tuple[Skill, ...]
    crews: tuple[Crew, ...]
    skill_by_role: Mapping[MissionRole, int]

    @property
    def absences(self) -> tuple[Absence, ...]:
        """Every crew's busy spans. They are numbered after the tasks where both are meant."""
        return tuple(
            Absence(number, span) for number, crew in enumerate(self.crews) for span in crew.busy
        )


def read(problem: Problem, tables: Tables) -> Project:
    """The project of a plain problem."""
    able = {
        (mission.id, role.id): frozenset(
            tables.experts[row].id for row in tables.able(mission, role)
        )
        for mission in problem.missions.values()
        for role in mission.roles
    }
    skills = tuple(dict.fromkeys(able.values()))
    number = {skill: at for at, skill in enumerate(skills)}
    skill_by_role = {place: number[skill] for place, skill in able.items()}
    return Project(
        problem=problem,
        tasks=tuple(_task(problem, tables, m, skill_by_role) for m in problem.missions.values()),
        skills=skills,
        crews=_crews(problem.experts.values(), skills),
        skill_by_role=skill_by_role,
    )


def _task(
    problem: Problem,
    tables: Tables,
    mission: Mission,
    skill_by_role: Mapping[MissionRole, int],
) -> Task:
    number = {other: at for at, other in enumerate(problem.missions)}
    needs: dict[int, int] = defaultdict(int)
    for role in mission.roles:
        needs[skill_by_role[mission.id, role.id]] += role.count
    return Task(
        mission=mission.id,
        length=mission.length,
        starts=tuple(tables.starts[mission.id]),
        after=tuple(
            (number[after.mission], problem.missions[after.mission].length + after.lag)
            for after in mission.after
        ),
        needs=dict(needs),
    )


def _crews(experts: Iterable[Expert], skills: tuple[Skill, ...]) -> tuple[Crew, ...]:
    alike: dict[tuple[frozenset[int], tuple[Span, ...]], list[ExpertId]] = defaultdict(list)
    for expert in experts:
        held = frozenset(at for at, skill in enumerate(skills) if expert.id in skill)
        if held:
            alike[held, expert.busy].append(expert.id)
    return tuple(Crew(held, busy, tuple(names)) for (held, busy), names in alike.items())
