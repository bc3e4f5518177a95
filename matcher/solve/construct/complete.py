"""From a partial plan to a whole one: dates for the other missions, names for the other seats."""

from collections.abc import Mapping, Sequence

from matcher.halfdays import HalfDay
from matcher.plan import Plan, Starts
from matcher.problem import MissionId
from matcher.solve.bounds.seat_counts import Counted
from matcher.solve.construct.agenda import starts_of
from matcher.solve.construct.date_model import DateModel
from matcher.solve.construct.first_dates import first_dates
from matcher.solve.construct.move_dates import DateMoves
from matcher.solve.context import SolveContext
from matcher.solve.parameters.construct import CONSTRUCT


def complete_greedily(context: SolveContext, found: Counted, base: Plan) -> None:
    """Offer the base with everything that finds a date and a name one by one."""
    starts = first_dates(context.problem, _allowed(found, base), starts_of(base))
    filler = DateMoves(context, starts, found.targets, base)
    try:
        filler.name()
    finally:
        context.offer(filler.plan())


def complete_at_once(context: SolveContext, found: Counted, base: Plan) -> bool:
    """Offer the base with dates for everybody at once; False where there are none."""
    dating = DateModel(context.problem, _allowed(found, base))
    dating.near(_wanted(context, base))
    dated = dating.solve(
        context.settings, *context.portion(CONSTRUCT.share_of_dates, CONSTRUCT.most_for_dates)
    )
    context.spend(dated.work)
    if dated.starts is None:
        return False
    staff_on(context, dated.starts, found, base)
    return True


def staff_on(context: SolveContext, starts: Starts, found: Counted, base: Plan) -> None:
    """Offer the base with names on some dates, then with single dates moved."""
    filler = DateMoves(context, starts, found.targets, base)
    filler.name()
    context.offer(filler.plan())
    if context.is_open and not context.out_of_time():
        context.spend(CONSTRUCT.work_a_look * filler.move_dates(context.out_of_time))
        context.offer(filler.plan())


def _allowed(found: Counted, base: Plan) -> Mapping[MissionId, Sequence[HalfDay]]:
    """The starts on which each mission can reach its target; those of the base stay."""
    held = {mission: base.held(mission).start for mission in found.targets}
    return {
        mission: target.starts if (start := held[mission]) is None else (start,)
        for mission, target in found.targets.items()
    }


def _wanted(context: SolveContext, base: Plan) -> dict[MissionId, HalfDay]:
    """The preferred starts, where the base leaves a choice."""
    return {
        mission.id: mission.preferred
        for mission in context.problem.missions.values()
        if mission.preferred is not None and base.held(mission.id).start is None
    }
