"""How the plans stand against the problem of today, worked out once until something changes.

Every operation leaves a line in the audit, so its last number says whether anything has; the
revision of the feeds says it of rows that somebody changed without one.
"""

from collections.abc import Callable, Hashable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from threading import Lock, RLock
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.pool import Pool

from db.engine import Ledger
from db.errors import LedgerError
from db.ids import row_id
from db.mapping import load_plan, load_problem
from db.mapping.problem import FREEZE_DAYS
from db.mapping.scenario import added_rows, replay
from db.models import ScenarioRow
from db.queries import audit, plans, scenarios
from db.queries.sight import homes
from matcher.explain.thin import Coverage
from matcher.index.tables import Tables
from matcher.nights import Nights
from matcher.plan import Breach, Plan, Vacancy
from matcher.problem import Problem
from matcher.review import review
from matcher.scenario import Applied
from matcher.vacancies import nights_of, unexplained, vacancies
from web.language.sentences import steps
from web.language.sentences.names import Names
from web.language.sentences.nights import NOBODY
from web.language.sentences.startless import Startless, startless
from web.service.clock import now
from web.service.limiting import Limit, limit_of, reason, reason_in
from web.service.publishing.case import decided


@dataclass(frozen=True, slots=True)
class OpenSeat:
    """Empty seats of a role, or a language nobody in the team speaks, and the vacancy itself."""

    mission_id: int
    seats: int
    vacancy: Vacancy
    is_held: bool
    limit: Limit | None = None
    hours: Nights = NOBODY
    dateless: Startless | None = None

    @property
    def steps(self) -> list[tuple[str, int]]:
        """How many people are left, requirement after requirement."""
        return steps(self.vacancy.funnel, self.hours)


T = TypeVar("T")
_SIZES = {
    # From today on, here and in UTC, from the end of the freeze zone on, and those of scenarios.
    "problem": 4,
    "scenario": 3,
    # Of the live plan, and of those that people look at.
    "breaches": 4,
    "vacancies": 4,
    "coverage": 2,
    "help": 12,
    # Numbers, of a list of scenarios.
    "empty": 100,
}
"""What is kept, and how much of each."""
_NOT_LIVE = (
    *("scenario", "job", "answer", "answer_token", "received_mail", "conflict_note"),
    *("message", "account", "feed_token", "agenda_item"),
)
"""What people do to these leaves the problem as it is."""


class Shelf:
    """The last things of one kind that were asked for; who asks meanwhile waits for them."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._known: dict[Hashable, Any] = {}  # Any: each kind keeps its own
        self._lock = RLock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """What stands under a key, made where nothing does."""
        with self._lock:
            if key not in self._known:
                self._known[key] = make()
                for old in list(self._known)[: -self._size]:
                    del self._known[old]
            found: T = self._known[key]
            return found


class ProblemCache:
    """The problem of today, and what was worked out about plans of it, until something changes."""

    def __init__(self) -> None:
        self._shelves = {kind: Shelf(size) for kind, size in _SIZES.items()}

    def kept(self, session: Session, kind: str, key: Hashable, make: Callable[[], T]) -> T:
        """What was made for this key since the ledger last changed, or made now."""
        here = homes(session), audit.last_line(session, _NOT_LIVE), key
        return self._shelves[kind].get(here, make)

    def problem(
        self, session: Session, today: date, freeze_days: int, adding: tuple[int, ...] = ()
    ) -> Problem:
        """The problem as the ledger poses it."""
        return self.kept(
            session,
            "problem",
            (today, freeze_days, adding),
            lambda: load_problem(session, today=today, freeze_days=freeze_days, adding=adding),
        )

    def breaches(self, session: Session, plan_id: int, today: date) -> tuple[Breach, ...]:
        """What a plan breaks by the facts of today."""

        def read() -> tuple[Breach, ...]:
            # A date that was told to a partner binds the search; is it possible still?
            problem = decided(session, self.problem(session, today, 0))
            return review(problem, load_plan(session, plan_id, problem)).breaches

        return self.kept(session, "breaches", (plan_id, today), read)

    def coverage(self, session: Session, plan_id: int | None, today: date) -> Coverage:
        """Supply and demand of today and of a plan."""

        def reckon() -> Coverage:
            problem = self.problem(session, today, 0)
            plan = Plan() if plan_id is None else load_plan(session, plan_id, problem)
            return Coverage(Tables(problem), plan)

        return self.kept(session, "coverage", (plan_id, today), reckon)

    def vacancies(
        self, session: Session, plan_id: int | None, today: date, freeze_days: int
    ) -> tuple[OpenSeat, ...]:
        """The vacancies of a plan; without one every seat is vacant."""
        return self.kept(
            session,
            "vacancies",
            (plan_id, today, freeze_days),
            lambda: _reckon(session, plan_id, self.problem(session, today, freeze_days)),
        )


_CACHES: WeakKeyDictionary[Pool, ProblemCache] = WeakKeyDictionary()
"""By database, as this process has opened it."""
_LOCK = Lock()


def reason_of(session: Session, seat: OpenSeat) -> str:
    """Why a seat is empty, in one sentence or two."""
    if seat.limit is None and seat.dateless is None:
        return reason(seat.vacancy, seat.is_held, None, Names(), seat.hours)
    return reason_in(session, seat.vacancy, seat.is_held, seat.limit, seat.hours, seat.dateless)


def warm(ledger: Ledger) -> None:
    """Work out beforehand what the first reader of a process would wait for.

    A database that does not answer yet is left to the first reader.
    """
    with suppress(SQLAlchemyError, LedgerError), ledger.read() as session:
        today = now().date()
        broken_today(session, today)
        open_seats(session, today)
        coverage_of_today(session, today)


def kept(session: Session, kind: str, key: Hashable, make: Callable[[], T]) -> T:
    """What was made for this key since the ledger last changed, or made now."""
    return _cache(session).kept(session, kind, key, make)


def problem_of_today(session: Session, today: date) -> Problem:
    """All that could still be staffed from today on, for pages; who writes reads it afresh."""
    return _cache(session).problem(session, today, 0)


def problem_to_plan(
    session: Session, today: date, adding: tuple[int, ...] = (), freeze_days: int = FREEZE_DAYS
) -> Problem:
    """What a search of today would plan, from the end of the freeze zone on, for pages."""
    return _cache(session).problem(session, today, freeze_days, adding)


def live_problem(
    session: Session, row: ScenarioRow, today: date, adding: tuple[int, ...] = ()
) -> Problem:
    """The problem of today as a scenario takes it up, without its changes."""
    return _cache(session).problem(session, today, row.freeze_days, adding)


def scenario_problem(session: Session, row: ScenarioRow, today: date) -> Applied:
    """The problem of a scenario, for pages: that of today with its changes replayed."""
    changes = scenarios.changes(row)

    def replayed() -> Applied:
        return replay(session, live_problem(session, row, today, added_rows(changes)), changes)

    return kept(session, "scenario", scenario_key(row, today), replayed)


def scenario_key(row: ScenarioRow, today: date) -> Hashable:
    """What tells the problem of a scenario from those of others and of its earlier steps."""
    return today, row.freeze_days, repr(scenarios.changes(row))


def broken_today(session: Session, today: date) -> Sequence[Breach]:
    """What of the live plan the facts of today speak against; nothing where none is live."""
    live = plans.live_id(session)
    return () if live is None else _cache(session).breaches(session, live, today)


def empty_seats(session: Session, row: ScenarioRow, today: date) -> int:
    """How many seats of a scenario's plan nobody fills."""
    number = scenarios.plan_shown(session, row)

    def count() -> int:
        problem = scenario_problem(session, row, today).problem
        plan = Plan() if number is None else load_plan(session, number, problem)
        return sum(each.seats for each in unexplained(problem, plan))

    return kept(session, "empty", (number, scenario_key(row, today)), count)


def coverage_of_today(session: Session, today: date) -> Coverage:
    """Supply and demand from today on, beside the live plan; without one every seat is vacant."""
    return _cache(session).coverage(session, plans.live_id(session), today)


def open_seats(session: Session, today: date) -> Sequence[OpenSeat]:
    """The vacancies of the live plan, from today on; every seat where nothing is published."""
    return _cache(session).vacancies(session, plans.live_id(session), today, 0)


def open_seats_of(
    session: Session, plan_id: int, today: date, scenario: ScenarioRow | None = None
) -> Sequence[OpenSeat]:
    """The vacancies of a plan, of the missions that a search of today would place.

    The plan of a scenario is read by the facts of that scenario.
    """
    if scenario is None:
        return _cache(session).vacancies(session, plan_id, today, FREEZE_DAYS)
    return kept(
        session,
        "vacancies",
        (plan_id, scenario_key(scenario, today)),
        lambda: _reckon(session, plan_id, scenario_problem(session, scenario, today).problem),
    )


def _cache(session: Session) -> ProblemCache:
    """What is kept of the database that a session reads."""
    pool = session.get_bind().engine.pool
    with _LOCK:
        return _CACHES.setdefault(pool, ProblemCache())


def _reckon(session: Session, plan_id: int | None, problem: Problem) -> tuple[OpenSeat, ...]:
    plan = Plan() if plan_id is None else load_plan(session, plan_id, problem)
    tables = Tables(problem)
    return tuple(
        OpenSeat(
            mission_id=row_id(each.mission),
            seats=each.seats,
            vacancy=each,
            is_held=plan.held(each.mission).start is not None,
            limit=limit_of(tables, plan, each),
            hours=nights_of(tables, plan, each),
            dateless=startless(problem, plan, each.mission),
        )
        for each in vacancies(tables, plan)
    )
