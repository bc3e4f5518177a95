"""Wrong links are counted as wrong passwords are, in the same table and by the same measure.

Only what is sent counts, because reading writes nothing; nobody guesses 32 random bytes.
"""

from db.operations import logins as operations
from db.queries import logins
from web.http.auth.login import FAILURES_OF_ADDRESS, WINDOW
from web.http.ledger import reading, writing
from web.service.clock import now

LOGIN = "answer link"
"""What stands in the place of a login; nobody's has a space in it."""


def must_wait(address: str) -> bool:
    """Have too many wrong links or passwords come from an address?"""
    with reading() as session:
        _, of_address = logins.failures(session, LOGIN, address, now() - WINDOW)
    return of_address >= FAILURES_OF_ADDRESS


def note_wrong(address: str) -> None:
    """Remember that an address sent a link that nobody was given."""
    with writing() as session:
        operations.note_attempt(session, LOGIN, address, False, now())
