"""A change of how far a scenario looks ahead."""

from collections.abc import Mapping
from dataclasses import replace

from matcher.eligibility import occupied
from matcher.halfdays import HalfDay, Span
from matcher.problem import Expert, ExpertId, Held, Mission, MissionId, Problem
from matcher.scenario.facts import Gone, Said


def until(said: Said) -> Problem:
    """`horizon.until` {last}: what is published for later stays so, the rest begins by then.

    Missions without a date that cannot begin by then are left out, and those that wait for them.
    """
    problem, end = said.problem, said.horizon.end_index(said.text("last"))
    if end <= 0:
        raise Gone
    pins = {**problem.pins, **_kept(problem, end)}
    later = _later(problem, pins, end)
    missions = {
        name: _cut(mission, pins.get(name, Held()), end)
        for name, mission in problem.missions.items()
        if name not in later
    }
    left = {name: pin for name, pin in pins.items() if name in missions}
    return replace(problem, missions=missions, pins=left)


def _kept(problem: Problem, end: HalfDay) -> Mapping[MissionId, Held]:
    """Pins of what is published for later: its start, and whoever still can go."""
    found = {}
    for name, held in problem.published.items():
        mission = problem.missions.get(name)
        pin = problem.pins.get(name, Held())
        if mission is None or held.start is None or held.start < end or pin.start is not None:
            continue
        known = {role.id for role in mission.roles}
        team = {
            role: tuple(e for e in seated if _can_go(problem, mission, held.start, e))
            for role, seated in held.team.items()
            if role in known
        }
        found[name] = Held(held.start, {role: s for role, s in {**team, **pin.team}.items() if s})
    return found


def _can_go(problem: Problem, mission: Mission, start: HalfDay, name: ExpertId) -> bool:
    expert = problem.experts.get(name)
    if expert is None:
        return False
    taken = occupied(problem, mission, start, expert.institution)
    return taken is not None and not _is_busy(expert, taken)


def _is_busy(expert: Expert, taken: tuple[HalfDay, ...]) -> bool:
    return any(half_day in span for span in expert.busy for half_day in taken)


def _later(problem: Problem, pins: Mapping[MissionId, Held], end: HalfDay) -> frozenset[MissionId]:
    """Missions without a pinned date that begin after the end, or wait for one that does."""
    open_ones = {
        name: mission
        for name, mission in problem.missions.items()
        if pins.get(name, Held()).start is None
    }
    found = {name for name, mission in open_ones.items() if mission.window.start >= end}
    while more := {
        name
        for name, mission in open_ones.items()
        if name not in found and any(after.mission in found for after in mission.after)
    }:
        found |= more
    return frozenset(found)


def _cut(mission: Mission, pin: Held, end: HalfDay) -> Mission:
    if pin.start is not None or mission.window.end <= end:
        return mission
    preferred = mission.preferred
    is_later = preferred is not None and preferred >= end
    window = Span(mission.window.start, end)
    return replace(mission, window=window, preferred=None if is_later else preferred)
