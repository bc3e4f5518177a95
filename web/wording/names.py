"""What the ids of a problem are called in the reader's language."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeVar

from flask import has_request_context
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.ids import known_row, known_rows, mission_id
from db.models import DomainRow, ExpertRow, InstitutionRow, PartnerRow, ProgrammeRow
from db.queries import missions
from matcher.plan import Breach, Facts
from matcher.problem import ExpertId, Problem
from web.absences import Absences
from web.belonging import belonging
from web.choices import own_name
from web.hosts import Hosts
from web.i18n import gettext as _
from web.policy import scope
from web.stays import Clock, clocks_of_all
from web.wording.noes import No, noes

Id = TypeVar("Id")
Named = TypeVar("Named", DomainRow, InstitutionRow, PartnerRow, ProgrammeRow)


def _untold(expert: str, days: Sequence[str], mission: str | None) -> str:
    return ""


def _unknown(mission: str, facts: Facts) -> tuple[str, str] | None:
    return None


def _unexplained(mission: str) -> str:
    return ""


def _unsaid(mission: str, expert: str | None) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Names:
    """Names by id; an id without a name stands for itself."""

    missions: Mapping[str, str] = field(default_factory=dict)
    experts: Mapping[str, str] = field(default_factory=dict)
    listed: Mapping[str, str] = field(default_factory=dict)
    """People as lists call them, the family name first, where a page has such a list."""
    domains: Mapping[str, str] = field(default_factory=dict)
    partners: Mapping[str, str] = field(default_factory=dict)
    institutions: Mapping[str, str] = field(default_factory=dict)
    programmes: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    clocks: Mapping[str, tuple[Clock, ...]] = field(default_factory=dict)
    """Of missions by video, the clocks of the partner and of who runs them."""
    halves: Collection[str] = frozenset()
    """Missions that may start in the afternoon too: of these a morning is said."""
    noes: Mapping[tuple[str, str], tuple[No, ...]] = field(default_factory=dict)
    """What people have refused and nobody has lifted, by mission and person."""
    absences: Callable[[str, Sequence[str], str | None], str] = _untold
    """What takes somebody's days from one moment to another, but for a mission itself.

    Empty where it is not told.
    """
    closings: Callable[[str, Facts], tuple[str, str] | None] = _unknown
    """Why a place receives nobody, by a mission and the facts of `start.closed`: the code of a
    sentence, and the `why` in it. None where nothing more is known, or told."""
    dateless: Callable[[str], str] = _unexplained
    """What leaves a mission without any possible date, in a sentence; empty where it has one."""
    holds_by_word: Callable[[str, str | None], bool] = _unsaid
    """Does only its partner's word hold a mission's date, or somebody in its team?"""

    def in_list(self, expert: str) -> str:
        """Somebody as a line of a list begins."""
        return self.listed.get(expert) or self.experts.get(expert, expert)

    def no_behind(self, breach: Breach) -> No | None:
        """The person's own no to the mission that a breach comes from, where it does."""
        return next(
            (
                no
                for no in self.noes.get((breach.mission or "", breach.expert or ""), ())
                if no.is_behind(breach.code, breach.facts.get("days"))
            ),
            None,
        )


def read_names(session: Session, problem: Problem) -> Names:
    """Missions and people as the problem has them, the rest in the reader's language."""
    houses = readers_houses()
    return Names(
        missions=quoted({each.id: each.name or each.id for each in problem.missions.values()}),
        experts=_people(session, problem),
        domains=own_names(session, DomainRow),
        partners=own_names(session, PartnerRow),
        institutions=own_names(session, InstitutionRow),
        programmes=own_names(session, ProgrammeRow),
        clocks=clocks_ahead(session, problem),
        halves=halves_of(problem),
        noes=noes(session),
        absences=Absences(session, houses, problem.missions),
        closings=Hosts(session, houses, problem),
        holds_by_word=partial(held_by_word, session),
    )


def clocks_ahead(session: Session, problem: Problem) -> dict[str, tuple[Clock, ...]]:
    """Of the missions of a problem by video, the clocks of the partner and of who runs each."""
    videos = (key for key, each in problem.missions.items() if each.venue == "remote")
    rows = known_rows(videos)
    found = clocks_of_all(session, rows) if rows else {}
    return {mission_id(row): clocks for row, clocks in found.items()}


def halves_of(problem: Problem) -> frozenset[str]:
    """The missions of a problem that may start in the afternoon too."""
    return frozenset(key for key, each in problem.missions.items() if each.half_day_starts)


def held_by_word(session: Session, mission: str, expert: str | None) -> bool:
    """Does only its partner's word hold a mission's date, or somebody in its team?"""
    row, who = known_row(mission), None if expert is None else known_row(expert)
    if row is None or (expert is not None and who is None):
        return False
    return missions.holds_by_word(session, row, who)


def with_listed(session: Session, names: Names) -> Names:
    """The same names with people as lists call them; what tells namesakes apart stays."""
    rows = session.execute(select(ExpertRow.id, ExpertRow.given_name, ExpertRow.family_name))
    listed = {}
    for key, given, family in rows:
        name, called = f"{given} {family}", names.experts.get(f"e{key}", "")
        if called.startswith(name):
            listed[f"e{key}"] = f"{family}, {given}{called.removeprefix(name)}"
    return replace(names, listed=listed)


def _people(session: Session, problem: Problem) -> dict[str, str]:
    """Everybody by name; who has a namesake with what tells them apart."""
    names = {each.id: each.name or each.id for each in problem.experts.values()}
    often = Counter(names.values())
    shared = known_rows(key for key, name in names.items() if often[name] > 1)
    if shared:
        rows = session.scalars(select(ExpertRow).where(ExpertRow.id.in_(shared)))
        said = {row: f"{row.name} ({belonging(row)})" for row in rows}
        alike = Counter(said.values())
        for row, line in said.items():
            number = "" if alike[line] == 1 else f", {row.id}"
            names[ExpertId(f"e{row.id}")] = f"{row.name} ({belonging(row)}{number})"
    return {str(key): name for key, name in names.items()}


def readers_houses() -> frozenset[int]:
    """The institutions whose absences and closures the reader may know; none at a command line."""
    return scope() if has_request_context() else frozenset()


def quoted(titles: Mapping[Id, str]) -> dict[Id, str]:
    """Titles between the quotation marks of the reader's language."""
    marks = _("“%(title)s”")
    return {key: marks % {"title": title} for key, title in titles.items()}


def own_names(session: Session, rows: type[Named]) -> dict[str, str]:
    """What rows of a table are called in the reader's language, by code."""
    return {row.code: own_name(row) for row in session.scalars(select(rows))}
