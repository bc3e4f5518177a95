"""What a vacancy asks of an expert that one change could lift, and what none can."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from matcher.arrays import Flags, Numbers
from matcher.index.tables import Tables
from matcher.plan import Vacancy
from matcher.problem import Role


@dataclass(frozen=True)
class Asked:
    """By row of the census: steps short of each requirement, and who is barred all the same."""

    barred: Flags
    short: Mapping[tuple[str, str], Numbers]

    @cached_property
    def broken(self) -> Numbers:
        """[row]: how many requirements stand against the expert."""
        found: Numbers = np.zeros(len(self.barred), dtype=np.int64)
        for short in self.short.values():
            found += short > 0
        return found


def asked(tables: Tables, row: Vacancy, role: Role) -> Asked:
    """What a role asks; of a speaker, what the language asks of whoever meets the role."""
    mission = tables.problem.missions[row.mission]
    census = tables.census
    barred = census.excluding(mission.partner).copy()
    barred[[census.row[each] for each in mission.banned if each in census.row]] = True
    if role.institutions:
        homes = enumerate(tables.problem.institutions)
        barred |= ~np.isin(census.homes, [k for k, home in homes if home in role.institutions])
    wanted = _of_role(tables, role)
    if row.language is None:
        return Asked(barred, wanted)
    for short in wanted.values():
        barred |= short > 0
    needed = mission.speaks[row.language]
    spoken = census.rank(row.language).astype(np.int64)
    return Asked(barred, {("unlock.speaks_lower", row.language): _short(needed, spoken)})


def _of_role(tables: Tables, role: Role) -> dict[tuple[str, str], Numbers]:
    census = tables.census
    found: dict[tuple[str, str], Numbers] = {}
    for language, rank in role.languages.items():
        spoken = census.rank(language).astype(np.int64)
        found["unlock.language_lower", language] = _short(rank, spoken)
    for domain, level in role.domains.items():
        held = census.level(domain).astype(np.int64)
        found["unlock.domain_lower", domain] = _short(level, held)
    if role.kind is not None:
        other = census.members != (role.kind == "member")
        found["unlock.kind_any", ""] = other.astype(np.int64)
    return found


def _short(needed: int, held: Numbers) -> Numbers:
    short: Numbers = np.maximum(0, needed - held)
    return short
