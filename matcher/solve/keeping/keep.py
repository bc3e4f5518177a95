"""The keep path: a first plan that leaves what is published as it is, and fills what is missing."""

from matcher.plan import Plan
from matcher.solve.desk import Desk
from matcher.solve.keeping.kept import kept
from matcher.solve.seats.filling import fill_by_hand
from matcher.solve.seats.opening import targets


def suits(desk: Desk) -> bool:
    """Nobody has found anything yet, something is published, and calls count."""
    problem = desk.problem
    counts = any(tier.get("calls", 0) for tier in problem.objective)
    return desk.is_bare and counts and any(m in problem.missions for m in problem.published)


def walk(desk: Desk) -> None:
    """What is still right, then dates and names for the rest, mission by mission."""
    base = kept(desk.tables, Plan(desk.problem.published), desk.pinned)
    desk.offer(base)
    fill_by_hand(desk, targets(desk), base)
