"""From a problem document without flaws to the frozen values of `matcher.problem`."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import TypeVar

from matcher.files import plain
from matcher.files.documents import Document, Item
from matcher.halfdays import Horizon, Span, parse_moment
from matcher.problem import (
    DEFAULT_OBJECTIVE,
    RANK_BY_CEFR,
    After,
    Costs,
    Domain,
    DomainId,
    Expert,
    ExpertId,
    Held,
    Institution,
    InstitutionId,
    Language,
    Mission,
    MissionId,
    Partner,
    PartnerId,
    Problem,
    Programme,
    ProgrammeId,
    Role,
    RoleId,
    Tier,
)

Id = TypeVar("Id", bound=str)


def build(document: Document) -> Problem:
    """The values of a document that the schema and the cross checks have passed."""
    make = Builder(Horizon(*(parse_moment(end)[0] for end in document["horizon"])))
    institutions = [make.institution(item) for item in document["institutions"]]
    partners = [make.partner(item) for item in document.get("partners", ())]
    domains = [_domain(item) for item in document.get("domains", ())]
    experts = [make.expert(item) for item in document["experts"]]
    missions = [make.mission(item) for item in document["missions"]]
    programmes = [_programme(item) for item in document.get("programmes", ())]
    return Problem(
        horizon=make.horizon,
        institutions={home.id: home for home in institutions},
        partners={partner.id: partner for partner in partners},
        domains={domain.id: domain for domain in domains},
        experts={expert.id: expert for expert in experts},
        missions={mission.id: mission for mission in missions},
        programmes={programme.id: programme for programme in programmes},
        costs=_costs(document.get("costs", {})),
        pins=make.held_by_mission(document.get("pins", {})),
        published=make.held_by_mission(document.get("published", {})),
        objective=_objective(document.get("objective")),
    )


class Builder:
    """Turns items whose moments are texts into values on the grid of one horizon."""

    def __init__(self, horizon: Horizon) -> None:
        self.horizon = horizon
        # A hundred thousand diaries hold a few thousand different ranges: one value for each.
        self._span = lru_cache(maxsize=None)(horizon.span)

    def spans(self, ranges: Iterable[list[str]]) -> tuple[Span, ...]:
        """Inclusive ranges as half-open spans, in the order of the file."""
        return tuple([self._span(first, last) for first, last in ranges])

    def institution(self, item: Item) -> Institution:
        """One of `institutions`."""
        return Institution(
            id=InstitutionId(item["id"]),
            timezone=item["timezone"],
            hosts_at_once=_whole(item.get("hosts_at_once")),
            closed=self.spans(item.get("closed", ())),
            name=item.get("name"),
        )

    def partner(self, item: Item) -> Partner:
        """One of `partners`."""
        return Partner(
            id=PartnerId(item["id"]),
            country=item["country"],
            timezone=item["timezone"],
            region=item.get("region"),
            at_once=int(item.get("at_once", 1)),
            closed=self.spans(item.get("closed", ())),
            name=item.get("name"),
        )

    def expert(self, item: Item) -> Expert:
        """One of `experts`."""
        return Expert(
            id=ExpertId(item["id"]),
            kind=item["kind"],
            institution=InstitutionId(item["institution"]),
            group=item.get("group"),
            domains=_domain_levels(item["domains"]),
            languages=_ranks(item["languages"]),
            experience=frozenset(item.get("experience", ())),
            busy=self.spans(item.get("busy", ())),
            days_max=_whole(item.get("days_max")),
            missions_max=_whole(item.get("missions_max")),
            rest=int(item.get("rest", 0)),
            load=int(item.get("load", 0)),
            prefers=frozenset(map(PartnerId, item.get("prefers", ()))),
            excludes=frozenset(map(PartnerId, item.get("excludes", ()))),
            name=item.get("name"),
        )

    def mission(self, item: Item) -> Mission:
        """One of `missions`."""
        preferred = item.get("preferred")
        return Mission(
            id=MissionId(item["id"]),
            venue=item["venue"],
            window=self.horizon.span(*item["window"]),
            length=int(item["length"]),
            roles=tuple(_role(role) for role in item["roles"]),
            partner=_named(PartnerId, item.get("partner")),
            institution=_named(InstitutionId, item.get("institution")),
            half_day_starts=item.get("starts", "day") == "half-day",
            weekdays=frozenset(map(int, item.get("weekdays", (1, 2, 3, 4, 5)))),
            preferred=None if preferred is None else self.horizon.index(preferred),
            programme=_named(ProgrammeId, item.get("programme")),
            closed=self.spans(item.get("closed", ())),
            speaks=_ranks(item.get("speaks", {})),
            after=tuple(_after(after) for after in item.get("after", ())),
            banned=frozenset(map(ExpertId, item.get("banned", ()))),
            name=item.get("name"),
            **plain.read(item),
        )

    def held(self, item: Item) -> Held:
        """When a mission is held and who sits where."""
        start = item.get("start")
        return Held(
            start=None if start is None else self.horizon.index(start),
            team={
                RoleId(role): tuple(map(ExpertId, seated))
                for role, seated in item.get("team", {}).items()
                if seated
            },
        )

    def held_by_mission(self, items: Mapping[str, Item]) -> dict[MissionId, Held]:
        """The missions of a plan, of pins or of what is published."""
        return {MissionId(mission): self.held(item) for mission, item in items.items()}


def _whole(number: int | float | None) -> int | None:
    """JSON Schema counts 2.0 as an integer; so do we."""
    return None if number is None else int(number)


def _named(make: Callable[[str], Id], name: str | None) -> Id | None:
    return None if name is None else make(name)


def _domain_levels(levels: Mapping[str, int]) -> dict[DomainId, int]:
    return {DomainId(domain): int(level) for domain, level in levels.items()}


def _ranks(level_by_language: Mapping[str, str]) -> dict[Language, int]:
    return {Language(code): RANK_BY_CEFR[level] for code, level in level_by_language.items()}


def _domain(item: Item) -> Domain:
    parent = _named(DomainId, item.get("parent"))
    return Domain(id=DomainId(item["id"]), parent=parent, name=item.get("name"))


def _role(item: Item) -> Role:
    kind = item.get("kind", "any")
    return Role(
        id=RoleId(item["id"]),
        count=int(item.get("count", 1)),
        kind=None if kind == "any" else kind,
        institutions=frozenset(map(InstitutionId, item.get("institutions", ()))),
        domains=_domain_levels(item.get("domains", {})),
        languages=_ranks(item.get("languages", {})),
    )


def _after(item: Item) -> After:
    return After(mission=MissionId(item["mission"]), lag=int(item.get("lag", 0)))


def _programme(item: Item) -> Programme:
    shares = item.get("by_institution", {})
    return Programme(
        id=ProgrammeId(item["id"]),
        expert_half_days_max=_whole(item.get("expert_half_days_max")),
        by_institution={InstitutionId(home): int(most) for home, most in shares.items()},
        budget_max=_whole(item.get("budget_max")),
        name=item.get("name"),
    )


def _costs(item: Item) -> Costs:
    return Costs(
        fares={
            InstitutionId(home): {PartnerId(partner): int(fare) for partner, fare in fares.items()}
            for home, fares in item.get("fares", {}).items()
        },
        per_diem={
            PartnerId(partner): int(daily) for partner, daily in item.get("per_diem", {}).items()
        },
    )


def _objective(tiers: list[Item] | None) -> tuple[Tier, ...]:
    if tiers is None:
        return DEFAULT_OBJECTIVE
    return tuple({measure: int(weight) for measure, weight in tier.items()} for tier in tiers)  # type: ignore[misc]  # the schema names the measures
