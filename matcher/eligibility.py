"""When a mission may start and what a role asks for, one expert at a time, with every reason.

Plain Python for people's questions and for `review`; the search has its own tables of the
same rules for all experts at once (`matcher.index.tables`).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from matcher.halfdays import HalfDay, Span
from matcher.plan import Facts
from matcher.problem import CEFR, Expert, InstitutionId, Mission, Problem, Role
from matcher.sessions import occupied_half_days

OUTSIDE_WINDOW = "start.outside_window"
START_CODES = (
    OUTSIDE_WINDOW,
    "start.weekday",
    "start.afternoon",
    "start.outside_horizon",
    "start.closed",
)
"""What may stand against a start."""
REQUIREMENT_CODES = (
    "role.kind",
    "role.institution",
    "role.domain",
    "role.language",
    "expert.banned",
    "expert.excludes_partner",
)
"""What may stand against somebody in a role, on any date."""
NEVER_FREE, NO_START = NEVER_CODES = ("expert.never_free", "start.none")
"""Why nobody can be sent on any date: they are free on none, or there is none."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why not: a code and the facts of its sentence."""

    code: str
    facts: Facts = field(default_factory=dict)


def closures(problem: Problem, mission: Mission) -> Iterator[tuple[str, Span]]:
    """What the time on site may not meet, with whose closure it is."""
    yield from (("mission", span) for span in mission.closed)
    if mission.venue == "home" and mission.institution is not None:
        home = problem.institutions[mission.institution]
        yield from (("institution", span) for span in home.closed)
    elif mission.partner is not None:
        yield from (("partner", span) for span in problem.partners[mission.partner].closed)


def start_refusals(
    problem: Problem, mission: Mission, start: HalfDay, *, pinned: bool = False
) -> Iterator[Reason]:
    """Every reason why a mission may not start then; a pin lifts the window and the weekday."""
    horizon, away = problem.horizon, mission.away(start)
    at = horizon.moment(start)
    if not pinned and start not in mission.window:
        window = [horizon.moment(mission.window.start), horizon.moment(mission.window.end - 1)]
        yield Reason("start.outside_window", {"start": at, "window": window})
    if not pinned and horizon.weekday(start) not in mission.weekdays:
        allowed = sorted(mission.weekdays)
        facts = {"start": at, "weekday": horizon.weekday(start), "allowed": allowed}
        yield Reason("start.weekday", facts)
    if not mission.half_day_starts and start % 2:
        yield Reason("start.afternoon", {"start": at})
    if not horizon.holds(away.start, away.end):
        span = [horizon.moment(away.start), horizon.moment(away.end - 1)]
        yield Reason("start.outside_horizon", {"start": at, "away": span})
    for whose, closure in closures(problem, mission):
        if closure.overlaps(mission.on_site(start)):
            closed = [horizon.moment(closure.start), horizon.moment(closure.end - 1)]
            yield Reason("start.closed", {"start": at, "whose": whose, "closed": closed})


def allowed_starts(problem: Problem, mission: Mission) -> tuple[HalfDay, ...]:
    """The starts that rules and pins leave; only the pinned one where a start is pinned."""
    pin = problem.pins.get(mission.id)
    if pin is not None and pin.start is not None:
        refused = next(start_refusals(problem, mission, pin.start, pinned=True), None)
        return (pin.start,) if refused is None else ()
    return tuple(
        start
        for start in mission.window
        if next(start_refusals(problem, mission, start), None) is None
    )


def occupied(
    problem: Problem, mission: Mission, start: HalfDay, institution: InstitutionId
) -> tuple[HalfDay, ...] | None:
    """Half-days that the mission takes of an expert of that institution, sorted.

    None where a remote session falls outside their day; may pass the ends of the horizon.
    """
    if mission.venue != "remote" or mission.partner is None:
        return tuple(mission.away(start))
    there = problem.partners[mission.partner].timezone
    here = problem.institutions[institution].timezone
    return occupied_half_days(problem.horizon, start, mission.length, there, here)


def requirement_refusals(
    problem: Problem, mission: Mission, role: Role, expert: Expert
) -> Iterator[Reason]:
    """Every requirement of the role, ban and exclusion that stands against the expert."""
    if role.kind is not None and expert.kind != role.kind:
        yield Reason("role.kind", {"needed": role.kind, "held": expert.kind})
    if role.institutions and expert.institution not in role.institutions:
        needed = sorted(role.institutions)
        yield Reason("role.institution", {"needed": needed, "held": expert.institution})
    yield from domain_refusals(problem, role, expert)
    yield from language_refusals(role, expert)
    if expert.id in mission.banned:
        yield Reason("expert.banned")
    if mission.partner is not None and mission.partner in expert.excludes:
        yield Reason("expert.excludes_partner", {"partner": mission.partner})


def domain_refusals(problem: Problem, role: Role, expert: Expert) -> Iterator[Reason]:
    """The domains in which the expert's level is too low."""
    levels = problem.levels(expert) if role.domains else {}
    for domain, needed in role.domains.items():
        held = levels.get(domain, 0)
        if held < needed:
            yield Reason("role.domain", {"domain": domain, "needed": needed, "held": held})


def language_refusals(role: Role, expert: Expert) -> Iterator[Reason]:
    """The languages that the expert speaks too little or not at all."""
    for language, needed in role.languages.items():
        held = expert.languages.get(language, 0)
        if held < needed:
            spoken = CEFR[held - 1] if held else None
            facts = {"language": language, "needed": CEFR[needed - 1], "held": spoken}
            yield Reason("role.language", facts)


def is_pinned(problem: Problem, mission: Mission, role: Role, expert: Expert) -> bool:
    """Has it been decided that this expert sits in this role?"""
    pin = problem.pins.get(mission.id)
    return pin is not None and expert.id in pin.team.get(role.id, ())
