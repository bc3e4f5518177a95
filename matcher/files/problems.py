"""Staffing problems as JSON: `hemicycle/problem@1`, read with all flaws at once, and written."""

from collections.abc import Iterable, Mapping
from itertools import chain, islice

from matcher.files import plain
from matcher.files.build import build
from matcher.files.checks import cross_flaws
from matcher.files.collector import collector_at_rest
from matcher.files.documents import FLAWS_MOST, Document, is_sound, parse, schema_flaws
from matcher.files.flaws import ProblemUnreadable
from matcher.files.sizes import size_flaws
from matcher.files.sound_document import SoundDocument
from matcher.halfdays import Horizon, Span
from matcher.problem import (
    CEFR,
    DEFAULT_OBJECTIVE,
    Domain,
    Expert,
    Held,
    Institution,
    Language,
    Mission,
    Partner,
    Problem,
    Programme,
    Role,
)

FORMAT = "hemicycle/problem@1"


def read_problem(text: str | bytes) -> Problem:
    """The problem of a file.

    Raises: ProblemUnreadable with every flaw that the file shows, each with its JSON pointer.
    """
    with collector_at_rest():
        return _problem(text)


def _problem(text: str | bytes) -> Problem:
    document, flaws = parse(text)
    if not flaws:
        flaws = schema_flaws(document, "problem")
        if isinstance(document, dict) and is_sound(flaws):
            sound = SoundDocument(document, flaws)
            more = chain(cross_flaws(sound), size_flaws(sound))
            flaws = [*flaws, *islice(more, FLAWS_MOST - len(flaws))]
    if flaws:
        raise ProblemUnreadable(flaws)
    return build(document)


def write_problem(problem: Problem) -> Document:
    """The problem as the JSON document that reads back equal; defaults are left out."""
    write = _Writer(problem.horizon)
    sections = {
        "partners": [write.partner(partner) for partner in problem.partners.values()],
        "domains": [write.domain(domain) for domain in problem.domains.values()],
        "programmes": [write.programme(programme) for programme in problem.programmes.values()],
        "costs": write.costs(problem),
        "pins": {mission: write.held(held) for mission, held in problem.pins.items()},
        "published": {mission: write.held(held) for mission, held in problem.published.items()},
        "objective": None
        if problem.objective == DEFAULT_OBJECTIVE
        else [dict(tier) for tier in problem.objective],
    }
    return {
        "format": FORMAT,
        "horizon": [problem.horizon.first.isoformat(), problem.horizon.last.isoformat()],
        "institutions": [write.institution(home) for home in problem.institutions.values()],
        "experts": [write.expert(expert) for expert in problem.experts.values()],
        "missions": [write.mission(mission) for mission in problem.missions.values()],
        **{name: section for name, section in sections.items() if section},
    }


def _kept(**entries: object) -> Document:
    """The entries that say something: no None and no empty list, set or mapping."""
    return {key: value for key, value in entries.items() if value not in (None, [], {}, ())}


class _Writer:
    def __init__(self, horizon: Horizon) -> None:
        self.horizon = horizon

    def span(self, span: Span) -> list[str]:
        return [self.horizon.moment(span.start), self.horizon.moment(span.end - 1)]

    def spans(self, spans: Iterable[Span]) -> list[list[str]]:
        return [self.span(span) for span in spans]

    def institution(self, home: Institution) -> Document:
        return _kept(
            id=home.id,
            name=home.name,
            timezone=home.timezone,
            hosts_at_once=home.hosts_at_once,
            closed=self.spans(home.closed),
        )

    def partner(self, partner: Partner) -> Document:
        return _kept(
            id=partner.id,
            name=partner.name,
            country=partner.country,
            region=partner.region,
            timezone=partner.timezone,
            at_once=None if partner.at_once == 1 else partner.at_once,
            closed=self.spans(partner.closed),
        )

    def domain(self, domain: Domain) -> Document:
        return _kept(id=domain.id, name=domain.name, parent=domain.parent)

    def expert(self, expert: Expert) -> Document:
        return {
            **_kept(
                id=expert.id,
                name=expert.name,
                kind=expert.kind,
                institution=expert.institution,
                group=expert.group,
                experience=sorted(expert.experience),
                busy=self.spans(expert.busy),
                days_max=expert.days_max,
                missions_max=expert.missions_max,
                rest=expert.rest or None,
                load=expert.load or None,
                prefers=sorted(expert.prefers),
                excludes=sorted(expert.excludes),
            ),
            "domains": dict(expert.domains),
            "languages": _levels(expert.languages),
        }

    def mission(self, mission: Mission) -> Document:
        is_usual = mission.weekdays == frozenset({1, 2, 3, 4, 5})
        return _kept(
            id=mission.id,
            name=mission.name,
            venue=mission.venue,
            partner=mission.partner,
            institution=mission.institution,
            window=self.span(mission.window),
            starts="half-day" if mission.half_day_starts else None,
            preferred=None if mission.preferred is None else self.horizon.moment(mission.preferred),
            length=mission.length,
            **plain.written(mission),
            programme=mission.programme,
            closed=self.spans(mission.closed),
            roles=[self.role(role) for role in mission.roles],
            speaks=_levels(mission.speaks),
            after=[_kept(mission=a.mission, lag=a.lag or None) for a in mission.after],
            banned=sorted(mission.banned),
        ) | ({} if is_usual else {"weekdays": sorted(mission.weekdays)})

    def role(self, role: Role) -> Document:
        return _kept(
            id=role.id,
            count=None if role.count == 1 else role.count,
            kind=role.kind,
            institutions=sorted(role.institutions),
            domains=dict(role.domains),
            languages=_levels(role.languages),
        )

    def programme(self, programme: Programme) -> Document:
        return _kept(
            id=programme.id,
            name=programme.name,
            expert_half_days_max=programme.expert_half_days_max,
            by_institution=dict(programme.by_institution),
            budget_max=programme.budget_max,
        )

    def costs(self, problem: Problem) -> Document:
        fares = {home: dict(fares) for home, fares in problem.costs.fares.items()}
        return _kept(fares=fares, per_diem=dict(problem.costs.per_diem))

    def held(self, held: Held) -> Document:
        team = {role: list(seated) for role, seated in held.team.items()}
        start = None if held.start is None else self.horizon.moment(held.start)
        return _kept(start=start, team=team)


def _levels(rank_by_language: Mapping[Language, int]) -> dict[str, str]:
    return {str(language): CEFR[rank - 1] for language, rank in rank_by_language.items()}
