"""How the plans stand against the problem of today, worked out once until something changes.

Every operation leaves a line in the audit, so its last number says whether anything has; the
revision of the feeds says it of rows that somebody changed without one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from threading import RLock

from flask import Flask, current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.mapping import load_plan, load_problem
from db.mapping.ids import row_id
from db.mapping.problem import FREEZE_DAYS
from db.mapping.scenario import added_rows, replay
from db.models import AuditRow, FeedRevisionRow, ScenarioRow
from db.models.feed_revision import PUBLISHED
from db.queries import plans, scenarios
from db.queries.sight import Homes, homes
from matcher.plan import Breach, Plan, Vacancy
from matcher.problem import Problem
from matcher.review import review
from matcher.scenario import Applied
from matcher.vacancies import unexplained, vacancies
from web.i18n import gettext as _
from web.publishing.case import decided
from web.wording import reason_of, steps


@dataclass(frozen=True, slots=True)
class OpenSeat:
    """Empty seats of a role, or a language nobody in the team speaks, and the vacancy itself."""

    mission_id: int
    seats: int
    vacancy: Vacancy
    is_held: bool

    @property
    def reason(self) -> str:
        """Why, in one sentence."""
        if not self.is_held and all(step.left for step in self.vacancy.funnel):
            return _("The mission has no date in this plan.")
        return reason_of(self.vacancy)

    @property
    def steps(self) -> list[tuple[str, int]]:
        """How many people are left, requirement after requirement."""
        return steps(self.vacancy.funnel)


Change = tuple[int | None, int]
Key = tuple[Homes, Change, int, date, int]
Day = tuple[Homes, Change, date, int, tuple[int, ...]]
Counted = tuple[Homes, Change, int | None, date, int, int, int]
_COUNTS_KEPT = 100
"""Scenarios whose empty seats are remembered."""
_KEPT = 4
"""Plans whose vacancies are kept: the live one, and those that people look at."""
_PROBLEMS_KEPT = 3
"""Problems that are kept: from today on, from the end of the freeze zone on, and a scenario's."""
_NOT_LIVE = (
    *("scenario", "job", "answer", "answer_token", "received_mail", "conflict_note"),
    *("message", "account", "feed_token", "agenda_item"),
)
"""What people do to these leaves the problem as it is."""


class Standing:
    """The vacancies of the last plans that were asked for, and the problem of today."""

    def __init__(self) -> None:
        self._known: dict[Key, tuple[OpenSeat, ...]] = {}
        self._problems: dict[Day, Problem] = {}
        self._breaches: dict[Key, tuple[Breach, ...]] = {}
        self._empty: dict[Counted, int] = {}
        self._lock = RLock()

    def problem(
        self, session: Session, today: date, freeze_days: int, adding: tuple[int, ...] = ()
    ) -> Problem:
        """The problem as the ledger poses it, read anew when the ledger has changed."""
        key = (homes(session), _last_change(session), today, freeze_days, adding)
        with self._lock:
            if key not in self._problems:
                self._problems[key] = load_problem(
                    session, today=today, freeze_days=freeze_days, adding=adding
                )
                for old in list(self._problems)[:-_PROBLEMS_KEPT]:
                    del self._problems[old]
            return self._problems[key]

    def breaches(self, session: Session, plan_id: int, today: date) -> tuple[Breach, ...]:
        """What a plan breaks by the facts of today, read anew when the ledger has changed."""
        key = (homes(session), _last_change(session), plan_id, today, 0)
        with self._lock:
            if key not in self._breaches:
                # A date that was told to a partner binds the search; is it possible still?
                problem = decided(session, self.problem(session, today, 0))
                found = review(problem, load_plan(session, plan_id, problem)).breaches
                self._breaches[key] = found
                for old in list(self._breaches)[:-_KEPT]:
                    del self._breaches[old]
            return self._breaches[key]

    def empty_seats(self, session: Session, row: ScenarioRow, today: date) -> int:
        """The empty seats of a scenario's plan, reckoned anew when the ledger or it has changed."""
        kept = row.plan_id or row.base_plan_id
        facts = today, row.freeze_days, row.id, row.gesture
        key = (homes(session), _last_change(session), kept, *facts)
        with self._lock:
            if key not in self._empty:
                problem = scenario_problem(session, row, today).problem
                plan = Plan() if kept is None else load_plan(session, kept, problem)
                self._empty[key] = sum(each.seats for each in unexplained(problem, plan))
                for old in list(self._empty)[:-_COUNTS_KEPT]:
                    del self._empty[old]
            return self._empty[key]

    def vacancies(
        self, session: Session, plan_id: int, today: date, freeze_days: int
    ) -> tuple[OpenSeat, ...]:
        """The vacancies of a plan, reckoned anew when the ledger has changed."""
        key = (homes(session), _last_change(session), plan_id, today, freeze_days)
        with self._lock:
            if key not in self._known:
                problem = self.problem(session, today, freeze_days)
                self._known[key] = _reckon(session, plan_id, problem)
                for old in list(self._known)[:-_KEPT]:
                    del self._known[old]
            return self._known[key]


def teach(app: Flask) -> None:
    """Give the app its memory."""
    app.extensions["standing"] = Standing()


def problem_of_today(session: Session, today: date) -> Problem:
    """All that could still be staffed from today on, for pages; who writes reads it afresh."""
    return _standing().problem(session, today, 0)


def problem_to_plan(
    session: Session, today: date, adding: tuple[int, ...] = (), freeze_days: int = FREEZE_DAYS
) -> Problem:
    """What a search of today would plan, from the end of the freeze zone on, for pages."""
    return _standing().problem(session, today, freeze_days, adding)


def live_problem(
    session: Session, row: ScenarioRow, today: date, adding: tuple[int, ...] = ()
) -> Problem:
    """The problem of today as a scenario takes it up, without its changes."""
    return _standing().problem(session, today, row.freeze_days, adding)


def scenario_problem(session: Session, row: ScenarioRow, today: date) -> Applied:
    """The problem of a scenario, for pages: that of today with its changes replayed."""
    changes = scenarios.changes(row)
    return replay(session, live_problem(session, row, today, added_rows(changes)), changes)


def broken_today(session: Session, today: date) -> Sequence[Breach]:
    """What of the live plan the facts of today speak against; nothing where none is live."""
    live = plans.live_id(session)
    return () if live is None else _standing().breaches(session, live, today)


def empty_seats(session: Session, row: ScenarioRow, today: date) -> int:
    """How many seats of a scenario's plan nobody fills."""
    return _standing().empty_seats(session, row, today)


def open_seats(session: Session, today: date) -> Sequence[OpenSeat]:
    """The vacancies of the live plan, from today on; none where nothing is published."""
    live = plans.live_id(session)
    return () if live is None else _standing().vacancies(session, live, today, 0)


def open_seats_of(
    session: Session, plan_id: int, today: date, freeze_days: int
) -> Sequence[OpenSeat]:
    """The vacancies of a plan, of the missions that a search of today would place."""
    return _standing().vacancies(session, plan_id, today, freeze_days)


def _last_change(session: Session) -> Change:
    """The audit's last line about anything that a problem is made of, and the feeds' revision.

    The revision rises with the rows themselves, whoever writes them.
    """
    lines = select(AuditRow.id).where(AuditRow.subject.not_in(_NOT_LIVE))
    last = lines.order_by(AuditRow.id.desc()).limit(1).scalar_subquery()
    rows = select(last, FeedRevisionRow.number).where(FeedRevisionRow.id == PUBLISHED)
    found = session.execute(rows).one()
    return found[0], found[1]


def _standing() -> Standing:
    found: Standing = current_app.extensions["standing"]
    return found


def _reckon(session: Session, plan_id: int, problem: Problem) -> tuple[OpenSeat, ...]:
    plan = load_plan(session, plan_id, problem)
    return tuple(
        OpenSeat(row_id(each.mission), each.seats, each, plan.held(each.mission).start is not None)
        for each in vacancies(problem, plan)
    )
