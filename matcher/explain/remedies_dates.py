"""The starts on which a vacancy could be filled with the rest of a plan kept."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from matcher.arrays import Numbers
from matcher.eligibility import OUTSIDE_WINDOW, start_refusals
from matcher.halfdays import HalfDay, Span
from matcher.plan import Plan
from matcher.problem import Mission, Problem
from matcher.rules.places import capacity, guests_of, place_of


@dataclass(frozen=True, slots=True)
class StartDeviations:
    """Starts, and the days by which each lies before or after the window."""

    starts: Numbers
    early: Numbers
    late: Numbers

    @property
    def out(self) -> Numbers:
        """[start]: days outside the window, on whichever side."""
        found: Numbers = self.early + self.late
        return found


def dates(
    problem: Problem, plan: Plan, mission: Mission, *, in_window: bool = False
) -> StartDeviations:
    """The start that the plan has, or all that places, order, closures and weekdays leave.

    Where one is pinned there is no other: no wider window lifts a pin. `in_window` leaves out
    those outside the window unread, which are most of a long horizon.
    """
    held = plan.held(mission.id).start
    if held is not None:
        none = np.zeros(1, dtype=np.int64)
        return StartDeviations(np.array([held], dtype=np.int64), none, none)
    among = mission.window if in_window else Span(0, len(problem.horizon))
    starts = np.array(list(_possible(problem, plan, mission, among)), dtype=np.int64)
    if _pinned(problem, mission) is not None:
        none = np.zeros(len(starts), dtype=np.int64)
        return StartDeviations(starts, none, none)
    early = np.maximum(0, mission.window.start - starts + 1) // 2
    late = np.maximum(0, starts - mission.window.end + 2) // 2
    return StartDeviations(starts, early, late)


def _possible(problem: Problem, plan: Plan, mission: Mission, among: Span) -> Iterator[HalfDay]:
    earliest = _after(problem, plan, mission)
    if earliest is None:
        return
    others, pinned = _others(problem, plan, mission), _pinned(problem, mission)
    latest = _before(problem, plan, mission)
    every = among if pinned is None else (pinned,)
    for start in (each for each in every if earliest <= each <= latest):
        refusals = start_refusals(problem, mission, start, pinned=pinned is not None)
        codes = {reason.code for reason in refusals}
        if codes <= {OUTSIDE_WINDOW} and _has_room(problem, mission, start, others):
            yield start


def _pinned(problem: Problem, mission: Mission) -> HalfDay | None:
    pin = problem.pins.get(mission.id)
    return None if pin is None else pin.start


def _after(problem: Problem, plan: Plan, mission: Mission) -> HalfDay | None:
    """The earliest start that the missions before it leave; None where one is not held."""
    earliest = 0
    for after in mission.after:
        start = plan.held(after.mission).start
        if start is None:
            return None
        earliest = max(earliest, start + problem.missions[after.mission].length + after.lag)
    return earliest


def _before(problem: Problem, plan: Plan, mission: Mission) -> HalfDay:
    """The latest start that missions leave which come after it and are held without it."""
    return min(
        (
            start - after.lag - mission.length
            for other in problem.missions.values()
            for after in other.after
            if after.mission == mission.id and (start := plan.held(other.id).start) is not None
        ),
        default=len(problem.horizon) - 1,
    )


def _others(problem: Problem, plan: Plan, mission: Mission) -> list[Span]:
    """When the place of a mission is taken by others."""
    place = place_of(mission)
    return [
        other.on_site(start)
        for other in problem.missions.values()
        if other.id != mission.id
        and place is not None
        and place_of(other) == place
        and (start := plan.held(other.id).start) is not None
    ]


def _has_room(problem: Problem, mission: Mission, start: HalfDay, others: list[Span]) -> bool:
    place = place_of(mission)
    most = None if place is None else capacity(problem, place)
    if place is None or most is None:
        return True
    guests = guests_of(problem, place).count
    return all(
        sum(half_day in span for span in others) + guests[half_day] < most
        for half_day in mission.on_site(start)
    )
