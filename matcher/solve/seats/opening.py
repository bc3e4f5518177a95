"""The opening path: a first plan at once, counted, dated and named in one go."""

from matcher.solve.desk import Desk
from matcher.solve.seats.count import speaks_of_seats
from matcher.solve.seats.counting import Counted, Weights, weights
from matcher.solve.seats.filling import fill_by_hand

_USUAL = Weights(incomplete=1_000_000, vacancies=1)


def suits(desk: Desk) -> bool:
    """Nobody has found anything yet."""
    return desk.is_bare


def walk(desk: Desk) -> None:
    """Date and name mission by mission, the way a coordinator does."""
    fill_by_hand(desk, targets(desk), desk.pinned)


def targets(desk: Desk) -> Counted:
    """What each mission should reach, as the first tiers that speak of seats weigh it."""
    counted = next((group for group in desk.groups if speaks_of_seats(desk, group)), None)
    return desk.counting.counted(_USUAL if counted is None else weights(desk.problem, counted))
