"""Requirements: everyone in a role meets it; a pinned expert is exempt."""

import functools
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from matcher.eligibility import REQUIREMENT_CODES, is_pinned, requirement_refusals
from matcher.plan import Breach
from matcher.problem import ExpertId, Mission, Role
from matcher.rules.base import SeatRule
from matcher.rules.reading import Reading

if TYPE_CHECKING:
    from matcher.arrays import Flags
    from matcher.feasibility.joining import Joining
    from matcher.index.census import Census
    from matcher.solve.cpsat.variables import Variables


KIND, INSTITUTION, DOMAIN, LANGUAGE, BANNED, EXCLUDES = REQUIREMENT_CODES


class Requirements(SeatRule):
    """Kind, institution, domains, languages, ban and exclusion."""

    codes: tuple[str, ...] = REQUIREMENT_CODES

    def declare(self, x: "Variables") -> None:
        """Nothing to say: who does not meet a role has no variable for it."""

    def forbids(self, joining: "Joining") -> "Flags":
        """[expert]: do they lack what the role asks for, with no pin to set it aside?"""
        if joining.role is None:
            raise ValueError("Requirements are those of a role.")
        barred = self.forbids_everywhere(joining.census, joining.mission, joining.role)
        pin = joining.problem.pins.get(joining.mission.id)
        pinned = joining.among(pin.team.get(joining.role.id, ()) if pin is not None else ())
        found: Flags = barred[joining.rows] & ~pinned
        return found

    def forbids_everywhere(self, census: "Census", mission: Mission, role: Role) -> "Flags":
        """[expert of the census]: does anything stand against them, pins aside?"""
        found = barred(census, mission)
        for _code, flags in lacking(census, role):
            found = found | flags
        return found

    def breaches(self, reading: Reading) -> Iterator[Breach]:
        """Every requirement that somebody in a seat does not meet."""
        problem = reading.problem
        for seat in reading.seats:
            if is_pinned(problem, seat.mission, seat.role, seat.expert):
                continue
            for reason in requirement_refusals(problem, seat.mission, seat.role, seat.expert):
                yield Breach(
                    reason.code, seat.mission.id, seat.role.id, seat.expert.id, reason.facts
                )


def lacking(census: "Census", role: Role) -> Iterator[tuple[str, "Flags"]]:
    """[expert] by code, in the order of the codes: who lacks what a role asks for."""
    nobody = np.zeros(len(census.experts), dtype=np.bool_)
    yield KIND, nobody if role.kind is None else census.members != (role.kind == "member")
    homes = [k for k, home in enumerate(census.problem.institutions) if home in role.institutions]
    yield INSTITUTION, ~np.isin(census.homes, homes) if role.institutions else nobody
    domains = (census.level(domain) < level for domain, level in role.domains.items())
    yield DOMAIN, functools.reduce(np.logical_or, domains, nobody)
    tongues = (census.rank(tongue) < rank for tongue, rank in role.languages.items())
    yield LANGUAGE, functools.reduce(np.logical_or, tongues, nobody)


def barred(census: "Census", mission: Mission) -> "Flags":
    """[expert]: banned from a mission, or not going to its partner? A copy of the caller's own."""
    found: Flags = census.excluding(mission.partner).copy()
    found[named(census, mission.banned)] = True
    return found


def named(census: "Census", experts: Iterable[ExpertId]) -> list[int]:
    """The rows of experts, without those that the problem does not have."""
    return [census.row[expert] for expert in experts if expert in census.row]
