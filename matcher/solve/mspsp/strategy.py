"""The finish strategy: plain problems fully staffed, and then over as early as can be.

Model: the multi-skill project scheduling problem; schedules within capacities (CP-SAT's
`cumulative`), their people found after. Relaxation: people are left out of the schedule, but for
capacities of unions of skills (Hall's condition); before it the longest path, and a linear program
over feasible subsets (A. Mingozzi et al. 1998). Its bound holds because every plan is such a
schedule, and every cut forbids overlaps that nobody can staff, whatever the schedule
(logic-based Benders decomposition: J. N. Hooker, G. Ottosson 2003). First schedules come from
serial generation, tried at random (R. Kolisch, S. Hartmann 1999).
"""

from random import Random

from matcher.solve.context import SolveContext
from matcher.solve.mspsp.applicability import is_plain
from matcher.solve.mspsp.first_schedules import one_by_one
from matcher.solve.mspsp.instance import Instance, instance
from matcher.solve.mspsp.name_crews import plan
from matcher.solve.mspsp.search import FinishSearch
from matcher.solve.mspsp.staffed_schedule import StaffedScheduler
from matcher.solve.mspsp.staffing import concurrent_tasks, staff
from matcher.solve.tiers import is_counted


def suits(context: SolveContext) -> bool:
    """The finish alone with everything above it at 0, or the seats before such a finish."""
    first = _finish_tier(context)
    return (
        first is not None
        and context.group.tiers[-1] <= first
        and not (_is_finish(context) and any(context.best.tiers[:first]))
        and is_plain(context.problem, context.tables)
    )


def improve(context: SolveContext) -> None:
    """One schedule that fills every seat; or, once they are filled, the search for the finish."""
    found = instance(context.problem, context.tables)
    if not _is_finish(context):
        _fill(context, found)
        return
    search = FinishSearch(context, found)
    search.raise_bound(found.longest_path)
    search.draft()
    if context.is_open:
        search.count()
    while context.is_open and not context.out_of_time():
        if not search.round():
            break


def _finish_tier(context: SolveContext) -> int | None:
    """The tier that is the finish alone, where those above it ask for every seat filled."""
    objective = context.problem.objective
    for number, tier in enumerate(objective):
        if set(tier) == {"finish"} and tier["finish"] > 0:
            above = objective[:number]
            asks = any(t.get("incomplete", 0) + t.get("vacancies", 0) > 0 for t in above)
            return number if asks and all(is_counted(context.problem, t) for t in above) else None
    return None


def _is_finish(context: SolveContext) -> bool:
    return "finish" in context.problem.objective[context.group.tiers[-1]]


def _fill(context: SolveContext, found: Instance) -> None:
    """Offer a plan of full teams, each as early as it is free; or of one mission at a time."""
    staffed = StaffedScheduler(found, Random(context.settings.seed))
    schedule = staffed.seated([-way for way in found.order.ways(found.tasks)])
    if schedule is not None:
        context.offer(plan(found.project, schedule, staffed.seats))
        return
    schedule = one_by_one(found)
    if schedule is not None:
        staffing = staff(found.project, concurrent_tasks(found.project, schedule), context.settings)
        context.spend(staffing.work)
        if staffing.seats is not None:
            context.offer(plan(found.project, schedule, staffing.seats))
