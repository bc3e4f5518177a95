"""Who does it and when: what every operation is told by a door."""

from datetime import UTC, datetime

from db.actors import Actor
from web.auth.reader import the_reader


def actor() -> Actor:
    """The reader, as the audit names them."""
    reader = the_reader()
    return Actor(reader.id, reader.name)


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)
