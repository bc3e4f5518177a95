"""Polls of feeds: one question of an index, on a connection that its thread keeps.

A calendar program asks every hour whether anything has changed. A session would begin, ask,
and end, which costs four times as much as the rest of the answer.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from threading import Lock, local

from sqlalchemy import (
    Connection,
    NullPool,
    bindparam,
    case,
    create_engine,
    literal_column,
    select,
)
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import aliased

from db.files import keep_to_its_file, which
from db.models import FeedRevisionRow, FeedTokenRow
from db.models.feed_revision import PROPOSED, PUBLISHED
from db.troubles import Unanswered, trouble_of


@dataclass(frozen=True, slots=True)
class Polled:
    """Whose secret it is, what it chose to see, its last use, and the revision of its feed.

    `changed_at` is when anything that the feed is made of last changed, if anything has.
    """

    id: int
    kind: str
    choices: tuple[str, str, int | None]
    last_used_on: date | None
    revision: int
    changed_at: datetime | None


_PUBLISHED, _PROPOSED = aliased(FeedRevisionRow), aliased(FeedRevisionRow)
_IS_SCENARIO = FeedTokenRow.kind == literal_column("'scenario'")
# Of two numbers that only rise the sum tells whether either has.
_REVISION = _PUBLISHED.number + case((_IS_SCENARIO, _PROPOSED.number), else_=literal_column("0"))
_QUESTION = (
    select(
        FeedTokenRow.id,
        FeedTokenRow.kind,
        FeedTokenRow.shows,
        FeedTokenRow.detail,
        FeedTokenRow.alarm_hours,
        FeedTokenRow.last_used_on,
        _REVISION,
        FeedTokenRow.chosen_at,
        _PUBLISHED.changed_at,
        case((_IS_SCENARIO, _PROPOSED.changed_at), else_=literal_column("NULL")),
    )
    .select_from(FeedTokenRow)
    .join(_PUBLISHED, _PUBLISHED.id == literal_column(str(PUBLISHED)))
    .join(_PROPOSED, _PROPOSED.id == literal_column(str(PROPOSED)))
    .where(FeedTokenRow.sha256 == bindparam("sha256"), FeedTokenRow.revoked_at.is_(None))
)


def _moment(known: str | datetime | None) -> datetime | None:
    if isinstance(known, str):
        known = datetime.fromisoformat(known)
    return known.replace(tzinfo=UTC) if known is not None and known.tzinfo is None else known


class Polls:
    """Asks for one database; each question is a transaction of its own that only reads."""

    def __init__(self, url: URL, *, must_exist: bool = False) -> None:
        self.engine = create_engine(
            url, isolation_level="AUTOCOMMIT", poolclass=NullPool, hide_parameters=True
        )
        self._file = url.database if must_exist and url.get_backend_name() == "sqlite" else None
        if must_exist:
            keep_to_its_file(self.engine)
        asked = _QUESTION.compile(dialect=self.engine.dialect)
        self.question = str(asked)
        # What the driver says itself, and what SQLAlchemy says of connecting.
        self._troubles = (self.engine.dialect.loaded_dbapi.Error, DBAPIError)
        self._is_positional = bool(asked.positional)
        self._mine = local()
        self._opened: list[Connection] = []
        self._lock = Lock()
        self.questions = 0
        """How many were put to the database."""

    def ask(self, sha256: str) -> Polled | None:
        """Who holds the secret of this hash; None where it is unknown or revoked."""
        try:
            return self._ask(self._connection(), sha256)
        except self._troubles:
            # The database may have been gone for a while; a second failure is the answer.
            self._forget()
        try:
            return self._ask(self._connection(), sha256)
        except self._troubles as error:
            trouble = trouble_of(error)
            if trouble is None:
                raise
            raise Unanswered(trouble) from error

    def dispose(self) -> None:
        """Close the connections of all threads."""
        with self._lock:
            opened, self._opened, self._mine = self._opened, [], local()
        for connection in opened:
            connection.close()

    def _ask(self, connection: Connection, sha256: str) -> Polled | None:
        gaps = (sha256,) if self._is_positional else {"sha256": sha256}
        self.questions += 1
        # The driver's own cursor: with SQLAlchemy's the asking took longer than the answer.
        cursor = connection.connection.cursor()
        try:
            cursor.execute(self.question, gaps)
            row = cursor.fetchone()
        finally:
            cursor.close()
        if row is None:
            return None
        key, kind, *choices, used, revision, chosen, published, proposed = row
        # As the driver gives it: SQLite has no dates.
        day = date.fromisoformat(used) if isinstance(used, str) else used
        times = map(_moment, (chosen, published, proposed))
        last = max((at for at in times if at is not None), default=None)
        return Polled(key, kind, tuple(choices), day, revision, last)

    def _connection(self) -> Connection:
        known: Connection | None = getattr(self._mine, "connection", None)
        file = None if self._file is None else which(self._file)
        if known is not None and self._mine.file != file:
            self._forget()
            known = None
        if known is None:
            known = self._mine.connection = self.engine.connect()
            self._mine.file = file
            with self._lock:
                self._opened.append(known)
        return known

    def _forget(self) -> None:
        known: Connection | None = getattr(self._mine, "connection", None)
        if known is None:
            return
        del self._mine.connection
        with self._lock:
            if known in self._opened:
                self._opened.remove(known)
        known.invalidate()
        known.close()
