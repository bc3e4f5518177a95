"""Subscribed calendars are looked at, one at a time, beside the worker's other work.

In a thread of its own: an address that answers slowly must not keep a search waiting. What is
fetched and read happens in child processes; the thread only waits for them.
"""

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from calendars.errors import CalendarUnreachable, CalendarUnreadable
from calendars.fetch.rules import Fetched, Known
from calendars.subscription import fetched
from db.engine import Ledger
from db.errors import NotFound
from db.models import BusySourceRow
from db.operations import sources as operations
from db.queries import experts, sources
from web.calendar_readings import read_calendar

log = logging.getLogger("hemicycle.worker")


class Polls:
    """Looks at subscriptions when it is their turn; `allows_loopback` is for tests."""

    def __init__(self, allows_loopback: bool = False) -> None:
        self.allows_loopback = allows_loopback
        self._thread: threading.Thread | None = None

    def work(self, ledger: Ledger, now: Callable[[], datetime]) -> None:
        """Begin to look at the next one, unless one is being looked at."""
        if self._thread is not None and self._thread.is_alive():
            return
        with ledger.read() as session:
            if sources.next_due(session, now()) is None:
                return
        self._thread = threading.Thread(target=self.look, args=(ledger, now), daemon=True)
        self._thread.start()

    def look(self, ledger: Ledger, now: Callable[[], datetime]) -> bool:
        """Look at the subscription whose turn it is; False where none waits."""
        at = now()
        with ledger.write() as session:
            row = sources.next_due(session, at)
            if row is None:
                return False
            operations.put_off(session, row.id, at)
            question = _Question(row, experts.expert(session, row.expert_id).institution.timezone)
        try:
            self._keep(ledger, question, now)
        except NotFound:
            log.info("A calendar was removed while it was looked at")
        return True

    def _keep(self, ledger: Ledger, question: "_Question", now: Callable[[], datetime]) -> None:
        # No transaction spans what happens outside.
        try:
            found = fetched(question.address, question.known, self.allows_loopback)
            read = _read(found, question, now())
        except (CalendarUnreachable, CalendarUnreadable) as refusal:
            facts: dict[str, str] = dict(refusal.facts)
            with ledger.write() as session:
                operations.failed(session, question.key, refusal.code, facts, now())
            return
        with ledger.write() as session:
            if read is None:
                operations.unchanged(session, question.key, now())
            else:
                operations.took(session, question.key, read, now())


class _Question:
    """What is asked, taken out of the row before its session ends."""

    def __init__(self, row: BusySourceRow, zone: str) -> None:
        assert row.address is not None, "a subscription has an address"
        self.key, self.address, self.zone = row.id, row.address, zone
        self.tentative = row.counts_tentative
        self.known = Known(row.etag, row.modified)


def _read(found: Fetched, question: _Question, at: datetime) -> operations.Read | None:
    if found.body is None:
        return None
    return read_calendar(found.body, question.zone, question.tentative, at.date(), found.known)
