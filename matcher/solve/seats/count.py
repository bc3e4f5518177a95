"""The count path: bound a group without names, then look for names on the dates it gives."""

from matcher.solve.desk import Desk
from matcher.solve.seats.counting import Weights
from matcher.solve.seats.filling import fill, name_on
from matcher.solve.seats.master import count
from matcher.solve.tiers import Group, is_counted

_PRICES = (0, 1, 3)
"""What one more of a tier may be worth in the next, for bounds while the first is open."""


def suits(desk: Desk) -> bool:
    """Dates and seat counts alone decide the tiers at hand."""
    return speaks_of_seats(desk, desk.group)


def walk(desk: Desk) -> None:
    """The bound of counting, and names on dates that would reach it."""
    found = desk.counting.counted(desk.weights)
    desk.raise_bound(found.bound)
    if not desk.is_open or desk.out_of_time():
        return
    is_dated = fill(desk, found, desk.pinned)
    if desk.is_open and not desk.out_of_time():
        _trade(desk)
    if is_dated or not desk.is_open or desk.out_of_time():
        return
    master = count(desk)
    desk.raise_bound(master.bound)
    if desk.is_open and not desk.out_of_time():
        name_on(desk, master.starts, found, desk.pinned)


def _trade(desk: Desk) -> None:
    """Bound each later tier of the group on its own, whatever the one before it will be."""
    objective = desk.problem.objective
    for tier in desk.group.tiers[1:]:
        for price in _PRICES:
            before, own = objective[tier - 1], objective[tier]
            weigh = Weights(
                price * before.get("incomplete", 0) + own.get("incomplete", 0),
                price * before.get("vacancies", 0) + own.get("vacancies", 0),
            )
            desk.trade(tier, price, desk.counting.counted(weigh).bound)


def speaks_of_seats(desk: Desk, group: Group) -> bool:
    """Are all tiers of a group decided without names?"""
    return all(is_counted(desk.problem, desk.problem.objective[tier]) for tier in group.tiers)
