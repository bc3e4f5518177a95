"""The count path: bound a group without names, then look for names on the dates it gives."""

from collections.abc import Mapping, Sequence

from matcher.halfdays import HalfDay
from matcher.plan import Plan
from matcher.problem import MissionId, Problem
from matcher.solve.counting import Counted, Weights, weights
from matcher.solve.dating import Dating
from matcher.solve.desk import Desk
from matcher.solve.first import first_dates
from matcher.solve.master import count
from matcher.solve.naming import named
from matcher.solve.tiers import is_counted

_USUAL = Weights(incomplete=1_000_000, vacancies=1)
_SHARE_OF_DATING = 0.2
_DATING_MOST = 10.0
"""Seconds, or deterministic ones, that a better set of dates is worth."""


def suits(desk: Desk) -> bool:
    """Dates and seat counts alone decide the tiers at hand."""
    return all(is_counted(desk.problem, desk.problem.objective[t]) for t in desk.group.tiers)


def walk(desk: Desk) -> None:
    """The bound of counting, and names on dates that would reach it."""
    found = desk.counted(weights(desk.problem, desk.group))
    desk.raise_bound(found.bound)
    if not desk.is_open or desk.out_of_time():
        return
    if _date_again(desk, found):
        return
    master = count(desk)
    desk.raise_bound(master.bound)
    if desk.is_open and not desk.out_of_time():
        desk.offer(named(desk.tables, master.starts, {}, desk.pinned))


def open_with(desk: Desk) -> None:
    """The first plan of a solve: counted, dated and named in one go."""
    found = desk.counted(_weights(desk))
    starts = first_dates(desk.problem, _allowed(found, desk.pinned), desk.pinned)
    desk.offer(named(desk.tables, starts, _seats(found), desk.pinned))


def _weights(desk: Desk) -> Weights:
    """The weights of the first tiers that count seats; the usual ones where none does."""
    problem = desk.problem
    for group in desk.groups:
        if is_counted(problem, problem.objective[group.tiers[0]]):
            return weights(problem, group)
    return _USUAL


def _date_again(desk: Desk, found: Counted) -> bool:
    """Name people on dates for everybody at once; False where there are none."""
    dating = Dating(desk.problem, _allowed(found, desk.pinned))
    dating.near(_preferred(desk.problem))
    seconds = min(_DATING_MOST, desk.seconds_left * _SHARE_OF_DATING)
    left = desk.work_left
    work = None if left is None else min(_DATING_MOST, left * _SHARE_OF_DATING)
    dated = dating.solve(desk.settings, seconds, work)
    desk.spend(dated.work)
    if dated.starts is not None:
        desk.offer(named(desk.tables, dated.starts, _seats(found), desk.pinned))
    return dated.starts is not None


def _allowed(found: Counted, pinned: Plan) -> Mapping[MissionId, Sequence[HalfDay]]:
    """The starts on which each mission can reach its target; the pinned plan's stay."""
    held = {mission: pinned.held(mission).start for mission in found.targets}
    return {
        mission: target.starts if (start := held[mission]) is None else (start,)
        for mission, target in found.targets.items()
    }


def _preferred(problem: Problem) -> Mapping[MissionId, HalfDay]:
    missions = problem.missions.values()
    return {m.id: m.preferred for m in missions if m.preferred is not None}


def _seats(found: Counted) -> Mapping[MissionId, int]:
    return {mission: target.seats for mission, target in found.targets.items()}
