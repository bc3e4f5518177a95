"""An expert of the example as plain values, and what a mission asks of one."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from db.words import CEFR, Cefr, Kind
from web.demo.taxonomy import PARENT_BY_DOMAIN


@dataclass(frozen=True, slots=True)
class Absence:
    """Whole days on which somebody cannot be sent, both included."""

    first: date
    last: date
    label: str


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """A member or an official; `wishes` says by partner's country: prefers or excludes."""

    given_name: str
    family_name: str
    email: str
    kind: Kind
    group: str | None
    department: str | None
    post: str | None
    domains: Mapping[str, int]
    languages: Mapping[str, Cefr]
    experience: tuple[str, ...]
    wishes: Mapping[str, str]
    served_from: date
    served_until: date | None
    days_max: int | None
    missions_max: int | None
    rest: int
    absences: tuple[Absence, ...]

    def is_free(self, first: date, last: date) -> bool:
        """In service and not absent from one day to another, both included."""
        serves = self.served_from <= first and (not self.served_until or last <= self.served_until)
        return serves and not any(a.first <= last and first <= a.last for a in self.absences)


@dataclass(frozen=True, slots=True)
class SkillNeed:
    """A role of a mission: `count` seats with the same requirements."""

    title: str
    count: int
    kind: Kind | None
    domains: Mapping[str, int]
    languages: Mapping[str, Cefr]

    def suits(self, person: DemoPerson) -> bool:
        """Does somebody meet every requirement of the role?"""
        return (
            self.kind in (None, person.kind)
            and all(level_in(person, domain) >= n for domain, n in self.domains.items())
            and all(speaks(person, language, n) for language, n in self.languages.items())
        )


def level_in(person: DemoPerson, domain: str) -> int:
    """The level held in a domain; a parent is held through its children."""
    held = (n for d, n in person.domains.items() if domain in (d, PARENT_BY_DOMAIN[d]))
    return max(held, default=0)


def speaks(person: DemoPerson, language: str, cefr: Cefr) -> bool:
    """Does somebody speak a language at a level or above?"""
    held = person.languages.get(language)
    return held is not None and CEFR.index(held) >= CEFR.index(cefr)


def dice(unit: str, seed: int, part: str) -> random.Random:
    """The chance of one part of the example: the same for the same unit and seed, for ever."""
    return random.Random(f"{unit}/{seed}/{part}")
