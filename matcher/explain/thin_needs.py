"""Needs: a domain, a language and a kind of people, as far as roles and teams ask for them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from matcher.arrays import Flags
from matcher.index.census import Census
from matcher.problem import DomainId, Kind, Language, Mission, Problem, Role


@dataclass(frozen=True, slots=True)
class Need:
    """Somebody of a kind who holds a domain and speaks a language, each at least at a level.

    None asks for nothing; levels are 1 to 3, ranks 1 (A1) to 6 (C2), 0 where nothing is asked.
    """

    domain: DomainId | None = None
    level: int = 0
    language: Language | None = None
    rank: int = 0
    kind: Kind | None = None


def of_role(role: Role) -> Iterator[Need]:
    """One for each pair of a domain and a language that a role asks for."""
    for domain, level in role.domains.items() or ((None, 0),):
        for language, rank in role.languages.items() or ((None, 0),):
            yield Need(domain, level, language, rank, role.kind)


def of_team(mission: Mission) -> Iterator[Need]:
    """What somebody in the team must speak."""
    for language, rank in mission.speaks.items():
        yield Need(language=language, rank=rank)


def meets(problem: Problem, role: Role, need: Need) -> bool:
    """Does everybody who may sit in the role meet the need?"""
    if need.kind is not None and role.kind != need.kind:
        return False
    if need.language is not None and role.languages.get(need.language, 0) < need.rank:
        return False
    return need.domain is None or any(
        level >= need.level and need.domain in problem.lineage(domain)
        for domain, level in role.domains.items()
    )


def seats(problem: Problem, mission: Mission, need: Need) -> int:
    """People who meet the need that the mission takes at least: in seats, or to speak."""
    seated = sum(role.count for role in mission.roles if meets(problem, role, need))
    only_language = need.domain is None and need.kind is None and need.language is not None
    if seated or not only_language or need.language is None:
        return seated
    return int(mission.speaks.get(need.language, 0) >= need.rank)


def people(census: Census, need: Need) -> Flags:
    """[row]: who meets the need; a child that is held counts for its parents."""
    found = np.ones(len(census.experts), dtype=np.bool_)
    if need.kind is not None:
        found &= census.members == (need.kind == "member")
    if need.domain is not None:
        found &= census.level(need.domain) >= need.level
    if need.language is not None:
        found &= census.rank(need.language) >= need.rank
    return found


def needs(problem: Problem) -> tuple[Need, ...]:
    """Every need of the missions, each once, those of most missions first."""
    counted = Counter(
        need
        for mission in problem.missions.values()
        for need in {*of_team(mission), *(n for role in mission.roles for n in of_role(role))}
    )
    return tuple(sorted(counted, key=lambda need: (-counted[need], _order(need))))


def broadest(problem: Problem) -> tuple[Need, ...]:
    """For each pair of a domain and a language: the lowest levels asked for, of any kind."""
    found: dict[tuple[DomainId | None, Language | None], Need] = {}
    for need in needs(problem):
        key = need.domain, need.language
        known = found.get(key, need)
        level, rank = min(known.level, need.level), min(known.rank, need.rank)
        found[key] = Need(need.domain, level, need.language, rank)
    return tuple(sorted(found.values(), key=_order))


def _order(need: Need) -> tuple[str, str, str, int, int]:
    return need.domain or "", need.language or "", need.kind or "", need.level, need.rank
