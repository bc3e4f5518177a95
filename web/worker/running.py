"""The worker: takes the jobs of one database in order, one at a time, while it holds the lock.

Beside the web process it is the only one; on more machines the others stand by, unless
Procrastinate carries the jobs (`web.worker.carrier`). A job is looked at as an attempt
(`db.operations.attempts`), so that a killed worker costs time only.
"""

import logging
import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from threading import Event
from types import FrameType

from db.engine import Ledger
from db.lock import StillHeld, worker_lock
from db.operations import attempts
from db.operations.attempts import Superseded, Ticket
from db.queries import jobs as known
from db.versions import check_version, newest
from web.service.clock import now
from web.service.settings import from_environment
from web.worker.background_tasks import STANDBY_SECONDS, BackgroundTask, BackgroundTasks
from web.worker.jobs.child import ChildDied
from web.worker.jobs.solve import perform
from web.worker.mailbox import Mailbox
from web.worker.nightly import Nightly
from web.worker.polling import Polls
from web.worker.sending import Mails

PAUSE_SECONDS = 0.5
"""Between two looks for a job."""

log = logging.getLogger("hemicycle.worker")


def work(ledger: Ledger, leaving: Callable[[], bool]) -> None:
    """Do the jobs of this database until it is time to leave; stand by while another does.

    Raises: OtherVersion once the tables are those of another release: each round looks.
    """
    ours = newest()
    while not leaving():
        with worker_lock(ledger.engine) as held:
            if held is not None:
                check_version(ledger, ours)  # who stood by may find it upgraded
                _recover(ledger)
                with BackgroundTasks(ledger, now, background_tasks()):
                    _serve(ledger, ours, held, leaving)
                return
        time.sleep(STANDBY_SECONDS)


def background_tasks() -> tuple[BackgroundTask, ...]:
    """What is done now and then beside the jobs."""
    settings = from_environment()
    polls = Polls(bool(settings.allow_loopback_calendars))
    return Nightly(), Mails(), polls, Mailbox(settings)


def until_told_to_leave(parent: int | None = None) -> Callable[[], bool]:
    """A question that becomes true at SIGTERM, at Ctrl-C, or when the parent is gone."""
    told = Event()

    def leave(_signal: int, _frame: FrameType | None) -> None:
        told.set()

    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGINT, leave)
    return lambda: told.is_set() or (parent is not None and os.getppid() != parent)


def _recover(ledger: Ledger) -> None:
    with ledger.write() as session:
        left = attempts.recover(session, now())
    if left:
        log.warning("Took back jobs that a dead worker left: %s", left)


def _serve(ledger: Ledger, ours: str, held: StillHeld, leaving: Callable[[], bool]) -> None:
    while not leaving() and held():
        check_version(ledger, ours)  # somebody may upgrade it beside a worker at work
        ticket = _claim(ledger)
        if ticket is None:
            time.sleep(PAUSE_SECONDS)
        else:
            attempt(ledger, ticket, leaving)


def _claim(ledger: Ledger) -> Ticket | None:
    # A look that takes no write lock comes first: most of the time nothing waits.
    with ledger.read() as session:
        if known.next_queued(session) is None:
            return None
    with ledger.write() as session:
        return attempts.claim(session, now())


def attempt(ledger: Ledger, ticket: Ticket, leaving: Callable[[], bool]) -> None:
    """Carry one attempt to its end, whatever happens in it."""
    log.info("Job %s, attempt %s begins", ticket.job_id, ticket.attempt)
    try:
        perform(ledger, ticket, now, leaving)
    except Superseded as gone:
        log.warning("%s", gone)
    except ChildDied:
        if not leaving():
            _lost(ledger, ticket)
            return
        # Whoever stops a service may stop all of its processes at once, the child before us.
        with suppress(Superseded), ledger.write() as session:
            attempts.give_back(session, ticket)
    except Exception:  # the outermost loop: one job's fault must not stop the next
        _lost(ledger, ticket)


def _lost(ledger: Ledger, ticket: Ticket) -> None:
    """Say why an attempt died, and let the job wait for the next one, or end."""
    log.exception("Job %s, attempt %s died", ticket.job_id, ticket.attempt)
    # Somebody may have thought it dead before it was.
    with suppress(Superseded), ledger.write() as session:
        attempts.lose(session, ticket, now())
