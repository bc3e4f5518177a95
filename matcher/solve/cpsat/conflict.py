"""Pins: a plan that keeps them all, or an irreducible set of them that no plan keeps."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from matcher.index.tables import Tables
from matcher.pins import pin_refs
from matcher.plan import PinRef, Plan
from matcher.problem import Held, MissionId, Problem
from matcher.review import review
from matcher.rules import RULES
from matcher.solve.cpsat.run import run
from matcher.solve.cpsat.variables import Variables
from matcher.solve.limits import Settings


@dataclass(frozen=True, slots=True)
class PinsKept:
    """What became of the question whether some pins can be kept: a plan, a no, or neither."""

    plan: Plan | None = None
    impossible: bool = False


def keep_pins(problem: Problem, settings: Settings) -> PinsKept:
    """A right plan that keeps all pins and holds nothing else that it need not."""
    pins = pin_refs(problem)
    plain = Plan({m: pin for m, pin in problem.pins.items() if pin.start is not None or pin.team})
    is_dated = all(pin.start is not None for pin in plain.missions.values())
    if not pins or (is_dated and not review(problem, plain).breaches):
        return PinsKept(plain if pins else Plan())
    return _keep(problem, pins, settings)


def irreducible(problem: Problem, settings: Settings) -> tuple[PinRef, ...]:
    """Pins that cannot be kept together; without any one of them the others can.

    A pin may also lift a rule that another needs lifted (a pinned start its window), so what
    is left is gone through again until nothing more can be dropped.
    """
    kept = list(pin_refs(problem))
    shrinking = True
    while shrinking:
        shrinking = False
        for pin in list(kept):
            rest = [other for other in kept if other != pin]
            if rest and _keep(problem, rest, settings).impossible:
                kept, shrinking = rest, True
    return tuple(kept)


def _keep(problem: Problem, pins: Iterable[PinRef], settings: Settings) -> PinsKept:
    part = _with_pins(problem, pins)
    x = Variables(part, Tables(part))
    for rule in RULES:
        rule.declare(x)
    found = run(x.model, settings, settings.time_left, settings.work_limit)
    return PinsKept(x.plan(found.value) if found.value is not None else None, found.infeasible)


def _with_pins(problem: Problem, pins: Iterable[PinRef]) -> Problem:
    """The problem with these pins alone, and only the missions that they need.

    Missions that are not held take nothing from the others; those that a pinned one follows
    must be held with it.
    """
    held: dict[MissionId, Held] = {}
    for pin in pins:
        before = held.get(pin.mission, Held())
        if pin.role is None or pin.expert is None:
            start = None if pin.start is None else problem.horizon.index(pin.start)
            held[pin.mission] = replace(before, start=start)
        else:
            held[pin.mission] = before.joined(pin.role, pin.expert)
    needed = _closure(problem, held)
    missions = {m.id: m for m in problem.missions.values() if m.id in needed}
    return replace(problem, missions=missions, pins=held)


def _closure(problem: Problem, pinned: Iterable[MissionId]) -> set[MissionId]:
    needed: set[MissionId] = set()
    waiting = list(pinned)
    while waiting:
        mission = waiting.pop()
        if mission not in needed:
            needed.add(mission)
            waiting += [after.mission for after in problem.missions[mission].after]
    return needed
