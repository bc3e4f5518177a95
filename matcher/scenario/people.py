"""Changes of people: who is there, and when and how often they may be sent."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from matcher.halfdays import Span
from matcher.problem import CEFR, DomainId, Expert, ExpertId, Language, Problem
from matcher.scenario.facts import Gone, Said


def withdraw(said: Said) -> Problem:
    """`expert.withdrawn` {expert}: somebody is not there; what was pinned of them goes too."""
    problem, gone = said.problem, said.expert
    experts = {name: expert for name, expert in problem.experts.items() if name != gone}
    pins = {
        mission: replace(
            pin,
            team={
                role: left
                for role, seated in pin.team.items()
                if (left := tuple(expert for expert in seated if expert != gone))
            },
        )
        for mission, pin in problem.pins.items()
    }
    missions = {
        name: replace(mission, banned=mission.banned - {gone})
        for name, mission in problem.missions.items()
    }
    return replace(problem, experts=experts, pins=pins, missions=missions)


def imagine(said: Said) -> Problem:
    """`expert.added` {expert, name, kind, institution, domains, languages}: one who is imagined.

    Levels of domains are 1 to 3, of languages CEFR; nothing else binds them.
    Raises: ValueError where somebody has that id, or is of no kind.
    """
    name, kind = ExpertId(said.text("expert")), said.text("kind")
    if name in said.problem.experts or kind not in ("member", "official"):
        raise ValueError(f"An imagined expert is new, a member or an official: {name}, {kind}.")
    domains = {DomainId(code): int(level) for code, level in said.table("domains").items()}
    if not domains.keys() <= said.problem.domains.keys():
        raise Gone
    spoken = said.table("languages").items()
    expert = Expert(
        id=name,
        kind="member" if kind == "member" else "official",
        institution=said.institution,
        domains=domains,
        languages={Language(code): CEFR.index(level) + 1 for code, level in spoken},
        name=said.text("name"),
    )
    return said.problem.with_expert(expert)


def away(said: Said) -> Problem:
    """`expert.busy` {expert, first, last}: one more range in which somebody is not free."""
    expert = said.problem.experts[said.expert]
    return said.problem.with_expert(replace(expert, busy=(*expert.busy, said.span)))


def free(said: Said) -> Problem:
    """`expert.free` {expert, first, last}: whatever kept them away in that range is lifted."""
    expert, span = said.problem.experts[said.expert], said.span
    busy = tuple(part for held in expert.busy for part in _outside(held, span))
    return said.problem.with_expert(replace(expert, busy=busy))


def _outside(held: Span, span: Span) -> Iterator[Span]:
    """What of a span lies before and after another one."""
    for start, end in (
        (held.start, min(held.end, span.start)),
        (max(held.start, span.end), held.end),
    ):
        if start < end:
            yield Span(start, end)


def sit(said: Said) -> Problem:
    """`institution.sits` {institution, first, last}: its members are not free in that range."""
    home, span = said.institution, said.span
    experts = {
        name: replace(expert, busy=(*expert.busy, span))
        if expert.institution == home and expert.kind == "member"
        else expert
        for name, expert in said.problem.experts.items()
    }
    return replace(said.problem, experts=experts)


def limit_days(said: Said) -> Problem:
    """`expert.days_max` {expert, most}: so many days at most; null for no bound."""
    expert = said.problem.experts[said.expert]
    return said.problem.with_expert(replace(expert, days_max=said.bound("most")))


def limit_missions(said: Said) -> Problem:
    """`expert.missions_max` {expert, most}: so many missions at most; null for no bound."""
    expert = said.problem.experts[said.expert]
    return said.problem.with_expert(replace(expert, missions_max=said.bound("most")))


def rest(said: Said) -> Problem:
    """`expert.rest` {expert, half_days}: so many half-days between two missions abroad."""
    expert = said.problem.experts[said.expert]
    return said.problem.with_expert(replace(expert, rest=said.number("half_days")))


def limit_days_of_all(said: Said) -> Problem:
    """`institution.days_max` {institution, most}: for each of its people; null for no bound."""
    most = said.bound("most")
    return _of_all(said, lambda expert: replace(expert, days_max=most))


def limit_missions_of_all(said: Said) -> Problem:
    """`institution.missions_max` {institution, most}: for each of its people; null for no bound."""
    most = said.bound("most")
    return _of_all(said, lambda expert: replace(expert, missions_max=most))


def rest_of_all(said: Said) -> Problem:
    """`institution.rest` {institution, half_days}: for each of its people."""
    half_days = said.number("half_days")
    return _of_all(said, lambda expert: replace(expert, rest=half_days))


def _of_all(said: Said, altered: Callable[[Expert], Expert]) -> Problem:
    home = said.institution
    experts = {
        name: altered(expert) if expert.institution == home else expert
        for name, expert in said.problem.experts.items()
    }
    return replace(said.problem, experts=experts)
