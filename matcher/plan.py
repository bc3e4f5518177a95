"""Who sits where and when, and what is known of it: the matcher's answers as values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from matcher.halfdays import HalfDay
from matcher.problem import ExpertId, Held, Language, Measure, MissionId, RoleId

Status = Literal["optimal", "feasible", "infeasible", "unknown"]
Facts = Mapping[str, object]
"""Named gaps of a sentence: JSON values only (numbers, text, lists of them)."""
Starts = Mapping[MissionId, HalfDay]
"""When missions that are held start."""


@dataclass(frozen=True, slots=True, order=True)
class Assignment:
    """One expert in one seat of a plan."""

    mission: MissionId
    role: RoleId
    expert: ExpertId


@dataclass(frozen=True, slots=True)
class Plan:
    """Dates and teams; a mission left out, or with no start, is not held."""

    missions: Mapping[MissionId, Held] = field(default_factory=dict)

    def held(self, mission: MissionId) -> Held:
        """When and with whom; `Held()` for a mission that is left out."""
        return self.missions.get(mission, Held())

    def holding(self, mission: MissionId, held: Held) -> "Plan":
        """The plan with the mission held like this."""
        return Plan({**self.missions, mission: held})

    @property
    def assignments(self) -> Iterator[Assignment]:
        """Every filled seat, in the order of missions and roles."""
        for mission, held in self.missions.items():
            for role, seated in held.team.items():
                for expert in seated:
                    yield Assignment(mission, role, expert)


@dataclass(frozen=True, slots=True)
class Breach:
    """A hard rule that a plan breaks: code, where, and the facts that a sentence needs."""

    code: str
    mission: MissionId | None = None
    role: RoleId | None = None
    expert: ExpertId | None = None
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Penalty:
    """What one thing in a plan adds to a measure, and where."""

    amount: int
    mission: MissionId | None = None
    role: RoleId | None = None
    expert: ExpertId | None = None
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Review:
    """A plan read without a solver: what it breaks, and how good it is."""

    breaches: tuple[Breach, ...]
    measures: Mapping[Measure, int]
    tiers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TierResult:
    """One level of the objective: its value and a proven lower bound of it."""

    value: int
    bound: int

    @property
    def optimal(self) -> bool:
        """Is the value proven best, given the tiers above?"""
        return self.value == self.bound

    @property
    def gap(self) -> float:
        """(value − bound) / value, 0 where proven."""
        return 0.0 if self.optimal else (self.value - self.bound) / max(1, abs(self.value))


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """How many experts remain once a requirement has been added."""

    step: str
    left: int


@dataclass(frozen=True, slots=True)
class Unlock:
    """A single change of the problem that would fill a vacancy, with the tiers it gives."""

    code: str
    patch: tuple[Mapping[str, object], ...]
    tiers: tuple[int, ...]
    expert: ExpertId | None = None


@dataclass(frozen=True, slots=True)
class Vacancy:
    """Empty seats of a role, or a language that nobody in the team speaks, and why."""

    mission: MissionId
    role: RoleId | None = None
    seats: int = 0
    language: Language | None = None
    funnel: tuple[FunnelStep, ...] = ()
    unlocks: tuple[Unlock, ...] = ()


@dataclass(frozen=True, slots=True)
class PinRef:
    """One pin: a mission's start, or an expert in a role."""

    mission: MissionId
    start: str | None = None
    role: RoleId | None = None
    expert: ExpertId | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a solve says: status, plan, measures, proven tiers, vacancies or the conflict."""

    status: Status
    plan: Plan | None = None
    measures: Mapping[Measure, int] = field(default_factory=dict)
    tiers: tuple[TierResult, ...] = ()
    vacancies: tuple[Vacancy, ...] = ()
    conflict: tuple[PinRef, ...] = ()
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Progress:
    """News of a running solve: the tier at work, its best value and proven bound so far.

    `seconds` since the problem was read; `vacancies` empty seats (not weighted) of `plan`,
    which is the best plan so far.
    """

    tier: int
    value: int | None
    bound: int | None
    vacancies: int | None
    seconds: float
    plan: Plan | None = None
