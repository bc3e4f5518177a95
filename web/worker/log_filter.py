"""Logs that do not repeat themselves: what goes on failing is said once, and then counted."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from sqlalchemy.exc import DisconnectionError, InterfaceError, OperationalError

AGAIN_SECONDS = 600.0
"""How long the same is not said again."""
GONE: tuple[type[Exception], ...] = (OperationalError, InterfaceError, DisconnectionError)
"""What a database raises that is gone: the way to the place where it was missed tells nothing."""


@dataclass(slots=True)
class _Said:
    at: float
    since: int = 0


class RepeatFilter(logging.Filter):
    """Lets the same pass once, and after a while again with how often it came in between.

    Of a database that is gone one line is left, with its own words.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._said: dict[tuple[str, str, type[BaseException] | None], _Said] = {}
        self._lock = Lock()

    def filter(self, record: logging.LogRecord) -> bool:
        """Shorten what a database that is gone raised; hold back what was just said."""
        raised = record.exc_info[1] if record.exc_info else None
        if _is_of_a_gone_database(raised):
            record.msg, record.args = f"{record.getMessage()}: {_words(raised)}", ()
            record.exc_info = None
        else:
            record.msg, record.args = record.getMessage(), ()
        return self._passes(record, type(raised) if raised else None)

    def _passes(self, record: logging.LogRecord, kind: type[BaseException] | None) -> bool:
        # Loggers of one's own for each job or worker say the same thing all the same.
        key = record.levelname, str(record.msg).splitlines()[0] if record.msg else "", kind
        with self._lock:
            now, known = self._clock(), self._said.get(key)
            if known is not None and now - known.at < AGAIN_SECONDS:
                known.since += 1
                return False
            if known is not None and known.since:
                record.msg = f"{record.msg} ({known.since} times more in between)"
            self._said[key] = _Said(now)
            return True


def _is_of_a_gone_database(raised: BaseException | None) -> bool:
    """Did a database raise it, or what waited for one?"""
    while raised is not None:
        module = type(raised).__module__.partition(".")[0]
        if isinstance(raised, GONE) or (
            module in ("psycopg", "psycopg_pool") and type(raised).__name__ != "ProgrammingError"
        ):
            return True
        raised = raised.__cause__
    return False


def _words(raised: BaseException | None) -> str:
    """What the database itself said, in one line."""
    while raised is not None and raised.__cause__ is not None:
        raised = raised.__cause__
    said = str(getattr(raised, "orig", None) or raised).strip()
    return said.splitlines()[0] if said else type(raised).__name__


def filter_repeats() -> None:
    """Let what this process logs go to standard error without repeating itself."""
    handler = logging.StreamHandler()
    handler.addFilter(RepeatFilter())
    logging.basicConfig(level=logging.WARNING, format="%(message)s", handlers=[handler])
