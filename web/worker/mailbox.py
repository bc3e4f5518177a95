"""The mailbox looked at again and again: a background task (`web.worker.background_tasks`)."""

import logging
from collections.abc import Collection, Generator
from contextlib import closing
from itertools import islice

from sqlalchemy.exc import DataError, IntegrityError

from calendars.errors import CalendarUnreadable
from calendars.letters.opening import BYTES_MOST
from calendars.reply import read_mail
from db.engine import Ledger
from db.errors import LedgerError
from db.operations import received_mail as operations
from db.operations.received_mail import Handled
from db.queries import received_mail as queries
from web.language.sentences.letters import MAILBOX
from web.service.mailbox import files, imap
from web.service.mailbox.address import Files, ImapServer, place
from web.service.mailbox.files import Unreachable
from web.service.mailbox.handling import handle
from web.service.mailbox.whose import unit_of
from web.service.settings import Settings
from web.worker.background_tasks import Clock

MAILS_AT_ONCE = 50
"""Mails of one look; the next look follows at once where there are more."""

log = logging.getLogger("hemicycle.worker")


class Mailbox:
    """Reads what is new in the mailbox of the settings; nothing where none is set."""

    pause_seconds = 60.0

    def __init__(self, settings: Settings) -> None:
        self._place = place(settings.mailbox) if settings.mailbox else None
        self._password = settings.mailbox_password or ""
        self._mark: tuple[int, ...] = ()

    def look(self, ledger: Ledger, now: Clock) -> bool:
        """Handle what is new; True where more may wait."""
        if self._place is None:
            return False
        seen = files.mark(self._place) if isinstance(self._place, Files) else ()
        if seen and seen == self._mark:
            self.note(ledger, now, "")
            return False
        try:
            handled = self.handle(ledger, now)
        except CalendarUnreadable:
            # Other files are being read just now: what is left comes with the next look.
            return False
        except Unreachable as why:
            log.warning("The mailbox cannot be read: %s", MAILBOX[why.code])
            self.note(ledger, now, why.code)
            return False
        self.note(ledger, now, "", has_news=handled > 0)
        self._mark = seen if handled < MAILS_AT_ONCE else ()
        return handled == MAILS_AT_ONCE

    def handle(self, ledger: Ledger, now: Clock) -> int:
        """Handle some of what is new, and say how many. Raises: Unreachable, CalendarUnreadable."""
        handled = 0
        # Closed whether or not all are read, so that neither file nor server stays open.
        with closing(self._unread(ledger, now)) as found:
            for name, body in islice(found, MAILS_AT_ONCE):
                take(ledger, name, body, now)
                handled += 1
        return handled

    def _unread(self, ledger: Ledger, now: Clock) -> Generator[tuple[str, bytes], None, None]:
        def known(names: Collection[str]) -> Collection[str]:
            with ledger.read() as session:
                return queries.known(session, names)

        most = BYTES_MOST + 1
        if isinstance(self._place, ImapServer):
            return imap.unread(self._place, self._password, known, most, now().date())
        assert self._place is not None, "only a mailbox that is set is read"
        return files.unread(self._place, known, most)

    def note(self, ledger: Ledger, now: Clock, code: str, *, has_news: bool = False) -> None:
        """Keep that it was read, or why it could not be; at once where a mail was handled."""
        with ledger.read() as session:
            state = queries.state(session)
        if has_news or operations.is_news(state, code, now()):
            with ledger.write() as session:
                operations.note_state(session, code, now())


def take(ledger: Ledger, name: str, body: bytes, now: Clock) -> None:
    """Read one mail and carry it out, once. Raises: CalendarUnreadable where it must wait."""
    letter = read_mail(body)
    at = now()
    try:
        with ledger.write() as session:
            if not queries.known(session, [name]):
                operations.remember(session, name, handle(session, letter, at), at)
    except (LedgerError, DataError, IntegrityError):
        # One mail must not stand in the way of all that follow it.
        log.warning("A mail could not be carried out", exc_info=True)
        with ledger.write() as session:
            whose = unit_of(session, letter)
            failed = Handled("unclear", "mail.failed", {}, letter.sender, letter.subject, whose)
            operations.remember(session, name, failed, at)
