"""Everything that never changes while a finish is searched for."""

from dataclasses import dataclass

from matcher.problem import Problem
from matcher.solve.finishing.order import Order, order
from matcher.solve.finishing.project import Project, Task, read
from matcher.solve.finishing.room import Limit, limits
from matcher.tables import Tables


@dataclass(frozen=True, slots=True)
class Case:
    """The project, what its order implies, and what can be under way at once."""

    project: Project
    order: Order
    limits: tuple[Limit, ...]

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The missions to be dated."""
        return self.project.tasks

    @property
    def longest_path(self) -> int:
        """No plan ends before the longest chain of tasks has."""
        ways = self.order.ways(self.tasks)
        return max(head + way for head, way in zip(self.order.heads, ways, strict=True))


def case(problem: Problem, tables: Tables) -> Case:
    """The case of a plain problem."""
    project = read(problem, tables)
    return Case(project, order(project.tasks), limits(project))
