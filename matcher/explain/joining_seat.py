"""Experts asked to take one seat of a plan, or somebody's place in it, the mission dated or not."""

from functools import cached_property

from matcher.arrays import Rows
from matcher.explain.around import Around
from matcher.feasibility.joining import Joining
from matcher.halfdays import HalfDay
from matcher.problem import Expert
from matcher.rules.reading import Seated


class JoiningSeat(Joining):
    """Experts asked to take the seat that a plan is seen from."""

    def __init__(self, around: Around, starts: tuple[HalfDay, ...], rows: Rows) -> None:
        super().__init__(around.commitments, around.mission, starts, rows, around.role)
        self.around = around

    @cached_property
    def beside(self) -> tuple[Expert, ...]:
        """Who is in the team once whoever has the seat has left it, dated or not."""
        experts = self.problem.experts
        named = {name for seated in self.around.team.values() for name in seated}
        return tuple(experts[name] for name in sorted(named) if name in experts)

    @property
    def beside_in_role(self) -> int:
        """How many sit in the role once the seat is empty."""
        return len(self.around.team.get(self.around.role.id, ()))

    def programme_beside(self) -> list[tuple[Seated, ...]]:
        """[start]: what the programme pays for with the mission on that start, the seat empty."""
        around = self.around
        return [around.programme_seats(around.after(start)) for start in self.starts]
