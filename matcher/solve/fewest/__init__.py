"""The fewest path: on given dates, all seats filled by as few experts as possible.

The shift minimisation personnel task scheduling problem: M. Krishnamoorthy, A. T. Ernst,
D. Baatar, European Journal of Operational Research 219 (2012).
"""

from collections.abc import Callable

from matcher.solve.desk import Desk
from matcher.solve.fewest.bounding import Bounding
from matcher.solve.fewest.dated import dated, is_plain
from matcher.solve.fewest.hunt import Hunt, Wishes
from matcher.solve.fewest.posts import Posts
from matcher.solve.fewest.tries import Tries
from matcher.solve.tiers import COUNTED, is_counted

_SHARE_OF_COVERING = 0.5
"""Where seats alone count, other paths may do better: they keep as much of the time."""


def suits(desk: Desk) -> bool:
    """Dates are given, and the tier at hand asks for all seats, or for few experts in them."""
    return (_asks_for_all(desk) or _asks_for_few(desk)) and is_plain(desk.problem, desk.tables)


def walk(desk: Desk) -> None:
    """Look for a cover with the fewest experts; any is enough where seats alone count."""
    day = dated(desk.problem, desk.tables)
    if not _can_be_full(day.posts):
        return
    few = _asks_for_few(desk)
    weight = desk.problem.objective[desk.group.tiers[0]].get("pool", 0)
    wishes = Wishes(
        found=lambda chains: desk.offer(day.plan(chains)),
        bounded=lambda least: desk.raise_bound(weight * least if few else 0),
        is_over=_last_call(desk, 0.0 if few else 1 - _SHARE_OF_COVERING),
    )
    best = day.chains(desk.best.plan) if few and desk.best.plan is not None else {}
    Hunt(Tries(desk, day.posts), Bounding(desk, day.posts), wishes, best).go()


def _last_call(desk: Desk, kept: float) -> Callable[[], bool]:
    """Is a group proven, or all its time and work used but for a share?"""
    seconds = kept * desk.seconds_left
    work = None if desk.work_left is None else kept * desk.work_left

    def is_over() -> bool:
        is_spent = work is not None and desk.work_left is not None and desk.work_left <= work
        return not desk.is_open or is_spent or desk.out_of_time(seconds)

    return is_over


def _asks_for_all(desk: Desk) -> bool:
    return all(is_counted(desk.problem, desk.problem.objective[t]) for t in desk.group.tiers)


def _asks_for_few(desk: Desk) -> bool:
    """Is the tier the pool alone, after one that keeps every seat filled?"""
    tiers = [set(desk.problem.objective[tier]) for tier in desk.group.tiers]
    return tiers == [{"pool"}] and any(_fills_all(desk, tier) for tier in desk.tiers_above)


def _fills_all(desk: Desk, tier: int) -> bool:
    """Does a tier punish empty seats alone, and are there none?"""
    weighed = {measure for measure, weight in desk.problem.objective[tier].items() if weight}
    return bool(weighed) and weighed <= COUNTED and desk.best.tiers[tier] == 0


def _can_be_full(posts: Posts) -> bool:
    return bool((posts.able.sum(axis=1) >= posts.need).all())
