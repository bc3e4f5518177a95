"""What is done once a day: a background task (`web.worker.background_tasks`)."""

from datetime import date, datetime

from db.actors import PROGRAM
from db.engine import Ledger
from db.operations import feeds, kept_forms, outbox, tokens
from web.worker.background_tasks import Clock


class Nightly:
    """The work of a day, done once; it does no harm twice."""

    pause_seconds = 60.0

    def __init__(self) -> None:
        self._done: date | None = None

    def look(self, ledger: Ledger, now: Clock) -> bool:
        """Do the work of the day; False, since there is no more of it."""
        self.work(ledger, now())
        return False

    def work(self, ledger: Ledger, at: datetime) -> None:
        """Archive what feeds have shown, let no news of the past wait, close feeds nobody needs."""
        if self._done == at.date():
            return
        with ledger.write() as session:
            feeds.archive_cancelled(session, at.date(), PROGRAM, at)
            outbox.close_past(session, at.date(), PROGRAM, at)
            tokens.revoke_departed(session, at.date(), PROGRAM, at)
            tokens.revoke_closed(session, PROGRAM, at)
            kept_forms.forget(session, at)
        self._done = at.date()
