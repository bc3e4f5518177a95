"""The vacancies of a scenario's plan, a page at a time, and what would fill them."""

from dataclasses import replace

from sqlalchemy.orm import Session

from db.ids import role_id
from db.mapping import load_plan
from db.models import ScenarioRow
from db.queries import mission_titles
from db.queries import scenarios as known
from matcher.plan import Plan
from web.language.own_names import role_name
from web.language.sentences.lacking import lacking_words
from web.service.clock import now
from web.service.names import read_names
from web.service.paging import Page, cut
from web.service.problem_cache import kept, scenario_key, scenario_problem
from web.service.reader_scope import own_homes
from web.service.unlocking import Basis, Help, Vacant

SIZE = 10
"""Vacancies of a page: what would help is worked out for each of them."""


def vacancies_of(session: Session, scenario: ScenarioRow, asked: str | None) -> Page[Vacant]:
    """One page of the vacancies of a scenario's plan: seats first, then languages."""
    basis = basis_of(session, scenario)
    part = cut(sorted(basis.rows(), key=lambda row: row.role is None), asked, SIZE)
    return Page(tuple(basis.vacant(part.rows)), part.number, part.pages, part.total)


def lacking_of(session: Session, scenario: ScenarioRow) -> str:
    """How much a scenario's plan lacks: seats, in how many roles, and languages."""
    return lacking_words(basis_of(session, scenario).rows())


def basis_of(session: Session, scenario: ScenarioRow) -> Basis:
    """The plan of a scenario, as vacancies are looked at."""
    problem = scenario_problem(session, scenario, now().date()).problem
    number = known.plan_shown(session, scenario)

    def found() -> Help:
        plan = Plan() if number is None else load_plan(session, number, problem)
        return Help(problem, plan)

    key = (number, scenario_key(scenario, now().date()))
    named: dict[str, str] = {
        role_id(row.id): role_name(row) for row in mission_titles.roles(session)
    }
    names = read_names(session, problem)
    help = kept(session, "help", key, found)
    return Basis(help, replace(names, roles=named), own_homes(session))
