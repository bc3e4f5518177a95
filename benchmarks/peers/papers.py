"""A coordinator's papers: who is where, what is spent, what is settled and never taken back."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from benchmarks.peers.facts import Site, capacity, site_of
from matcher.halfdays import HalfDay
from matcher.index.tables import Tables
from matcher.problem import Expert, ExpertId, Held, Mission, MissionId, Problem, RoleId

Charge = tuple[str, ...]
"""What a programme pays for: its half-days, those of an institution, its budget."""
Team = dict[RoleId, tuple[ExpertId, ...]]


@dataclass(slots=True)
class Papers:
    """Answers whether one more date or one more expert would still be right."""

    problem: Problem
    tables: Tables
    plan: dict[MissionId, Held] = field(default_factory=dict)
    taken: dict[ExpertId, set[HalfDay]] = field(default_factory=lambda: defaultdict(set))
    abroad: dict[ExpertId, list[tuple[HalfDay, HalfDay]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    missions: Counter[ExpertId] = field(default_factory=Counter)
    on_site: dict[Site, Counter[HalfDay]] = field(default_factory=lambda: defaultdict(Counter))
    spent: Counter[Charge] = field(default_factory=Counter)

    def dates(self, mission: Mission) -> Iterator[HalfDay]:
        """Dates that the place and the order of missions allow, nearest to the preferred first."""
        wanted = mission.window.start if mission.preferred is None else mission.preferred
        for start in sorted(self.tables.starts[mission.id], key=lambda s: (abs(s - wanted), s)):
            if self.has_place(mission, start) and self.is_after(mission, start):
                yield start

    def has_place(self, mission: Mission, start: HalfDay) -> bool:
        """Is there room where the mission goes?"""
        site = site_of(mission)
        most = None if site is None else capacity(self.problem, site)
        if site is None or most is None:
            return True
        return all(self.on_site[site][at] < most for at in mission.on_site(start))

    def is_after(self, mission: Mission, start: HalfDay) -> bool:
        """Are the missions before it held, and over by then?"""
        for after in mission.after:
            before = self.plan.get(after.mission, Held()).start
            length = self.problem.missions[after.mission].length
            if before is None or start < before + length + after.lag:
                return False
        return True

    def is_free(self, mission: Mission, start: HalfDay, expert: Expert) -> bool:
        """No doubles, rest kept, room left in days and missions."""
        takes = self.tables.taken(mission, start, expert.institution) or ()
        mine = self.taken[expert.id]
        if not mine.isdisjoint(takes):
            return False
        if expert.days_max is not None and len(mine) + len(takes) > 2 * expert.days_max:
            return False
        if expert.missions_max is not None and self.missions[expert.id] >= expert.missions_max:
            return False
        away = mission.away(start)
        return mission.venue != "abroad" or all(
            away.start - end >= expert.rest or begin - away.end >= expert.rest
            for begin, end in self.abroad[expert.id]
        )

    def can_pay(self, mission: Mission, start: HalfDay, expert: Expert, asked: Team) -> bool:
        """Does the programme bear one more expert beside those already asked?"""
        if mission.programme is None:
            return True
        programme = self.problem.programmes[mission.programme]
        bill = self.bill(mission, start, asked) + self.charge(mission, start, expert)
        most: dict[Charge, int | None] = {
            (programme.id, "half-days"): programme.expert_half_days_max,
            (programme.id, "budget"): programme.budget_max,
            **{(programme.id, "of", home): n for home, n in programme.by_institution.items()},
        }
        return all(
            limit is None or self.spent[what] + bill[what] <= limit for what, limit in most.items()
        )

    def bill(self, mission: Mission, start: HalfDay, team: Team) -> Counter[Charge]:
        """What a team costs the programme of its mission."""
        found: Counter[Charge] = Counter()
        for expert in Held(start, team).experts:
            found += self.charge(mission, start, self.problem.experts[expert])
        return found

    def charge(self, mission: Mission, start: HalfDay, expert: Expert) -> Counter[Charge]:
        """What one expert costs the programme."""
        if mission.programme is None:
            return Counter()
        days = len(self.tables.taken(mission, start, expert.institution) or ())
        return Counter(
            {
                (mission.programme, "half-days"): days,
                (mission.programme, "of", expert.institution): days,
                (mission.programme, "budget"): self.problem.costs.of(mission, expert),
            }
        )

    def settle(self, mission: Mission, start: HalfDay, team: Team) -> None:
        """Write a mission into every paper."""
        self.plan[mission.id] = Held(start, team)
        site = site_of(mission)
        if site is not None:
            self.on_site[site].update(mission.on_site(start))
        self.spent += self.bill(mission, start, team)
        away = mission.away(start)
        for expert in self.plan[mission.id].experts:
            home = self.problem.experts[expert].institution
            self.taken[expert].update(self.tables.taken(mission, start, home) or ())
            self.missions[expert] += 1
            if mission.venue == "abroad":
                self.abroad[expert].append((away.start, away.end))
