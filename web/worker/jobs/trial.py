"""The jobs `losses` and `front`: a plan tried in a child process, the findings kept with the job.

What is asked: `{seconds, scenario}`. Without a scenario both are about the live plan: losses from
today on, a front from the end of the freeze zone on. The plan tried is the job's base.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from db.base import Document
from db.engine import Ledger
from db.errors import NotFound
from db.mapping import load_plan, load_problem, load_scenario
from db.models import JobRow
from db.operations import attempts
from db.operations.attempts import Orders, Ticket
from db.queries import jobs as known
from db.queries import plans, scenarios
from db.queries.sight import look_for
from web.service.trials.kinds import FRONT, SECONDS
from web.service.trials.question import right_plan
from web.service.trials.trying import Counted, LossesTrial, Sweep
from web.worker.jobs.child import Child
from web.worker.jobs.watch import LISTEN_SECONDS, Clock

LATE_SECONDS = 20.0
"""After an order to stop, how long the child may take to sum up; then nothing is kept."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What one attempt carries out, and the plan that it is about."""

    work: LossesTrial | Sweep
    plan_id: int | None


class Untriable(Exception):
    """There is nothing to try: no plan any more, or one that breaks rules by now."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def perform(ledger: Ledger, ticket: Ticket, now: Clock, leaving: Callable[[], bool]) -> None:
    """Carry out one attempt. Raises: Superseded, ChildDied."""
    try:
        with ledger.read() as session:
            trial = _trial(session, known.job(session, ticket.job_id), now().date())
    except Untriable as reason:
        with ledger.write() as session:
            attempts.fail(session, ticket, reason.code, {}, now())
        return
    with ledger.write() as session:
        attempts.build_on(session, ticket, trial.plan_id)
    with Child(trial.work) as child:
        found = _Watch(ledger, ticket, now).until_found(child, leaving)
    with ledger.write() as session:
        if found is not None:
            attempts.answered(session, ticket, found, now())
        elif leaving():
            attempts.give_back(session, ticket)
        else:
            attempts.drop(session, ticket, now())


def _trial(session: Session, row: JobRow, today: date) -> Trial:
    """Raises: Untriable."""
    look_for(session, row.author_id)
    seconds = float(row.asked.get("seconds", SECONDS))
    if row.kind == FRONT:
        return _sweep(session, row.asked.get("scenario"), seconds, today)
    live = plans.live_id(session)
    if live is None:
        raise Untriable("trial.no_plan")
    problem = load_problem(session, today=today, freeze_days=0)
    plan = right_plan(load_plan(session, live, problem), problem)
    if plan is None:
        raise Untriable("trial.broken_plan")
    return Trial(LossesTrial(problem, plan, seconds), live)


def _sweep(session: Session, scenario_id: int | None, seconds: float, today: date) -> Trial:
    """A front of the live problem or of a scenario's, from its plan where that still holds."""
    if scenario_id is None:
        problem, plan_id = load_problem(session, today=today), plans.live_id(session)
    else:
        try:
            row = scenarios.scenario(session, scenario_id)
        except NotFound:
            raise Untriable("question.gone") from None
        problem, plan_id = load_scenario(session, row, today).problem, row.plan_id
    plan = None if plan_id is None else load_plan(session, plan_id, problem)
    return Trial(Sweep(problem, plan and right_plan(plan, problem), seconds), plan_id)


@dataclass(slots=True)
class _Watch:
    """One attempt: its news written down, people's orders passed on."""

    ledger: Ledger
    ticket: Ticket
    now: Clock
    stopped_at: float | None = None

    def until_found(self, child: Child, leaving: Callable[[], bool]) -> Document | None:
        """Wait for the findings; None where they are not wanted any more, or we have to leave.

        Raises: Superseded, ChildDied.
        """
        while not leaving():
            said = child.news(LISTEN_SECONDS)
            if isinstance(said, dict):
                return said
            orders = self._tell(said)
            if orders.cancel or (orders.stop and self._is_late(child)):
                return None
        return None

    def _tell(self, news: Counted | None) -> Orders:
        if news is None:
            with self.ledger.read() as session:
                return attempts.orders(session, self.ticket)
        progress = {"done": news.done, "of": news.of, "seconds": news.seconds}
        with self.ledger.write() as session:
            return attempts.report(session, self.ticket, progress, None, self.now())

    def _is_late(self, child: Child) -> bool:
        """Tell the child to stop, once; True when it has had its time to sum up."""
        if self.stopped_at is None:
            child.stop()
            self.stopped_at = time.monotonic()
        return time.monotonic() - self.stopped_at > LATE_SECONDS
