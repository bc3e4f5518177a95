"""A single change of a problem, and the chain of ever larger ones of the same kind."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from matcher.changes.patch import Operation
from matcher.plan import Plan, Vacancy
from matcher.problem import Expert, ExpertId, Problem
from matcher.rules.vacancies import gaps


@dataclass(frozen=True, slots=True)
class Single:
    """One change: its patch, the problem with it, and its size in levels or days.

    `expert` is whose rest or busy range it alters.
    """

    code: str
    size: int
    patch: tuple[Operation, ...]
    problem: Problem
    expert: ExpertId | None = None


def _untold(plan: Plan) -> int | None:
    return None


@dataclass(frozen=True, slots=True)
class Chain:
    """Changes of one kind, step 1 the smallest; `relaxed` allows all that some of them allow.

    `relaxed(problem, first, last)` lets every plan be that any step from `first` to `last` lets
    be; where that cannot be had `eases` is false, and it must not be asked. `needs` is a step
    with which a plan of those is right, None where it does not tell.
    """

    code: str
    most: int
    make: Callable[[int], Single]
    relaxed: Callable[[Problem, int, int], Problem]
    needs: Callable[[Plan], int | None] = _untold
    eases: bool = True
    expert: ExpertId | None = None
    what: str = ""
    """The language, the domain, or the number of the busy range that it is about."""
    alters: Callable[[Expert, int], Expert] | None = None
    """What so many steps make of the expert, where nothing else changes."""

    @property
    def key(self) -> tuple[str, ExpertId | None, str]:
        """What tells it from others of a vacancy row, moves apart."""
        return self.code, self.expert, self.what


def all_relaxed(problem: Problem, group: Iterable[Chain]) -> Problem:
    """A problem that lets every plan be that any step of any of these chains lets be."""
    experts = dict(problem.experts)
    for chain in group:
        if chain.alters is not None and chain.expert is not None:
            experts[chain.expert] = chain.alters(experts[chain.expert], chain.most)
        else:
            problem = chain.relaxed(problem, 1, chain.most)
    return replace(problem, experts=experts)


def is_filled(problem: Problem, plan: Plan, row: Vacancy) -> bool:
    """Has the role fewer empty seats than in the row, or is its language met or not asked for?"""
    for gap in gaps(problem, plan, problem.missions[row.mission]):
        if row.role is None and gap.language == row.language and gap.role is None:
            return False
        if row.role is not None and gap.role == row.role:
            return gap.seats < row.seats
    return True


def half_days_as_days(half_days: int) -> int:
    """Whole days that so many half-days begin."""
    return (half_days + 1) // 2
