"""What dead workers left, and what nobody carries, is carried again: a background task."""

import logging

from procrastinate.sql import queries
from sqlalchemy.orm import Session

from db.engine import Ledger
from db.operations.carried import uncarried
from web.service.carrying.carriers import QUEUE, SCHEMA, TASK, Carrying, speaking
from web.worker.background_tasks import Clock

STALLED_SECONDS = 15
"""After which a worker that gives no sign of life counts as dead."""

log = logging.getLogger("hemicycle.worker")


class Left:
    """Looks for jobs of workers without a heartbeat, and for jobs that no worker will be brought.

    The latter were asked for before Procrastinate was chosen, or it forgot them. Every worker
    looks, one after the other: whoever does the other background tasks may be the one that died.
    """

    pause_seconds = 10.0

    def look(self, ledger: Ledger, now: Clock) -> bool:
        """Look once; False, since there is no more of it."""
        # A writing session: two that looked at once could take a job back from its next worker.
        with ledger.write() as session:
            stalled, handed = retry_stalled(session), hand_over(session)
        if stalled:
            log.warning("Took back jobs that a dead worker left: %s", stalled)
        if handed:
            log.warning("Handed over jobs that nobody carried: %s", handed)
        return False


def retry_stalled(session: Session) -> list[int]:
    """Let every job of a worker without a heartbeat be delivered again; answers which."""
    with speaking(session) as (connector, wire):
        ask = connector.execute_query_all_with_connection
        known = {"queue": QUEUE, "task_name": TASK, "seconds_since_heartbeat": STALLED_SECONDS}
        found = ask(wire, queries["select_stalled_jobs_by_heartbeat"], **known)
        for each in found:
            as_it_was = dict.fromkeys(("new_priority", "new_queue_name", "new_lock", "retry_at"))
            ask(wire, queries["retry_job"], job_id=each["id"], **as_it_was)
    return [each["args"]["job"] for each in found]


def hand_over(session: Session) -> list[int]:
    """Hand over every job that has not ended and that nobody carries; answers which."""
    found = uncarried(session, SCHEMA, TASK)
    carry = Carrying()
    for job_id in found:
        carry(session, job_id)
    return found
