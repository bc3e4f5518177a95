"""Why an expert sits where they sit: how well they suit it, and who else could take the seat."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from matcher.explain.around import Around
from matcher.explain.candidates import Choices, Ranking
from matcher.explain.excluded import Sieve
from matcher.explain.seat import Seat
from matcher.fit import Fit, fit
from matcher.halfdays import HalfDay
from matcher.index.tables import Tables
from matcher.plan import Plan
from matcher.problem import MEASURES, Expert, Measure, Mission, Problem, Role
from matcher.rules.reading import Seated

RUNNERS = 5
"""Others that are told in full, where nobody says how many."""
Field = Literal["country", "region", "none", "no_partner"]


@dataclass(frozen=True, slots=True)
class SkillLevels:
    """A domain or a language of a role: the level asked for and the one held; 0 is none."""

    kind: Literal["domain", "language"]
    name: str
    needed: int
    held: int


@dataclass(frozen=True, slots=True)
class Suits:
    """A fit with what it is made of."""

    fit: Fit
    skills: tuple[SkillLevels, ...]
    field: Field
    wishes: bool


@dataclass(frozen=True, slots=True)
class Why:
    """An assignment: how well it suits, what it takes, and who comes next.

    `without` is what would change in each measure if the seat stayed empty; `runners` could take it
    with the rest of the plan as it is, and `breaking` more would break something.
    """

    seat: Seat
    start: HalfDay
    suits: Suits
    cost: int
    half_days: int
    pinned: bool
    without: Mapping[Measure, int]
    runners: Choices
    breaking: int


def why(tables: Tables, plan: Plan, seat: Seat, *, most: int = RUNNERS) -> Why:
    """Why `instead` sits in that role. Raises: ValueError where they do not."""
    around = Around(tables, plan, seat)
    here = _assignment(around)
    ranking = Ranking(around, Sieve(around).open)
    empty = around.measures(here.start)
    return Why(
        seat=seat,
        start=here.start,
        suits=suits(around.problem, around.mission, around.role, here.expert),
        cost=around.problem.costs.of(around.mission, here.expert),
        half_days=here.half_days,
        pinned=around.is_pinned(here.expert.id),
        without={measure: empty[measure] - around.before[measure] for measure in MEASURES},
        runners=ranking.choices(ranking.free, most),
        breaking=ranking.choices(~ranking.free, 0).count,
    )


def suits(problem: Problem, mission: Mission, role: Role, expert: Expert) -> Suits:
    """What an expert brings to a role, beside what it asks for."""
    levels = problem.levels(expert)
    domains = [SkillLevels("domain", d, n, levels.get(d, 0)) for d, n in role.domains.items()]
    spoken = expert.languages
    languages = [SkillLevels("language", t, n, spoken.get(t, 0)) for t, n in role.languages.items()]
    return Suits(
        fit=fit(problem, mission, role, expert),
        skills=(*domains, *languages),
        field=_field(problem, mission, expert),
        wishes=mission.partner in expert.prefers,
    )


def _field(problem: Problem, mission: Mission, expert: Expert) -> Field:
    if mission.partner is None:
        return "no_partner"
    partner = problem.partners[mission.partner]
    if partner.country in expert.experience:
        return "country"
    return "region" if partner.region in expert.experience else "none"


def _assignment(around: Around) -> Seated:
    for seat in around.reading.seats:
        here = (seat.mission.id, seat.role.id, seat.expert.id)
        if here == (around.mission.id, around.role.id, around.seat.instead):
            return seat
    raise ValueError(f"Nobody of that name sits there: {around.seat.instead}.")
