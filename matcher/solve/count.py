"""The count path: bound a group without names, then look for names on the dates it gives."""

from matcher.solve.desk import Desk
from matcher.solve.engine import Ears, Value
from matcher.solve.master import Starts, count
from matcher.solve.reseat import Reseating
from matcher.solve.tiers import is_counted

_SHARE_OF_RESEATING = 0.35


def suits(desk: Desk) -> bool:
    """Dates and seat counts alone decide the tiers at hand."""
    return all(is_counted(desk.problem, desk.problem.objective[t]) for t in desk.group.tiers)


def walk(desk: Desk) -> None:
    """The bound of counting, and the best teams on the dates that reach it."""
    master = count(desk.problem, desk.tables, desk.group, desk.settings)
    desk.raise_bound(master.bound)
    if desk.is_open and not desk.out_of_time():
        reseat(desk, master.starts)


def reseat(desk: Desk, starts: Starts) -> None:
    """The best teams on some dates, without worsening the tiers above the group."""
    small = Reseating(desk.problem, desk.tables, starts)
    small.keep(desk.tiers_above, desk.best.tiers)

    def on_solution(value: Value) -> None:
        desk.offer(small.x.plan(value))

    ears = Ears(on_solution, lambda bound: None)
    seconds = desk.seconds_left * _SHARE_OF_RESEATING
    work = None if desk.work_left is None else desk.work_left * _SHARE_OF_RESEATING
    desk.spend(small.minimise(desk.group, desk.settings, seconds, work, ears).work)
