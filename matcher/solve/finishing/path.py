"""The finish path: plain problems fully staffed, and then over as early as can be."""

from random import Random

from matcher.solve.desk import Desk
from matcher.solve.finishing.case import Case, case
from matcher.solve.finishing.drafts import one_by_one
from matcher.solve.finishing.naming import plan
from matcher.solve.finishing.plain import is_plain
from matcher.solve.finishing.search import Search
from matcher.solve.finishing.seating import Seating
from matcher.solve.finishing.staffing import groups, staff
from matcher.solve.tiers import is_counted


def suits(desk: Desk) -> bool:
    """The finish alone with everything above it at 0, or the seats before such a finish."""
    first = _finish_tier(desk)
    return (
        first is not None
        and desk.group.tiers[-1] <= first
        and not (_is_finish(desk) and any(desk.best.tiers[:first]))
        and is_plain(desk.problem, desk.tables)
    )


def walk(desk: Desk) -> None:
    """One schedule that fills every seat; or, once they are filled, the search for the finish."""
    found = case(desk.problem, desk.tables)
    if not _is_finish(desk):
        _fill(desk, found)
        return
    search = Search(desk, found)
    search.raise_bound(found.longest_path)
    search.draft()
    if desk.is_open:
        search.count()
    while desk.is_open and not desk.out_of_time():
        if not search.round():
            break


def _finish_tier(desk: Desk) -> int | None:
    """The tier that is the finish alone, where those above it ask for every seat filled."""
    objective = desk.problem.objective
    for number, tier in enumerate(objective):
        if set(tier) == {"finish"} and tier["finish"] > 0:
            above = objective[:number]
            asks = any(t.get("incomplete", 0) + t.get("vacancies", 0) > 0 for t in above)
            return number if asks and all(is_counted(desk.problem, t) for t in above) else None
    return None


def _is_finish(desk: Desk) -> bool:
    return "finish" in desk.problem.objective[desk.group.tiers[-1]]


def _fill(desk: Desk, found: Case) -> None:
    """Offer a plan of full teams, each as early as it is free; or of one mission at a time."""
    seating = Seating(found, Random(desk.settings.seed))
    schedule = seating.seated([-way for way in found.order.ways(found.tasks)])
    if schedule is not None:
        desk.offer(plan(found.project, schedule, seating.seats))
        return
    schedule = one_by_one(found)
    if schedule is not None:
        staffing = staff(found.project, groups(found.project, schedule), desk.settings)
        desk.spend(staffing.work)
        if staffing.seats is not None:
            desk.offer(plan(found.project, schedule, staffing.seats))
