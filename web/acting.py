"""Who does it and when: what every operation is told by a door."""

from db.actors import Actor
from web.auth.reader import the_reader
from web.clock import now

__all__ = ["actor", "now"]


def actor() -> Actor:
    """The reader, as the audit names them."""
    reader = the_reader()
    return Actor(reader.id, reader.name)
