"""Makes the example from nothing: filled, solved, decided upon, published, opened to people."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from db.engine import Ledger
from db.mapping import load_plan, load_problem, store_plan
from db.models import ExpertRow, InstitutionRow
from db.operations.publish import publish
from db.queries import plans
from db.words import Language
from matcher.plan import Answer, Plan, Vacancy
from matcher.problem import Problem
from web.demo.addresses import Address, busiest, make_addresses
from web.demo.decisions import agree, decide
from web.demo.fill import BY, Filled, fill
from web.demo.logins import Login, make_logins
from web.demo.units import Unit
from web.language.speech import speaking
from web.service.limiting import reason_in
from web.service.unlocking import Help

Search = Callable[[Problem], Answer]
"""Finds a plan of a problem, however and however long."""


@dataclass(frozen=True, slots=True)
class Lack:
    """What a mission of the published plan lacks, and why, in the words of the pages."""

    row: Vacancy
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Made:
    """What there is to tell of a new example."""

    unit: Unit
    filled: Filled
    problem: Problem
    answer: Answer
    logins: tuple[Login, ...]
    addresses: tuple[Address, ...]
    lacking: tuple[Lack, ...]
    """What the published plan lacks from today on, as the first page counts it."""

    @property
    def seats(self) -> int:
        """Seats of the missions that were solved for."""
        return sum(mission.seats for mission in self.problem.missions.values())

    @property
    def vacancies(self) -> int:
        """How many seats are empty."""
        return sum(lack.row.seats for lack in self.lacking)

    @property
    def unspoken(self) -> int:
        """How many languages a team should speak and does not; a search counts them too."""
        return sum(lack.row.language is not None for lack in self.lacking)


def make(
    ledger: Ledger, unit: Unit, seed: int, at: datetime, language: Language, search: Search
) -> Made:
    """Make the example in an empty database, so that a search runs in no transaction.

    It is made for the day that it is at the parliament, whatever the zone of the machine.
    """
    today = at.astimezone(ZoneInfo(unit.timezone)).date()
    with ledger.write() as session:
        # Written a little before, so that nothing is dated in the future.
        filled = fill(session, unit, seed, today, at - timedelta(hours=1))
    with ledger.read() as session:
        base = plans.live_id(session)
        problem = load_problem(session, today=today)
    answer = search(problem)
    with ledger.write() as session:
        plan = store_plan(session, problem, answer, base_id=base, by=BY, at=at)
        session.flush()
        decide(session, answer, BY, at)
        publish(session, plan.id, BY, at)
        agree(session, answer, BY, at)
        logins, addresses = _open_to_people(session, filled, language, at)
    with ledger.read() as session:
        now = load_problem(session, today=at.date(), freeze_days=0)
        lacking = tuple(lacking_of(session, now, load_plan(session, plan.id, now), language))
    return Made(unit, filled, problem, answer, logins, addresses, lacking)


def lacking_of(
    session: Session, problem: Problem, plan: Plan, language: Language
) -> Iterator[Lack]:
    """What a plan lacks, each with its reason as the pages say it in a language."""
    known = Help(problem, plan)
    with speaking(language):
        for row in known.rows:
            is_held = plan.held(row.mission).start is not None
            title = problem.missions[row.mission].name or ""
            said = reason_in(session, row, is_held, known.limit(row), known.hours(row))
            yield Lack(row, title, said)


def _open_to_people(
    session: Session, filled: Filled, language: Language, at: datetime
) -> tuple[tuple[Login, ...], tuple[Address, ...]]:
    institution = session.get_one(InstitutionRow, filled.institution_id)
    expert = session.get_one(ExpertRow, busiest(session, at))
    logins = make_logins(session, institution.id, expert.id, BY, at)
    addresses = make_addresses(session, institution, expert, language, BY, at)
    return tuple(logins), tuple(addresses)
