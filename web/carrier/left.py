"""What dead workers left, and what nobody carries, is carried again: a chore (`web.chores`)."""

import asyncio
import logging
from typing import Any

from procrastinate import App
from procrastinate.exceptions import ConnectorException
from sqlalchemy import text
from sqlalchemy.orm import Session

from db.engine import Ledger
from web.carrier.carrying import SCHEMA, TASK, Carrying
from web.chores import Clock

STALLED_SECONDS = 15
"""After which a worker that gives no sign of life counts as dead."""
ANSWER_SECONDS = 30.0

log = logging.getLogger("hemicycle.worker")

_UNCARRIED = text(
    f"""
    SELECT id
    FROM job
    WHERE state IN ('queued', 'running')
      AND NOT EXISTS (
        SELECT 1
        FROM {SCHEMA}.procrastinate_jobs AS carried
        WHERE carried.task_name = :task
          AND carried.status IN ('todo', 'doing')
          AND carried.args ->> 'job' = job.id::text
      )
    ORDER BY id
    """
)


class Left:
    """Looks for jobs of workers without a heartbeat, and for jobs that no worker will be brought.

    The latter were asked for before Procrastinate was chosen, or it forgot them.
    """

    pause_seconds = 10.0

    def __init__(self, app: App, loop: asyncio.AbstractEventLoop) -> None:
        self._app, self._loop = app, loop

    def look(self, ledger: Ledger, now: Clock) -> bool:
        """Look once; False, since there is no more of it."""
        retrying = asyncio.run_coroutine_threadsafe(retry_stalled(self._app), self._loop)
        if stalled := retrying.result(ANSWER_SECONDS):
            log.warning("Took back jobs that a dead worker left: %s", stalled)
        with ledger.write() as session:
            if handed := hand_over(session):
                log.warning("Handed over jobs that nobody carried: %s", handed)
        return False


def hand_over(session: Session) -> list[int]:
    """Hand over every job that has not ended and that nobody carries; answers which."""
    found = list(session.scalars(_UNCARRIED, {"task": TASK}))
    carry = Carrying()
    for job_id in found:
        carry(session, job_id)
    return found


async def retry_stalled(app: App) -> list[Any]:  # ids, as Procrastinate kept them
    """Let every job of a worker without a heartbeat be delivered again."""
    again = []
    manager = app.job_manager
    for each in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
        try:
            await manager.retry_job(each)
        except ConnectorException:
            # It ended between the two: its worker was slow, not dead.
            continue
        again.append(each.task_kwargs.get("job"))
    return again
