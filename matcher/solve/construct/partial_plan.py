"""A plan in the making: dates and teams by row, and what they take of people and programmes."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from matcher.arrays import Flags, Numbers
from matcher.halfdays import HalfDay, Span
from matcher.index.tables import Tables
from matcher.plan import Plan
from matcher.problem import Held, Mission, MissionId, Problem, RoleId
from matcher.rules.limits import allowances
from matcher.rules.plurality import is_mixed
from matcher.rules.rest import gap_between, rests


@dataclass(frozen=True, slots=True)
class Commitment:
    """What a mission takes of one expert: the half-days, and the interval away if abroad."""

    mission: MissionId
    taken: tuple[HalfDay, ...]
    away: Span | None

    def clashes(self, other: "Commitment", rest: int) -> bool:
        """Do the two share a half-day, or lie too near each other abroad?"""
        if self.away is not None and other.away is not None:
            return gap_between(self.away, other.away) < rest
        if self.taken[-1] < other.taken[0] or other.taken[-1] < self.taken[0]:
            return False
        return not set(self.taken).isdisjoint(other.taken)


class PartialPlan:
    """Answers fast whether one more expert would still be right, and takes them in or out."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.problem: Problem = tables.problem
        limits = allowances(tables.experts)
        self._missions: list[int] = limits.missions.tolist()
        self._half_days: list[int] = limits.half_days.tolist()
        self._rests: list[int] = rests(tables.experts).tolist()
        self.starts: dict[MissionId, HalfDay] = {}
        self.teams: dict[MissionId, dict[RoleId, list[int]]] = defaultdict(dict)
        self.commitments: dict[int, list[Commitment]] = defaultdict(list)
        self.is_sent: Flags = np.zeros(len(tables.experts), dtype=np.bool_)
        self.spent: Counter[tuple[str, str]] = Counter()
        self._journal: list[tuple[bool, MissionId, RoleId, int]] = []
        self._known: dict[tuple[MissionId, HalfDay, int], Commitment | None] = {}

    def take(self, plan: Plan) -> None:
        """Everything that a right plan holds."""
        for mission, held in plan.missions.items():
            if held.start is not None and mission in self.problem.missions:
                self.starts[mission] = held.start
                for role, experts in held.team.items():
                    for expert in experts:
                        self.seat(mission, role, self.tables.census.row[expert])

    def half_days(self, mission: Mission) -> Numbers:
        """[clock]: half-days that the mission takes on its date."""
        start = self.starts[mission.id]
        taken = (self.tables.taken_by(mission, start, here) for here in self.tables.census.clocks)
        return np.array([len(half_days or ()) for half_days in taken], dtype=np.int64)

    def plan(self) -> Plan:
        """The partial plan as a plan, in the order of the problem."""
        return Plan({name: self.held(name) for name in self.problem.missions})

    def team(self, mission: MissionId) -> list[int]:
        """Everybody in a team, role by role."""
        return [row for rows in self.teams[mission].values() for row in rows]

    def commitment(self, mission: Mission, start: HalfDay, row: int) -> Commitment | None:
        """What a mission would take of an expert; None where they cannot come then."""
        clock = int(self.tables.census.clock[row]) if mission.venue == "remote" else -1
        key = (mission.id, start, clock)
        if key not in self._known:
            here = self.tables.census.clocks[clock] if clock >= 0 else ""
            taken = self.tables.taken_by(mission, start, here)
            abroad = mission.away(start) if mission.venue == "abroad" else None
            self._known[key] = None if taken is None else Commitment(mission.id, taken, abroad)
        return self._known[key]

    def blockers(self, commitment: Commitment, row: int) -> list[MissionId] | None:
        """The missions that keep an expert from one more commitment; None where limits do too.

        An empty list means that they can come.
        """
        commitments = self.commitments.get(row)
        if not commitments:
            is_too_much = len(commitment.taken) > self._half_days[row] or not self._missions[row]
            return None if is_too_much else []
        rest = self._rests[row]
        met = [other.mission for other in commitments if other.clashes(commitment, rest)]
        kept = [other for other in commitments if other.mission not in met]
        if len(kept) >= self._missions[row]:
            return None
        given = len(commitment.taken) + sum(len(other.taken) for other in kept)
        return None if given > self._half_days[row] else met

    def mixes(self, mission: Mission, row: int, without: Iterable[int] = ()) -> bool:
        """Does the team stay plural with this expert in it?"""
        groups = self.tables.census.groups
        if not is_mixed(mission) or groups[row] < 0:
            return True
        others = set(self.team(mission.id)) - set(without)
        met = {int(groups[other]) for other in others if groups[other] >= 0}
        return met != {int(groups[row])}

    def affords(self, mission: Mission, commitment: Commitment, row: int) -> bool:
        """Do the programme's bounds hold with one more seat?"""
        if mission.programme is None:
            return True
        programme = self.problem.programmes[mission.programme]
        expert = self.tables.experts[row]
        share = programme.by_institution.get(expert.institution)
        cost = self.problem.costs.of(mission, expert)
        name, spent, need = programme.id, self.spent, len(commitment.taken)
        return (
            _within(spent[name, "half_days"] + need, programme.expert_half_days_max)
            and _within(spent[name, f"of {expert.institution}"] + need, share)
            and _within(spent[name, "cost"] + cost, programme.budget_max)
        )

    def seat(self, mission: MissionId, role: RoleId, row: int) -> None:
        """Put an expert in a role of a dated mission."""
        self._journal.append((True, mission, role, row))
        self._put(mission, role, row)

    def unseat(self, mission: MissionId, role: RoleId, row: int) -> None:
        """Take an expert out again."""
        self._journal.append((False, mission, role, row))
        self._drop(mission, role, row)

    def held(self, mission: MissionId) -> Held:
        """When a mission is held, and with whom."""
        team = self.teams.get(mission, {})
        experts = self.tables.experts
        seated = {
            role.id: tuple(experts[row].id for row in sorted(team[role.id]))
            for role in self.problem.missions[mission].roles
            if team.get(role.id)
        }
        return Held(self.starts.get(mission), seated)

    def dismiss(self, mission: MissionId) -> None:
        """Take a whole team out, and the date with it."""
        for role, rows in self.teams[mission].items():
            for row in tuple(rows):
                self.unseat(mission, role, row)
        self.starts.pop(mission, None)

    def mark(self) -> int:
        """A point to which everything can be undone."""
        return len(self._journal)

    def undo(self, mark: int) -> None:
        """Take back every seat given or taken since; the dates must be those of then."""
        while len(self._journal) > mark:
            was_seated, mission, role, row = self._journal.pop()
            (self._drop if was_seated else self._put)(mission, role, row)

    def _put(self, mission: MissionId, role: RoleId, row: int) -> None:
        facts = self.problem.missions[mission]
        commitment = self.commitment(facts, self.starts[mission], row)
        if commitment is None:
            raise ValueError(f"A session at night: {mission}.")
        self.teams[mission].setdefault(role, []).append(row)
        self.commitments[row].append(commitment)
        self.is_sent[row] = True
        self._spend(facts, commitment, row, 1)

    def _drop(self, mission: MissionId, role: RoleId, row: int) -> None:
        self.teams[mission][role].remove(row)
        commitment = next(
            commitment for commitment in self.commitments[row] if commitment.mission == mission
        )
        self.commitments[row].remove(commitment)
        self.is_sent[row] = bool(self.commitments[row])
        self._spend(self.problem.missions[mission], commitment, row, -1)

    def _spend(self, mission: Mission, commitment: Commitment, row: int, sign: int) -> None:
        if mission.programme is not None:
            expert, name = self.tables.experts[row], mission.programme
            self.spent[name, "half_days"] += sign * len(commitment.taken)
            self.spent[name, f"of {expert.institution}"] += sign * len(commitment.taken)
            self.spent[name, "cost"] += sign * self.problem.costs.of(mission, expert)


def _within(amount: int, most: int | None) -> bool:
    return most is None or amount <= most
