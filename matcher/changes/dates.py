"""Dates: a mission's window wider on one side, and another mission moved to a pinned start."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from matcher.changes.patch import Operation, add, at, replaced
from matcher.changes.single import Chain, Single, half_days_as_days
from matcher.eligibility import closures
from matcher.halfdays import HalfDay, Span
from matcher.plan import Plan
from matcher.problem import Held, Mission, Problem

_ALL_WEEK = frozenset(range(1, 8))


def windows(problem: Problem, mission: Mission) -> Iterator[Chain]:
    """The window wider by days, earlier or later, within the horizon; not where it is pinned."""
    pin = problem.pins.get(mission.id)
    if pin is not None and pin.start is not None:
        return
    end = len(problem.horizon)
    if mission.window.start > 0:
        yield _wider(problem, mission, half_days_as_days(mission.window.start), earlier=True)
    if mission.window.end < end:
        yield _wider(problem, mission, half_days_as_days(end - mission.window.end), earlier=False)


def _wider(problem: Problem, mission: Mission, most: int, *, earlier: bool) -> Chain:
    code = "unlock.window_earlier" if earlier else "unlock.window_later"
    place = list(problem.missions).index(mission.id)

    def window(days: int) -> Span:
        first, last = mission.window.start, mission.window.end
        if earlier:
            return Span(max(0, first - 2 * days), last)
        return Span(first, min(len(problem.horizon), last + 2 * days))

    def widen(of: Problem, days: int) -> Problem:
        now, wide = of.missions[mission.id], window(days)
        # It may be wider on its other side already.
        both = Span(min(now.window.start, wide.start), max(now.window.end, wide.end))
        return of.with_mission(replace(now, window=both))

    def make(days: int) -> Single:
        wide = window(days)
        end = problem.horizon.moment(wide.start if earlier else wide.end - 1)
        path = at("missions", place, "window", 0 if earlier else 1)
        return Single(code, days, (replaced(path, end),), widen(problem, days))

    def needs(plan: Plan) -> int:
        start = plan.held(mission.id).start
        if start is None:
            return 1
        out = mission.window.start - start if earlier else start - mission.window.end + 1
        return max(1, half_days_as_days(out))

    return Chain(code, most, make, lambda of, _, last: widen(of, last), needs)


def moves(problem: Problem, plan: Plan, mission: Mission) -> Iterator[Chain]:
    """Another mission's start pinned before or after the one it has, the nearest first."""
    start = plan.held(mission.id).start
    if start is None:
        return
    possible = _pinnable(problem, mission)
    before = [other for other in reversed(possible) if other < start]
    after = [other for other in possible if other > start]
    for code, starts in (("unlock.move_earlier", before), ("unlock.move_later", after)):
        if starts:
            yield _move(problem, mission, start, code, starts)


def _pinnable(problem: Problem, mission: Mission) -> list[HalfDay]:
    """The starts that a pin may name: in the horizon, open, and in the morning if they must be.

    What `eligibility.start_refusals` leaves of a pinned start, for hundreds of missions at once.
    """
    last = len(problem.horizon) - mission.length - mission.travel_after
    closed = [span for _, span in closures(problem, mission)]
    return [
        start
        for start in range(max(0, mission.travel_before), last + 1)
        if (mission.half_day_starts or start % 2 == 0)
        and not any(span.start < start + mission.length and start < span.end for span in closed)
    ]


def _move(
    problem: Problem, mission: Mission, start: HalfDay, code: str, starts: Sequence[HalfDay]
) -> Chain:
    def make(step: int) -> Single:
        to = starts[step - 1]
        pin = replace(problem.pins.get(mission.id, Held()), start=to)
        moved = problem.with_pin(mission.id, pin)
        days = half_days_as_days(abs(to - start))
        return Single(code, days, (_pinned(problem, mission, to),), moved)

    def relaxed(of: Problem, first: int, last: int) -> Problem:
        some = starts[first - 1 : last]
        now = of.missions[mission.id]
        # Beside other chains it may also stay: nothing that was possible goes.
        first_start = min(*some, start, now.window.start)
        window = Span(first_start, max(*some, start, now.window.end - 1) + 1)
        free = replace(now, window=window, weekdays=_ALL_WEEK)
        pins = dict(of.pins)
        if mission.id in pins:
            pins[mission.id] = replace(pins[mission.id], start=None)
        return replace(of, missions={**of.missions, mission.id: free}, pins=pins)

    def needs(plan: Plan) -> int | None:
        to = plan.held(mission.id).start
        return starts.index(to) + 1 if to in starts else None

    return Chain(code, len(starts), make, relaxed, needs)


def _pinned(problem: Problem, mission: Mission, start: HalfDay) -> Operation:
    """The operation that pins a start, whatever of it the document has already."""
    moment = problem.horizon.moment(start)
    if not problem.pins:
        return add("/pins", {mission.id: {"start": moment}})
    if mission.id not in problem.pins:
        return add(at("pins", mission.id), {"start": moment})
    is_pinned = problem.pins[mission.id].start is not None
    return (replaced if is_pinned else add)(at("pins", mission.id, "start"), moment)
