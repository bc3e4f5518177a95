"""From a partial plan to a whole one: dates for the other missions, names for the other seats."""

from collections.abc import Mapping, Sequence

from matcher.halfdays import HalfDay
from matcher.plan import Plan
from matcher.problem import MissionId
from matcher.solve.desk import Desk
from matcher.solve.seats.agenda import starts_of
from matcher.solve.seats.counting import Counted
from matcher.solve.seats.dating import Dating
from matcher.solve.seats.first import first_dates
from matcher.solve.seats.redating import Redating

_SHARE = 0.2
_MOST = 10.0
"""Seconds, or deterministic ones, that a better set of dates is worth."""
_PRICE = 0.01
"""Deterministic seconds that one look for another date of a mission counts."""


def fill_by_hand(desk: Desk, found: Counted, base: Plan) -> None:
    """Offer the base with everything that finds a date and a name one by one."""
    starts = first_dates(desk.problem, _allowed(found, base), starts_of(base))
    naming = Redating(desk, starts, found.targets, base)
    try:
        naming.name()
    finally:
        desk.offer(naming.plan())


def fill(desk: Desk, found: Counted, base: Plan) -> bool:
    """Offer the base with dates for everybody at once; False where there are none."""
    dating = Dating(desk.problem, _allowed(found, base))
    dating.near(_wanted(desk, base))
    dated = dating.solve(desk.settings, *desk.portion(_SHARE, _MOST))
    desk.spend(dated.work)
    if dated.starts is None:
        return False
    name_on(desk, dated.starts, found, base)
    return True


def name_on(desk: Desk, starts: Mapping[MissionId, HalfDay], found: Counted, base: Plan) -> None:
    """Offer the base with names on some dates, then with single dates moved."""
    naming = Redating(desk, starts, found.targets, base)
    naming.name()
    desk.offer(naming.plan())
    if desk.is_open and not desk.out_of_time():
        desk.spend(_PRICE * naming.redate(desk.out_of_time))
        desk.offer(naming.plan())


def _allowed(found: Counted, base: Plan) -> Mapping[MissionId, Sequence[HalfDay]]:
    """The starts on which each mission can reach its target; those of the base stay."""
    held = {mission: base.held(mission).start for mission in found.targets}
    return {
        mission: target.starts if (start := held[mission]) is None else (start,)
        for mission, target in found.targets.items()
    }


def _wanted(desk: Desk, base: Plan) -> dict[MissionId, HalfDay]:
    """The preferred starts, where the base leaves a choice."""
    return {
        mission.id: mission.preferred
        for mission in desk.problem.missions.values()
        if mission.preferred is not None and base.held(mission.id).start is None
    }
