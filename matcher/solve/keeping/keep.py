"""The keep path: a first plan that leaves what is published as it is, and fills what is missing."""

from matcher.plan import Plan
from matcher.solve.desk import Desk
from matcher.solve.keeping.kept import kept
from matcher.solve.seats.filling import fill_by_hand
from matcher.solve.seats.opening import targets


def suits(desk: Desk) -> bool:
    """Nobody has found anything yet, and something is published."""
    return desk.is_bare and any(m in desk.problem.missions for m in desk.problem.published)


def walk(desk: Desk) -> None:
    """What is still right, then dates and names for the rest, mission by mission."""
    base = kept(desk.tables, Plan(desk.problem.published), desk.pinned)
    desk.offer(base)
    fill_by_hand(desk, targets(desk), base)
