"""A worker to which Procrastinate brings jobs, one at a time, beside others on the same database.

Its heartbeat says that it lives. Background tasks are done by the one worker that holds the lock.
"""

import asyncio
import time
from collections.abc import Callable
from threading import Event

import psycopg
from procrastinate import App
from procrastinate.exceptions import ConnectorException
from procrastinate.worker import Worker

from db.engine import Ledger
from db.operations import attempts
from db.queries import jobs as known
from db.versions import check_version, newest
from web.service.carrying.carriers import QUEUE, Carrying, carrying_app
from web.service.clock import now
from web.worker.background_tasks import BackgroundTasks, Standby
from web.worker.carrier.left import STALLED_SECONDS, Left
from web.worker.running import attempt, background_tasks

HEARTBEAT_SECONDS = 3.0
LOOK_SECONDS = 0.25
"""Between two looks whether it is time to leave."""
FETCH_SECONDS = 1.0
"""Between two looks for a job that nobody gave notice of: one that is delivered again."""


class CarrierLost(Exception):
    """Procrastinate has no tables, or its database no longer answers: the worker must end."""


def work(ledger: Ledger, leaving: Callable[[], bool]) -> None:
    """Do the jobs that are brought until it is time to leave.

    Raises: CarrierLost; OtherVersion once the tables are those of another release.
    """
    try:
        asyncio.run(_work(ledger, leaving))
    # Its pool of connections raises the driver's own where it is opened or closed.
    except (ConnectorException, psycopg.Error) as lost:
        raise CarrierLost(str(lost.__cause__ or lost)) from lost


def perform(ledger: Ledger, job_id: int, leaving: Callable[[], bool]) -> None:
    """Begin a job that was brought, and carry the attempt to its end.

    One that waits for another attempt is handed over anew: by the database's clock it is due at
    once, whatever the clock of this machine says.
    """
    with ledger.write() as session:
        ticket = attempts.take(session, job_id, now())
    if ticket is None:
        return
    attempt(ledger, ticket, leaving)
    with ledger.write() as session:
        if known.job(session, job_id).state == "queued":
            Carrying()(session, job_id)


async def _work(ledger: Ledger, leaving: Callable[[], bool]) -> None:
    over = Event()

    def ends() -> bool:
        return over.is_set() or leaving()

    app = carrying_app(ledger.engine.url, lambda job: perform(ledger, job, ends))
    async with app.open_async():
        if not await app.check_connection_async():
            raise CarrierLost("Procrastinate has no tables")
        worker = _worker(app)
        running: asyncio.Task[None] = asyncio.create_task(worker.run())  # type: ignore[no-untyped-call]  # theirs
        with Standby(ledger, now, background_tasks()), BackgroundTasks(ledger, now, (Left(),)):
            try:
                await _live(ledger, app, worker, running, leaving)
            finally:
                over.set()
                worker.stop()  # type: ignore[no-untyped-call]  # theirs
                await running


async def _live(
    ledger: Ledger,
    app: App,
    worker: Worker,
    running: "asyncio.Task[None]",
    leaving: Callable[[], bool],
) -> None:
    """Give signs of life until it is time to leave, or the worker has ended.

    Procrastinate's own heartbeat may die unnoticed; without this one nobody would know.
    """
    beaten_at, ours = time.monotonic(), newest()
    while not running.done() and not leaving():
        await asyncio.wait({running}, timeout=LOOK_SECONDS)
        if worker.worker_id is not None and time.monotonic() - beaten_at > HEARTBEAT_SECONDS:
            await asyncio.to_thread(check_version, ledger, ours)
            await app.job_manager.update_heartbeat(worker.worker_id)
            beaten_at = time.monotonic()
    if running.done() and not leaving():
        await running
        raise CarrierLost("Procrastinate has ended")


def _worker(app: App) -> Worker:
    return Worker(
        app,
        queues=[QUEUE],
        concurrency=1,
        fetch_job_polling_interval=FETCH_SECONDS,
        delete_jobs="always",
        install_signal_handlers=False,
        stalled_worker_timeout=STALLED_SECONDS,
    )
