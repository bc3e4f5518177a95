"""The staffing problem as frozen facts: who, what, when, and what is better.

Times are half-day indices of the horizon, spans half-open; the definitions are those of
`docs/problem.md`. Every value checks what it can see of itself; what needs the whole file
(unknown ids, cycles) is checked by the reader, `matcher.files`.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, NewType

from matcher.halfdays import HalfDay, Horizon, Span

InstitutionId = NewType("InstitutionId", str)
PartnerId = NewType("PartnerId", str)
DomainId = NewType("DomainId", str)
ExpertId = NewType("ExpertId", str)
MissionId = NewType("MissionId", str)
RoleId = NewType("RoleId", str)
ProgrammeId = NewType("ProgrammeId", str)
Language = NewType("Language", str)
MissionRole = tuple[MissionId, RoleId]
"""A role: its id is its own within its mission alone."""

Kind = Literal["member", "official"]
Venue = Literal["abroad", "home", "remote"]
Measure = Literal[
    "incomplete", "vacancies", "calls", "misfit", "burden", "delay", "pool", "cost", "finish"
]
Tier = Mapping[Measure, int]

CEFR = ("A1", "A2", "B1", "B2", "C1", "C2")
RANK_BY_CEFR = {level: rank for rank, level in enumerate(CEFR, start=1)}

MEASURES: tuple[Measure, ...] = (
    "incomplete",
    "vacancies",
    "calls",
    "misfit",
    "burden",
    "delay",
    "pool",
    "cost",
    "finish",
)
DEFAULT_OBJECTIVE: tuple[Tier, ...] = (
    {"incomplete": 1},
    {"vacancies": 1},
    {"calls": 1},
    {"misfit": 10, "burden": 1, "delay": 2},
)


@dataclass(frozen=True, slots=True)
class Institution:
    """A parliament or associate body: employs experts, hosts missions at home."""

    id: InstitutionId
    timezone: str
    hosts_at_once: int | None = None
    closed: tuple[Span, ...] = ()
    name: str | None = None
    guests: tuple[Span, ...] = ()
    """Stays settled elsewhere, each taking the room of one mission; files do not have them."""


@dataclass(frozen=True, slots=True)
class Partner:
    """The parliament that is helped; hosts missions abroad."""

    id: PartnerId
    country: str
    timezone: str
    region: str | None = None
    at_once: int = 1
    closed: tuple[Span, ...] = ()
    name: str | None = None
    guests: tuple[Span, ...] = ()
    """As those of an institution."""


@dataclass(frozen=True, slots=True)
class Domain:
    """A field of knowledge; who holds a child holds its parent at the same level."""

    id: DomainId
    parent: DomainId | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Expert:
    """A member or official who can be sent.

    `languages` are CEFR ranks 1 (A1) to 6 (C2); `busy` is in the local half-days of the
    institution; `rest` and `load` are half-days, `days_max` days, None is no bound.
    """

    id: ExpertId
    kind: Kind
    institution: InstitutionId
    group: str | None = None
    domains: Mapping[DomainId, int] = field(default_factory=dict)
    languages: Mapping[Language, int] = field(default_factory=dict)
    experience: frozenset[str] = frozenset()
    busy: tuple[Span, ...] = ()
    days_max: int | None = None
    missions_max: int | None = None
    rest: int = 0
    load: int = 0
    prefers: frozenset[PartnerId] = frozenset()
    excludes: frozenset[PartnerId] = frozenset()
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """What a team needs, `count` times over: every seat has the same requirements."""

    id: RoleId
    count: int = 1
    kind: Kind | None = None
    institutions: frozenset[InstitutionId] = frozenset()
    domains: Mapping[DomainId, int] = field(default_factory=dict)
    languages: Mapping[Language, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.count < 1:
            raise ValueError(f"A role needs at least one seat: {self.count}.")


@dataclass(frozen=True, slots=True)
class After:
    """A mission that must have ended `lag` half-days before this one starts."""

    mission: MissionId
    lag: int = 0


@dataclass(frozen=True, slots=True)
class Mission:
    """One dated activity with a team; `window` holds its possible starts."""

    id: MissionId
    venue: Venue
    window: Span
    length: int
    roles: tuple[Role, ...]
    partner: PartnerId | None = None
    institution: InstitutionId | None = None
    half_day_starts: bool = False
    weekdays: frozenset[int] = frozenset({1, 2, 3, 4, 5})
    preferred: HalfDay | None = None
    travel_before: int = 0
    travel_after: int = 0
    priority: int = 1
    programme: ProgrammeId | None = None
    closed: tuple[Span, ...] = ()
    speaks: Mapping[Language, int] = field(default_factory=dict)
    plural: bool = True
    after: tuple[After, ...] = ()
    banned: frozenset[ExpertId] = frozenset()
    name: str | None = None

    def __post_init__(self) -> None:
        if self.length < 1:
            raise ValueError(f"A mission lasts at least one half-day: {self.length}.")
        if self.venue == "home" and self.institution is None:
            raise ValueError(f"A mission at home names the institution that hosts: {self.id}.")
        if self.venue != "home" and self.partner is None:
            raise ValueError(f"A mission {self.venue} names its partner: {self.id}.")

    @property
    def seats(self) -> int:
        """Seats of all roles together."""
        return sum(role.count for role in self.roles)

    def role(self, role_id: RoleId) -> Role:
        """The role of that id. Raises: KeyError where the mission has none."""
        for role in self.roles:
            if role.id == role_id:
                return role
        raise KeyError(role_id)

    def with_role(self, role: Role) -> "Mission":
        """The mission with the role in the place of the one of its id."""
        return replace(self, roles=tuple(role if role.id == r.id else r for r in self.roles))

    def on_site(self, start: HalfDay) -> Span:
        """The half-days at the place itself when the mission starts then."""
        return Span(start, start + self.length)

    def away(self, start: HalfDay) -> Span:
        """The half-days on site with the travel around them."""
        return Span(start - self.travel_before, start + self.length + self.travel_after)


@dataclass(frozen=True, slots=True)
class Programme:
    """Several missions with one sponsor; half-days are summed over assignments."""

    id: ProgrammeId
    expert_half_days_max: int | None = None
    by_institution: Mapping[InstitutionId, int] = field(default_factory=dict)
    budget_max: int | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Costs:
    """What sending somebody costs, in whole units of one currency; missing is 0."""

    fares: Mapping[InstitutionId, Mapping[PartnerId, int]] = field(default_factory=dict)
    per_diem: Mapping[PartnerId, int] = field(default_factory=dict)

    def of(self, mission: Mission, expert: Expert) -> int:
        """Cost of one assignment: abroad, fare and a per diem for each day begun; else 0."""
        if mission.venue != "abroad" or mission.partner is None:
            return 0
        fare = self.fares.get(expert.institution, {}).get(mission.partner, 0)
        return fare + self.per_diem.get(mission.partner, 0) * ((mission.length + 1) // 2)


@dataclass(frozen=True, slots=True)
class Held:
    """When a mission is held and who sits where; start None is not held, or not pinned."""

    start: HalfDay | None = None
    team: Mapping[RoleId, tuple[ExpertId, ...]] = field(default_factory=dict)

    @property
    def experts(self) -> tuple[ExpertId, ...]:
        """Everybody in the team, in the order of its roles."""
        return tuple(expert for seated in self.team.values() for expert in seated)

    def joined(self, role: RoleId, expert: ExpertId) -> "Held":
        """The same with one more in a role."""
        return replace(self, team={**self.team, role: (*self.team.get(role, ()), expert)})

    def without(self, leaving: Collection[ExpertId]) -> "Held":
        """The same without some of the team, and without the roles that nobody has then."""
        team = {role: tuple(e for e in who if e not in leaving) for role, who in self.team.items()}
        return replace(self, team={role: who for role, who in team.items() if who})


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything the matcher knows: facts, decisions already taken, and what is better."""

    horizon: Horizon
    institutions: Mapping[InstitutionId, Institution]
    experts: Mapping[ExpertId, Expert]
    missions: Mapping[MissionId, Mission]
    partners: Mapping[PartnerId, Partner] = field(default_factory=dict)
    domains: Mapping[DomainId, Domain] = field(default_factory=dict)
    programmes: Mapping[ProgrammeId, Programme] = field(default_factory=dict)
    costs: Costs = field(default_factory=Costs)
    pins: Mapping[MissionId, Held] = field(default_factory=dict)
    published: Mapping[MissionId, Held] = field(default_factory=dict)
    objective: tuple[Tier, ...] = DEFAULT_OBJECTIVE
    _levels: dict[ExpertId, tuple[Mapping[DomainId, int], Mapping[DomainId, int]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """What experts hold through children too, worked out once; the reader asks for every seat."""

    def lineage(self, domain: DomainId) -> Iterator[DomainId]:
        """The domain itself, its parent, its parent's parent, up to the root."""
        at: DomainId | None = domain
        while at is not None:
            yield at
            known = self.domains.get(at)
            at = known.parent if known else None

    def levels(self, expert: Expert) -> Mapping[DomainId, int]:
        """What the expert holds, parents included: the highest level wins."""
        known = self._levels.get(expert.id)
        if known is None or known[0] is not expert.domains:
            held: dict[DomainId, int] = {}
            for domain, level in expert.domains.items():
                for at in self.lineage(domain):
                    held[at] = max(level, held.get(at, 0))
            known = self._levels[expert.id] = expert.domains, held
        return known[1]

    def with_expert(self, expert: Expert) -> "Problem":
        """The problem with the expert in the place of the one of their id."""
        return replace(self, experts={**self.experts, expert.id: expert})

    def with_mission(self, mission: Mission) -> "Problem":
        """The problem with the mission in the place of the one of its id, or beside the others."""
        return replace(self, missions={**self.missions, mission.id: mission})

    def with_pin(self, mission: MissionId, pin: Held) -> "Problem":
        """The problem with that pin for the mission, whatever was pinned of it."""
        return replace(self, pins={**self.pins, mission: pin})
