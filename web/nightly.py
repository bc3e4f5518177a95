"""What the worker does once a day, when nothing waits."""

from datetime import date, datetime

from db.actors import PROGRAM
from db.engine import Ledger
from db.operations import feeds, tokens


class Nightly:
    """The work of a day, done once; it does no harm twice."""

    def __init__(self) -> None:
        self._done: date | None = None

    def work(self, ledger: Ledger, at: datetime) -> None:
        """Archive what feeds have shown long enough and close those of who left, once a day."""
        if self._done == at.date():
            return
        with ledger.write() as session:
            feeds.archive_cancelled(session, at.date(), PROGRAM, at)
            tokens.revoke_departed(session, at.date(), PROGRAM, at)
        self._done = at.date()
