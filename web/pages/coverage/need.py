"""One need: everybody who meets it, and the missions that ask for it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy.orm import Session

from db.ids import row_id
from db.models import ExpertRow
from db.queries.named import domain_id
from db.queries.people import by_ids, ids_by_name
from db.text import order_key
from db.words import CEFR
from matcher.explain.thin import CoveragePlace
from matcher.explain.thin_needs import Need, people, seats
from matcher.problem import DomainId, Language, Problem
from web.http.keys import row_key
from web.pages.coverage.places import Facts
from web.service.paging import Page, cut

Texts = dict[str, str]
"""What an address says, name by name."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A mission that asks for the need: its seats, and how many of them nobody fills."""

    mission_id: int
    name: str
    seats: int
    vacant: int
    priority: int


@dataclass(frozen=True, slots=True)
class Needed:
    """Supply and demand of one need with the lists behind the numbers."""

    place: CoveragePlace
    missions: tuple[Asking, ...]
    experts: Sequence[ExpertRow]
    page: Page[int]
    roster: Texts


def read_need(given: Texts, problem: Problem) -> Need | None:
    """The need of an address; None where it names something unknown."""
    domain, language, kind = given.get("domain"), given.get("language"), given.get("kind")
    level, rank = row_key(given.get("level", "0")) or 0, row_key(given.get("rank", "0")) or 0
    if (domain and domain not in problem.domains) or kind not in (None, "", "member", "official"):
        return None
    if level > 3 or rank > len(CEFR) or (language and not language.isalpha()):
        return None
    return Need(
        DomainId(domain) if domain else None,
        max(1, level) if domain else 0,
        Language(language) if language else None,
        max(1, rank) if language else 0,
        kind or None,  # type: ignore[arg-type]  # one of the two, as seen above
    )


def needed(session: Session, facts: Facts, need: Need, page: str | None) -> Needed:
    """Who meets a need, a page at a time, and all the missions that ask for it."""
    tables = facts.coverage.tables
    rows = np.flatnonzero(people(tables.census, need)).tolist()
    ids = [row_id(tables.experts[row].id) for row in rows]
    place = facts.coverage.place(need)
    shown = cut(_by_name(session, ids), page)
    return Needed(
        place=place,
        missions=tuple(_asking(facts, place)),
        experts=by_ids(session, shown.rows),
        page=shown,
        roster=_roster(session, need),
    )


def _by_name(session: Session, ids: Sequence[int]) -> list[int]:
    wanted = frozenset(ids)
    return [key for key in ids_by_name(session) if key in wanted]


def _asking(facts: Facts, place: CoveragePlace) -> list[Asking]:
    found = [
        Asking(
            row_id(mission.id),
            mission.name or mission.id,
            count,
            place.suffering.get(mission.id, 0),
            mission.priority,
        )
        for mission in facts.problem.missions.values()
        if (count := seats(facts.problem, mission, place.need))
    ]
    return sorted(found, key=lambda each: (-each.vacant, -each.priority, order_key(each.name)))


def _roster(session: Session, need: Need) -> Texts:
    """The filters with which the roster finds the same people, where all of them are one's own."""
    found: Texts = {}
    if need.domain is not None:
        key = domain_id(session, need.domain)
        found |= {"domain": str(key), "level": str(need.level)}
    if need.language is not None:
        found |= {"language": need.language, "cefr": CEFR[need.rank - 1]}
    if need.kind is not None:
        found["kind"] = need.kind
    return found
