"""On which day each address was last used: noted in memory, written outside of requests.

A calendar program asks every hour and must not make the ledger write each time: a token's day
is noted only if the ledger does not have it yet, and the notes of a minute go in one write.
"""

import logging
from collections.abc import Mapping
from datetime import date
from threading import Lock, Timer

from sqlalchemy.exc import SQLAlchemyError

from db.engine import Ledger
from db.models import FeedTokenRow
from db.operations import tokens
from db.polls import Polled

SECONDS = 60.0
"""How long notes wait for others."""

log = logging.getLogger(__name__)


class LastUses:
    """The notes of one process, and when they are written."""

    def __init__(self, ledger: Ledger, seconds: float = SECONDS) -> None:
        self._ledger = ledger
        self._seconds = seconds
        self._days: dict[int, date] = {}
        self._lock = Lock()
        self._timer: Timer | None = None

    def note(self, token: FeedTokenRow | Polled, day: date) -> None:
        """Remember that a token was used on a day, unless the ledger knows already."""
        if token.last_used_on is not None and token.last_used_on >= day:
            return
        with self._lock:
            self._days[token.id] = day
            if self._timer is None:
                self._timer = Timer(self._seconds, self.write)
                self._timer.daemon = True
                self._timer.start()

    def write(self) -> None:
        """Write the notes down; where the ledger cannot be written to, they are lost."""
        days = self._taken()
        if not days:
            return
        try:
            with self._ledger.write() as session:
                tokens.note_uses(session, days)
        except SQLAlchemyError:
            log.warning("When feeds were last used could not be written down.", exc_info=True)

    def _taken(self) -> Mapping[int, date]:
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
            days, self._days, self._timer = self._days, {}, None
            return days
