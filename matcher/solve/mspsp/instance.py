"""Everything that never changes while a finish is searched for."""

from dataclasses import dataclass

from matcher.index.tables import Tables
from matcher.problem import Problem
from matcher.solve.mspsp.precedence import Precedence, precedence
from matcher.solve.mspsp.project import Project, Task, read
from matcher.solve.mspsp.resources import ResourceLimit, limits


@dataclass(frozen=True, slots=True)
class Instance:
    """The project, what its order implies, and what can be under way at once."""

    project: Project
    order: Precedence
    limits: tuple[ResourceLimit, ...]

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The missions to be dated."""
        return self.project.tasks

    @property
    def longest_path(self) -> int:
        """No plan ends before the longest chain of tasks has."""
        ways = self.order.ways(self.tasks)
        return max(head + way for head, way in zip(self.order.heads, ways, strict=True))


def instance(problem: Problem, tables: Tables) -> Instance:
    """The instance of a plain problem."""
    project = read(problem, tables)
    return Instance(project, precedence(project.tasks), limits(project))
