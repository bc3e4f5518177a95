"""Requirements lower: a role's languages, domains and kind, and what a team must speak."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from matcher.changes.patch import Operation, at, removed, replaced
from matcher.changes.single import Chain, Single
from matcher.plan import Plan
from matcher.problem import CEFR, DomainId, Language, Mission, MissionId, Problem, Role, RoleId

LevelKey = TypeVar("LevelKey", bound=str)


def of_role(problem: Problem, mission: Mission, role: Role) -> Iterator[Chain]:
    """Each language and each domain of a role lower, and its kind any."""
    plain = not any("misfit" in tier for tier in problem.objective[:-1])
    # A requirement that is dropped counts no more in the fit: elsewhere lower only allows more.
    for language in role.languages:
        yield _language(problem, mission.id, role, language, eases=plain)
    for domain in role.domains:
        yield _domain(problem, mission.id, role, domain, eases=plain)
    if role.kind is not None:
        yield _kind(problem, mission.id, role)


def of_team(problem: Problem, mission: Mission, language: Language) -> Chain:
    """What somebody in the team must speak, lower step by step, at last dropped."""
    needed = mission.speaks[language]
    path = at("missions", _place(problem, mission.id), "speaks", language)

    def lower(of: Problem, steps: int) -> Problem:
        now = of.missions[mission.id]
        return of.with_mission(replace(now, speaks=_lower(now.speaks, language, needed - steps)))

    def make(steps: int) -> Single:
        patch = _level(path, None if steps == needed else CEFR[needed - steps - 1])
        return Single("unlock.speaks_lower", steps, patch, lower(problem, steps))

    return Chain("unlock.speaks_lower", needed, make, lambda of, _, last: lower(of, last))


def _language(
    problem: Problem, mission: MissionId, role: Role, language: Language, *, eases: bool
) -> Chain:
    needed = role.languages[language]
    path = _in_role(problem, mission, role.id, "languages", language)

    def lower(of: Problem, steps: int) -> Problem:
        now = of.missions[mission].role(role.id)
        levels = _lower(now.languages, language, needed - steps)
        return _with_role(of, mission, replace(now, languages=levels))

    def make(steps: int) -> Single:
        patch = _level(path, None if steps == needed else CEFR[needed - steps - 1])
        return Single("unlock.language_lower", steps, patch, lower(problem, steps))

    def needs(plan: Plan) -> int:
        team = plan.held(mission).team.get(role.id, ())
        ranks = [problem.experts[expert].languages.get(language, 0) for expert in team]
        return max(1, needed - min(ranks, default=needed))

    return Chain(
        "unlock.language_lower",
        needed,
        make,
        lambda of, _, last: lower(of, last),
        needs,
        eases,
        what=language,
    )


def _domain(
    problem: Problem, mission: MissionId, role: Role, domain: DomainId, *, eases: bool
) -> Chain:
    needed = role.domains[domain]
    path = _in_role(problem, mission, role.id, "domains", domain)

    def lower(of: Problem, steps: int) -> Problem:
        now = of.missions[mission].role(role.id)
        levels = _lower(now.domains, domain, needed - steps)
        return _with_role(of, mission, replace(now, domains=levels))

    def make(steps: int) -> Single:
        patch = _level(path, None if steps == needed else needed - steps)
        return Single("unlock.domain_lower", steps, patch, lower(problem, steps))

    def needs(plan: Plan) -> int:
        team = plan.held(mission).team.get(role.id, ())
        levels = [problem.levels(problem.experts[expert]).get(domain, 0) for expert in team]
        return max(1, needed - min(levels, default=needed))

    return Chain(
        "unlock.domain_lower",
        needed,
        make,
        lambda of, _, last: lower(of, last),
        needs,
        eases,
        what=domain,
    )


def _kind(problem: Problem, mission: MissionId, role: Role) -> Chain:
    path = _in_role(problem, mission, role.id, "kind")

    def open_to_all(of: Problem) -> Problem:
        return _with_role(of, mission, replace(of.missions[mission].role(role.id), kind=None))

    def make(steps: int) -> Single:
        return Single("unlock.kind_any", steps, (replaced(path, "any"),), open_to_all(problem))

    return Chain("unlock.kind_any", 1, make, lambda of, _first, _last: open_to_all(of))


def _lower(levels: Mapping[LevelKey, int], key: LevelKey, level: int) -> dict[LevelKey, int]:
    """The levels with one of them changed; a level of 0 asks for nothing."""
    return {name: level if name == key else n for name, n in levels.items() if name != key or level}


def _level(path: str, level: object) -> tuple[Operation, ...]:
    return (removed(path) if level is None else replaced(path, level),)


def _in_role(problem: Problem, mission: MissionId, role: RoleId, *steps: str) -> str:
    roles = [each.id for each in problem.missions[mission].roles]
    return at("missions", _place(problem, mission), "roles", roles.index(role), *steps)


def _place(problem: Problem, mission: MissionId) -> int:
    return list(problem.missions).index(mission)


def _with_role(problem: Problem, mission: MissionId, role: Role) -> Problem:
    return problem.with_mission(problem.missions[mission].with_role(role))
