"""The people of the example: members and officials, with what they know and when they serve."""

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from db.words import Cefr
from web.demo.absences import member_absences, official_absences
from web.demo.departments import DEPARTMENTS, MEMBER_DOMAINS, Department
from web.demo.names import names
from web.demo.partners import PARLIAMENTS
from web.demo.people import DemoPerson, dice
from web.demo.units import Unit

LEGISLATURE = timedelta(days=4 * 365)
REST = 14


def roster(unit: Unit, seed: int, today: date) -> tuple[DemoPerson, ...]:
    """Everybody of the unit's parliament, members first; absences cover two years."""
    r = dice(unit.code, seed, "roster")
    named = names(r, unit.mail_domain)
    first, last = today - timedelta(days=365), today + timedelta(days=400)
    members = [_member(r, unit, next(named), first, last) for _ in range(unit.members)]
    officials = [_official(r, unit, next(named), first, last) for _ in range(unit.officials)]
    return (*members, *officials)


def _member(
    r: random.Random, unit: Unit, name: tuple[str, str, str], first: date, last: date
) -> DemoPerson:
    opened = first - timedelta(days=r.choices((180, 400), (9, 1))[0])
    # A few leave their seat before the legislature ends.
    leaves = r.random() < 0.03
    until = last - timedelta(days=r.randint(30, 200)) if leaves else opened + LEGISLATURE
    return DemoPerson(
        *name,
        kind="member",
        group=r.choices(list(unit.groups), list(unit.groups.values()))[0],
        department=None,
        post=None,
        domains=_member_domains(r),
        languages=_languages(r, unit, 0.8),
        experience=_experience(r, unit, (5, 3, 1)),
        wishes=_wishes(r, unit),
        served_from=opened,
        served_until=until,
        days_max=15,
        missions_max=r.choice((2, 3, 3)),
        rest=REST,
        absences=member_absences(r, first, last),
    )


def _official(
    r: random.Random, unit: Unit, name: tuple[str, str, str], first: date, last: date
) -> DemoPerson:
    department = r.choices(DEPARTMENTS, [d.share for d in DEPARTMENTS])[0]
    years = r.randint(0, 24)
    retires = years > 20 and r.random() < 0.3
    return DemoPerson(
        *name,
        kind="official",
        group=None,
        department=department.name,
        post=r.choice(department.posts),
        domains=_official_domains(r, department, years),
        languages=_languages(r, unit, 1),
        experience=_experience(r, unit, (5, 3, 2, 1)),
        wishes=_wishes(r, unit),
        served_from=first - timedelta(days=365 * years + r.randint(0, 364) - 100),
        served_until=last - timedelta(days=r.randint(30, 300)) if retires else None,
        days_max=r.choice((20, 25, 30)),
        missions_max=r.choice((3, 4, None)),
        rest=REST,
        absences=official_absences(r, first, last),
    )


def _member_domains(r: random.Random) -> Mapping[str, int]:
    count = r.randint(2, 4)
    weights = [1 / (1 + 0.15 * k) for k in range(len(MEMBER_DOMAINS))]
    known = sorted({*r.choices(MEMBER_DOMAINS, weights, k=count)})
    return {domain: r.choices((1, 2, 3), (4, 4, 2))[0] for domain in known}


def _official_domains(r: random.Random, department: Department, years: int) -> Mapping[str, int]:
    """The first domain of the department is the surest, and years of service teach."""
    main, *others = department.domains
    grown = (years > 3) + (years > 9)
    known = {main: min(3, 1 + grown + (r.random() < 0.3))}
    for domain in others:
        if r.random() < 0.55:
            known[domain] = r.randint(1, max(1, 1 + grown))
    if r.random() < 0.08:
        known.setdefault(r.choice(r.choice(DEPARTMENTS).domains), r.randint(1, 2))
    return dict(sorted(known.items()))


def _languages(r: random.Random, unit: Unit, ease: float) -> Mapping[str, Cefr]:
    levels: tuple[Cefr, ...] = ("A2", "B1", "B2", "C1", "C2")
    spoken: dict[str, Cefr] = {"fr": r.choices(("C2", "C1"), (9, 1))[0]}
    for language, chance in unit.languages.items():
        if r.random() < chance * ease:
            spoken[language] = r.choices(levels, (2, 3, 3, 2, 1))[0]
    return spoken


def _experience(r: random.Random, unit: Unit, weights: Sequence[int]) -> tuple[str, ...]:
    """Countries of past work, and the regions in which they lie."""
    count = r.choices(range(len(weights)), weights)[0]
    countries = r.sample(unit.partners, count)
    return tuple(sorted({*countries, *(PARLIAMENTS[country].region for country in countries)}))


def _wishes(r: random.Random, unit: Unit) -> Mapping[str, str]:
    wishes = {}
    if r.random() < 0.2:
        wishes[r.choice(unit.partners)] = "prefers"
    if r.random() < 0.04:
        wishes.setdefault(r.choice(unit.partners), "excludes")
    return wishes
