"""What the ids of a problem are called, read from the ledger, in the reader's language."""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from functools import partial

from sqlalchemy.orm import Session

from db.ids import known_row, known_rows, mission_id
from db.models import DomainRow, InstitutionRow, PartnerRow, ProgrammeRow
from db.queries import missions as known_missions
from db.queries import people
from db.queries.named import Named, everything
from matcher.problem import ExpertId, Problem
from web.language.own_names import own_name
from web.language.sentences.names import Names, halves_of, quoted
from web.language.stays import Clock, clocks_of
from web.service.absences import Absences
from web.service.belonging import belonging
from web.service.hosts import Hosts
from web.service.noes import noes
from web.service.reader import scope


def read_names(session: Session, problem: Problem) -> Names:
    """Missions and people as the problem has them, the rest in the reader's language."""
    # Whose absences and closures the reader may know; nobody's at a command line.
    houses = scope()
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


def clocks_of_all(session: Session, missions: Collection[int]) -> dict[int, tuple[Clock, ...]]:
    """The clocks of missions by video, by number: the partner's, and of who runs each."""
    rows = known_missions.with_places(session, missions)
    return {row.id: clocks_of(row, row.institution) for row in rows}


def held_by_word(session: Session, mission: str, expert: str | None) -> bool:
    """Does only its partner's word hold a mission's date, or somebody in its team?"""
    row, who = known_row(mission), None if expert is None else known_row(expert)
    if row is None or (expert is not None and who is None):
        return False
    return known_missions.holds_by_word(session, row, who)


def with_listed(session: Session, names: Names) -> Names:
    """The same names with people as lists call them; what tells namesakes apart stays."""
    listed = {}
    for key, given, family in people.names(session):
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
        said = {row: f"{row.name} ({belonging(row)})" for row in people.by_ids(session, shared)}
        alike = Counter(said.values())
        for row, line in said.items():
            number = "" if alike[line] == 1 else f", {row.id}"
            names[ExpertId(f"e{row.id}")] = f"{row.name} ({belonging(row)}{number})"
    return {str(key): name for key, name in names.items()}


def own_names(session: Session, rows: type[Named]) -> dict[str, str]:
    """What rows of a table are called in the reader's language, by code."""
    return {row.code: own_name(row) for row in everything(session, rows)}
