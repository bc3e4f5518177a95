"""A plan in the making: what is taken of everybody's days, of places and of programmes."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from matcher.halfdays import HalfDay
from matcher.plan import Plan
from matcher.problem import Expert, ExpertId, Held, Mission, MissionId, Problem, RoleId
from matcher.rules.places import Place, capacity, place_of
from matcher.tables import Tables


@dataclass(frozen=True, slots=True)
class _Stay:
    mission: Mission
    start: HalfDay
    taken: tuple[HalfDay, ...]


class Draft:
    """Answers fast whether one more date or one more expert would still be right."""

    def __init__(self, problem: Problem, tables: Tables, base: Plan) -> None:
        self.problem = problem
        self.tables = tables
        self._held: dict[MissionId, Held] = {}
        self._stays: dict[ExpertId, list[_Stay]] = defaultdict(list)
        self._on_site: dict[Place, Counter[HalfDay]] = defaultdict(Counter)
        self._spent: Counter[tuple[str, str]] = Counter()
        for mission in problem.missions.values():
            held = base.held(mission.id)
            if held.start is not None:
                self.hold(mission, held.start, dict(held.team))

    @property
    def plan(self) -> Plan:
        """The plan so far."""
        return Plan(dict(self._held))

    def hold(
        self, mission: Mission, start: HalfDay, team: dict[RoleId, tuple[ExpertId, ...]]
    ) -> None:
        """Date a mission and seat its team; those already seated are not counted twice."""
        before = self._held.get(mission.id)
        self._held[mission.id] = Held(start, team)
        place = place_of(mission)
        if before is None and place is not None:
            self._on_site[place].update(mission.on_site(start))
        seated = set(before.experts) if before is not None else set()
        for expert in set(self._held[mission.id].experts) - seated:
            self._send(mission, start, self.problem.experts[expert])

    def has_place(self, mission: Mission, start: HalfDay) -> bool:
        """Is there room where the mission goes, and is what it follows over by then?"""
        for after in mission.after:
            before = self.problem.missions[after.mission]
            other = self._held.get(before.id, Held()).start
            if other is None or start < other + before.length + after.lag:
                return False
        place = place_of(mission)
        most = capacity(self.problem, place) if place is not None else None
        if place is None or most is None:
            return True
        return all(self._on_site[place][at] < most for at in mission.on_site(start))

    def has_room(self, mission: Mission, start: HalfDay, expert: Expert, team: Held) -> bool:
        """Could the expert come as well: no clash, rest, days, missions, programme?"""
        taken = self.tables.taken(mission, start, expert.institution)
        if taken is None:
            return False
        stays = self._stays[expert.id]
        if expert.missions_max is not None and len(stays) >= expert.missions_max:
            return False
        given = len(taken) + sum(len(stay.taken) for stay in stays)
        if expert.days_max is not None and given > 2 * expert.days_max:
            return False
        if any(self._clash(mission, start, taken, stay, expert) for stay in stays):
            return False
        return self._affords(mission, start, expert, (*team.experts, expert.id))

    def strain(self, mission: Mission, expert: Expert) -> int:
        """What the mission would add to the expert's burden, about."""
        length = mission.length + mission.travel_before + mission.travel_after
        given = sum(len(stay.taken) for stay in self._stays[expert.id])
        return length * (length + 2 * (expert.load + given))

    def _send(self, mission: Mission, start: HalfDay, expert: Expert) -> None:
        taken = self.tables.taken(mission, start, expert.institution) or ()
        self._stays[expert.id].append(_Stay(mission, start, taken))
        if mission.programme is not None:
            cost = self.problem.costs.of(mission, expert)
            self._spent[mission.programme, "half_days"] += len(taken)
            self._spent[mission.programme, f"of {expert.institution}"] += len(taken)
            self._spent[mission.programme, "cost"] += cost

    def _clash(
        self,
        mission: Mission,
        start: HalfDay,
        taken: tuple[HalfDay, ...],
        stay: _Stay,
        expert: Expert,
    ) -> bool:
        if mission.venue == stay.mission.venue == "abroad":
            one, other = mission.away(start), stay.mission.away(stay.start)
            return max(other.start - one.end, one.start - other.end) < expert.rest
        return not set(taken).isdisjoint(stay.taken)

    def _affords(
        self, mission: Mission, start: HalfDay, expert: Expert, team: Iterable[ExpertId]
    ) -> bool:
        """Do the programme's bounds hold with these people, the mission not yet counted?"""
        if mission.programme is None:
            return True
        programme = self.problem.programmes[mission.programme]
        seated = set(self._held[mission.id].experts) if mission.id in self._held else set()
        more = [self.problem.experts[e] for e in team if e not in seated]
        need = {e.id: len(self.tables.taken(mission, start, e.institution) or ()) for e in more}
        cost = sum(self.problem.costs.of(mission, e) for e in more)
        spent = self._spent
        own = sum(need[e.id] for e in more if e.institution == expert.institution)
        share = programme.by_institution.get(expert.institution)
        return (
            _within(
                spent[programme.id, "half_days"] + sum(need.values()),
                programme.expert_half_days_max,
            )
            and _within(spent[programme.id, f"of {expert.institution}"] + own, share)
            and _within(spent[programme.id, "cost"] + cost, programme.budget_max)
        )


def _within(amount: int, most: int | None) -> bool:
    return most is None or amount <= most
