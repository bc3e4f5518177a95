"""Released messages are sent, one after the other: a background task beside the worker's jobs.

No transaction spans the mail itself.
"""

import logging
from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from db.actors import PROGRAM
from db.base import Document
from db.engine import Ledger
from db.errors import InvalidState
from db.operations import answers, mailing
from db.operations.mailing import Attempt, AttemptOver, Failure
from db.queries import letters, outbox
from web.service.mail.preview import hidden, kept_words
from web.service.mail.smtp import SmtpServer, deliver
from web.service.mail.writing import Mail, Unwritable, written
from web.service.settings import Settings, from_environment

log = logging.getLogger("hemicycle.worker")


class Mails:
    """The background task of sending what is ready, where the settings name a mail server."""

    pause_seconds = 2.0

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or from_environment()
        self.server = SmtpServer.of(self.settings)

    def look(self, ledger: Ledger, now: Callable[[], datetime]) -> bool:
        """Send the message whose turn it is; False where none waits, or no server is named."""
        if self.server is None or not _waits(ledger, now()):
            return False
        with ledger.write() as session:
            attempt = mailing.claim(session, now())
        if attempt is None:
            return False
        failure, words = self._attempt(ledger, self.server, attempt, now())
        try:
            with ledger.write() as session:
                _note(session, attempt, failure, words, now())
        except AttemptOver as over:
            log.warning("%s", over)
        outcome = "sent" if failure is None else failure.code
        log.info("Message %s, attempt %s: %s", attempt.key, attempt.number, outcome)
        return True

    def _attempt(
        self, ledger: Ledger, server: SmtpServer, attempt: Attempt, at: datetime
    ) -> tuple[Failure | None, Document | None]:
        """Why it was not taken, if it was not, and what it says."""
        link = self._link(ledger, attempt, at)
        try:
            with ledger.read() as session:
                letter = letters.letter(session, attempt.key)
                mail = written(self.settings, letter, link)
                hushed = hidden(self.settings) if link else ""
                words = kept_words(written(self.settings, letter, hushed))
        except Unwritable as unwritable:
            return Failure(unwritable.code, is_final=True), None
        return deliver(server, *_envelope(mail), mail.octets), words

    def _link(self, ledger: Ledger, attempt: Attempt, at: datetime) -> str:
        """A new secret link to the answer page; empty where there is no address to lead to."""
        if attempt.method == "CANCEL" or not self.settings.base_url:
            return ""
        try:
            with ledger.write() as session:
                secret = answers.issue(session, attempt.booking_id, PROGRAM, at)
        except InvalidState:  # cancelled or over meanwhile: there is nothing to answer
            return ""
        return f"{self.settings.base_url}/answer/{secret}"


def _waits(ledger: Ledger, at: datetime) -> bool:
    """A look that takes no write lock: most of the time nothing waits."""
    with ledger.read() as session:
        return outbox.next_to_send(session, at) is not None


def _note(
    session: Session,
    attempt: Attempt,
    failure: Failure | None,
    words: Document | None,
    at: datetime,
) -> None:
    if failure is None:
        mailing.sent(session, attempt, at, words)
    else:
        mailing.failed(session, attempt, failure, at)


def _envelope(mail: Mail) -> tuple[str, str]:
    """Whom bounces go to, and whom the mail goes to."""
    return mail.invitation.organizer.email, mail.invitation.attendee.email
