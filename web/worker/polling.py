"""Subscribed calendars are looked at, one at a time: a background task of the worker.

What is fetched and read happens in child processes; the task's thread only waits for them.
"""

import logging
from datetime import date, datetime, timedelta

from calendars.errors import CalendarUnreachable, CalendarUnreadable
from calendars.fetch.rules import Fetched, Known
from calendars.subscription import fetched
from db.engine import Ledger
from db.errors import NotFound
from db.models import BusySourceRow
from db.operations import sources as operations
from db.queries import experts, sources
from web.service.calendar_readings import DAYS_LEFT, read_calendar
from web.worker.background_tasks import Clock

log = logging.getLogger("hemicycle.worker")


class Polls:
    """Looks at subscriptions when it is their turn; `allows_loopback` is for tests."""

    pause_seconds = 0.5

    def __init__(self, allows_loopback: bool = False) -> None:
        self.allows_loopback = allows_loopback

    def look(self, ledger: Ledger, now: Clock) -> bool:
        """Look at the subscription whose turn it is; False where none waits."""
        at = now()
        # A look that takes no write lock comes first: most of the time nothing waits.
        with ledger.read() as session:
            if sources.next_due(session, at) is None:
                return False
        with ledger.write() as session:
            row = sources.next_due(session, at)
            if row is None:
                return False
            operations.put_off(session, row.id, at)
            zone = experts.expert(session, row.expert_id).institution.timezone
            question = _Question(row, zone, at.date())
        try:
            self._keep(ledger, question, now)
        except NotFound:
            log.info("A calendar was removed while it was looked at")
        return True

    def _keep(self, ledger: Ledger, question: "_Question", now: Clock) -> None:
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

    def __init__(self, row: BusySourceRow, zone: str, today: date) -> None:
        assert row.address is not None, "a subscription has an address"
        self.key, self.address, self.zone = row.id, row.address, zone
        self.tentative = row.counts_tentative
        # What repeats for ever was read up to a day: in time it is asked for whole again.
        is_far = row.until is not None and row.until >= today + timedelta(days=DAYS_LEFT)
        self.known = Known(row.etag, row.modified) if is_far else Known()


def _read(found: Fetched, question: _Question, at: datetime) -> operations.Read | None:
    if found.body is None:
        return None
    return read_calendar(found.body, question.zone, question.tentative, at.date(), found.known)
