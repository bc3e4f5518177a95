"""The freeze zone: missions that begin too soon to be changed are pinned as they are published.

What facts forbid (somebody is gone or busy, a partner has closed) is left unpinned and named, so
that a freeze never makes a problem infeasible without saying why.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from matcher.eligibility import requirement_refusals
from matcher.halfdays import HalfDay
from matcher.plan import Breach, Plan
from matcher.problem import ExpertId, Held, Mission, MissionId, Problem, RoleId
from matcher.rules import RULES
from matcher.rules.reading import Reading

Refused = frozenset[tuple[MissionId, ExpertId | None]]
"""Dates (None) and people of missions of which it is known that they cannot be kept."""
_MAY_HEAL = {"plurality.one_group", "order.not_held"}
"""What a plan of pins alone may break although a whole plan keeps them."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """The problem with what is frozen pinned, those missions, and what could not be kept.

    Nobody joins a frozen team that is kept whole.
    """

    problem: Problem
    missions: tuple[MissionId, ...]
    lost: tuple[Breach, ...]


def freeze(problem: Problem, live: Plan, until: HalfDay, refused: Refused = frozenset()) -> Frozen:
    """Pin what is under way, travel included, before a half-day; what is pinned already stays."""
    zone = [
        problem.missions[name]
        for name, held in live.missions.items()
        if name in problem.missions and _is_under_way(problem.missions[name], held, until)
    ]
    zone.sort(key=lambda mission: (live.held(mission.id).start, mission.id))
    freezing = _Freezing(problem, zone)
    for mission in zone:
        freezing.take(mission, live.held(mission.id), refused)
    return Frozen(freezing.sealed(), tuple(freezing.frozen), tuple(freezing.lost))


def _is_under_way(mission: Mission, held: Held, until: HalfDay) -> bool:
    return held.start is not None and held.start - mission.travel_before < until


class _Freezing:
    """Pins that grow mission by mission, each kept only where a plan of pins alone is right."""

    def __init__(self, problem: Problem, zone: Iterable[Mission]) -> None:
        self._problem = problem
        self._part = _only(problem, {mission.id for mission in zone} | set(problem.pins))
        self._pins = dict(problem.pins)
        self._known = set(map(_key, self._wrongs(self._pins)))
        self.frozen: list[MissionId] = []
        self.lost: list[Breach] = []

    def take(self, mission: Mission, held: Held, refused: Refused) -> None:
        """Freeze a mission's date, and everybody of its team who is still possible.

        Where somebody has decided on another date it is not frozen.
        """
        pin = self._problem.pins.get(mission.id, Held())
        if pin.start not in (None, held.start):
            return
        dated = replace(pin, start=held.start)
        if (mission.id, None) in refused:
            self.lost.append(Breach("pin.not_held", mission.id))
        elif self._keep(mission.id, dated):
            self.frozen.append(mission.id)
            self._take_team(mission, held, refused)

    def sealed(self) -> Problem:
        """The problem with these pins; nobody else joins a team that is whole."""
        missions = dict(self._problem.missions)
        broken = {breach.mission for breach in self.lost}
        for name in self.frozen:
            if name not in broken:
                others = self._problem.experts.keys() - set(self._pins[name].experts)
                missions[name] = replace(missions[name], banned=missions[name].banned | others)
        return replace(self._problem, missions=missions, pins=self._pins)

    def _take_team(self, mission: Mission, held: Held, refused: Refused) -> None:
        seats = [(role, expert) for role, team in held.team.items() for expert in team]
        possible = []
        for role, expert in seats:
            if (mission.id, expert) in refused:
                self.lost.append(Breach("pin.expert_missing", mission.id, role, expert))
            elif found := list(self._refusals(mission, role, expert)):
                self.lost += found
            else:
                possible.append((role, expert))
        whole = self._pins[mission.id]
        for role, expert in possible:
            whole = _joined(whole, role, expert)
        if not self._wrong(mission.id, whole):
            self._pins[mission.id] = whole
            return
        for role, expert in possible:
            self._keep(mission.id, _joined(self._pins[mission.id], role, expert))

    def _refusals(self, mission: Mission, role: RoleId, expert: ExpertId) -> Iterator[Breach]:
        """What speaks against somebody in a role, whoever else is frozen."""
        where = mission.id, role, expert
        if role not in {each.id for each in mission.roles}:
            yield Breach("plan.unknown_role", *where)
        elif expert not in self._problem.experts:
            yield Breach("plan.unknown_expert", *where)
        elif expert not in self._pins[mission.id].experts:
            facts = self._problem.experts[expert]
            for reason in requirement_refusals(self._problem, mission, mission.role(role), facts):
                yield Breach(reason.code, *where, reason.facts)

    def _keep(self, name: MissionId, pin: Held) -> bool:
        """Pin it if the pins alone are still right; else name what stands against it."""
        found = self._wrong(name, pin)
        if found:
            self.lost += [replace(breach, mission=name) for breach in found]
            return False
        self._pins[name] = pin
        return True

    def _wrong(self, name: MissionId, pin: Held) -> list[Breach]:
        found = self._wrongs({**self._pins, name: pin})
        return [breach for breach in found if _key(breach) not in self._known]

    def _wrongs(self, pins: dict[MissionId, Held]) -> list[Breach]:
        """What a plan of pins alone breaks, and no other mission could mend."""
        dated = {name: pin for name, pin in pins.items() if pin.start is not None}
        reading = Reading(replace(self._part, pins=dated), Plan(dated))
        found = (breach for rule in RULES for breach in rule.breaches(reading))
        return [breach for breach in found if breach.code not in _MAY_HEAL]


def _only(problem: Problem, names: set[MissionId]) -> Problem:
    """The problem with these missions alone."""
    missions = {
        name: replace(mission, after=tuple(a for a in mission.after if a.mission in names))
        for name, mission in problem.missions.items()
        if name in names
    }
    return replace(problem, missions=missions, published={})


def _joined(pin: Held, role: RoleId, expert: ExpertId) -> Held:
    if expert in pin.experts:
        return pin
    return replace(pin, team={**pin.team, role: (*pin.team.get(role, ()), expert)})


def _key(breach: Breach) -> tuple[str, MissionId | None, RoleId | None, ExpertId | None]:
    return breach.code, breach.mission, breach.role, breach.expert
