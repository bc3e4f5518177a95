"""The jobs `solve` and `forcing`: read the problem, search in a child process, keep the answer.

What is asked: `{time_limit, seed, scenario}`, all of which may be left out; without a scenario the
problem is the live one. Forcing names a seat besides (`web.worker.jobs.forcing`);
what else is tried with a plan is in `web.worker.jobs.trial`.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from db.actors import PROGRAM, Actor
from db.base import Document
from db.engine import Ledger
from db.mapping import store_plan
from db.models import JobRow
from db.operations import attempts
from db.operations.attempts import Ticket
from db.queries import accounts, plans
from db.queries import jobs as known
from matcher.files import PlanUnreadable, read_plan, write_answer
from matcher.plan import Answer, Plan
from matcher.problem import Problem
from web.service.trials.kinds import FORCING, KINDS
from web.service.trials.question import TrialQuestion, read_question, right_plan
from web.worker.jobs import forcing, trial
from web.worker.jobs.child import Child
from web.worker.jobs.solving import Search
from web.worker.jobs.watch import Clock, Watch

TIME_LIMIT = 30.0
"""Seconds of search where the job does not say."""


@dataclass(frozen=True, slots=True)
class Task:
    """What one attempt sets out from; all of it was read at one moment."""

    ticket: Ticket
    search: Search
    base_id: int | None
    author: Actor
    question: TrialQuestion


def perform(ledger: Ledger, ticket: Ticket, now: Clock, leaving: Callable[[], bool]) -> None:
    """Carry out one attempt, of whatever kind. Raises: Superseded, ChildDied."""
    with ledger.read() as session:
        kind = known.job(session, ticket.job_id).kind
    if kind in KINDS:
        trial.perform(ledger, ticket, now, leaving)
    else:
        _search(ledger, ticket, now, leaving)


def _search(ledger: Ledger, ticket: Ticket, now: Clock, leaving: Callable[[], bool]) -> None:
    try:
        with ledger.read() as session:
            task = _task(session, ticket, now())
    except forcing.QuestionGone as gone:
        with ledger.write() as session:
            attempts.fail(session, ticket, gone.code, {}, now())
        return
    with ledger.write() as session:
        attempts.build_on(session, ticket, task.base_id)
    with Child(task.search) as child:
        answer = Watch(ledger, ticket, task.search, now).until_answered(child, leaving)
    with ledger.write() as session:
        if answer is not None:
            _keep(session, task, answer, now())
        elif leaving():
            attempts.give_back(session, ticket)
        else:
            attempts.drop(session, ticket, now())


def _task(session: Session, ticket: Ticket, at: datetime) -> Task:
    row = known.job(session, ticket.job_id)
    read = forcing.read_question if row.kind == FORCING else read_question
    question = read(session, row, at.date())
    problem = question.problem
    search = Search(
        problem,
        time_limit=float(row.asked.get("time_limit", TIME_LIMIT)),
        seed=int(row.asked.get("seed", 1)),
        start=question.start if row.best is None else _still_right(row.best, problem),
    )
    return Task(ticket, search, plans.live_id(session), _author(session, row), question)


def _author(session: Session, row: JobRow) -> Actor:
    if row.author_id is None:
        return PROGRAM
    return Actor(row.author_id, accounts.account(session, row.author_id).login)


def _still_right(best: Document, problem: Problem) -> Plan | None:
    """What an earlier attempt found, unless the problem has changed under it."""
    try:
        return right_plan(read_plan(json.dumps(best), problem.horizon), problem)
    except PlanUnreadable:
        return None


def _keep(session: Session, task: Task, answer: Answer, at: datetime) -> None:
    """Store what was found, and end the job, in one transaction. Raises: Superseded."""
    forced = task.question.forced
    if forced is not None:
        attempts.answered(session, task.ticket, forcing.document(task.search, forced, answer), at)
        return
    if answer.plan is None:
        said = write_answer(answer, task.search.problem.horizon)
        facts = {"conflict": said.get("conflict", [])}
        attempts.fail(session, task.ticket, f"plan.{answer.status}", facts, at)
        return
    plan = store_plan(
        session,
        task.search.problem,
        answer,
        base_id=task.base_id,
        by=task.author,
        at=at,
        dropped=task.question.dropped,
    )
    task.question.keep(session, plan, at)
    attempts.finish(session, task.ticket, plan.id, at)
