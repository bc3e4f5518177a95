"""A mail as it is sent: words twice, the calendar entry, and the same as a file (RFC 6047).

The same message gives the same octets at each attempt but for the link, which is new each time.
"""

import hashlib
import re
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, Template
from markupsafe import Markup

from calendars.errors import EntryUnwritable
from calendars.feed import Visibility
from calendars.invitation import Invitation, Method, write
from calendars.mailbox import Mailbox
from db.operations.tokens import Choices
from db.queries.letters import Letter
from web.language.speech import speaking, told
from web.service.feeds import wording
from web.service.feeds.entries import Manner, entry_of
from web.service.mail.saying import MailWords, naming_for, said
from web.service.settings import Settings

FILE = "invite.ics"
PAGES = Path(__file__).parents[2] / "templates" / "mail"
_PLAIN = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
"""Addresses that go through every server: no quotes, no lists, no accents (RFC 5321 §4.1.2)."""
_BREAKS = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")
"""What a header cannot hold; the no-break spaces of French stay."""


class Unwritable(Exception):
    """No mail can be made of a message: a code, for the page that says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail: what it says, the entry it carries, and the whole of it."""

    language: str
    said: MailWords
    text: str
    body: Markup
    """The words as HTML, without the page around them."""
    invitation: Invitation
    calendar: bytes
    message: EmailMessage

    @property
    def octets(self) -> bytes:
        """The mail as it goes over the line."""
        return self.message.as_bytes()


def written(settings: Settings, letter: Letter, link: str = "") -> Mail:
    """The mail of a message, in its reader's language. Raises: Unwritable."""
    language = letter.language or settings.language
    with speaking(language):
        words = said(letter, link)
        invitation = _invitation(letter, language, Visibility(settings.feed_class))
        text, body = plain(words), Markup(_page("body").render(said=words))
        page = _page("page").render(said=words, body=body, language=language)
    calendar = write(invitation)
    message = _headed(letter, invitation, words.subject)
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(page, subtype="html", cte="quoted-printable")
    of = {"method": invitation.method.value}
    message.add_alternative(calendar.decode(), subtype="calendar", cte="base64", params=of)
    message.add_attachment(calendar, maintype="application", subtype="ics", filename=FILE)
    _mark_parts(message, letter.row.message_id)
    return Mail(language, words, text, body, invitation, calendar, message)


def plain(words: MailWords) -> str:
    """The words as text."""
    facts = "\n".join(told(name, what) for name, what in words.facts)
    asks = "\n\n".join((*words.asks[:1], *filter(None, (words.link,)), *words.asks[1:]))
    opening = "\n".join((words.opening, *words.changes))
    closing = "\n".join(filter(None, words.closing))
    return "\n\n".join((words.greeting, opening, facts, asks, closing)) + "\n"


@cache
def _page(name: str) -> Template:
    """A part of a mail as HTML."""
    pages = Environment(
        loader=FileSystemLoader(PAGES), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    return pages.get_template(f"{name}.html")


def _invitation(letter: Letter, language: str, visibility: Visibility) -> Invitation:
    unit, expert = letter.stay.institution, letter.expert
    try:
        entry = entry_of(letter.stay, Manner(Choices(), naming_for(letter)))
    except (ValueError, OverflowError, EntryUnwritable) as wrong:
        raise Unwritable("mail.entry_unwritable") from wrong
    return Invitation(
        entry,
        Method(letter.row.method),
        language,
        organizer=_mailbox(wording.name(unit), unit.mailbox, "mail.unit_without_mailbox"),
        attendee=_mailbox(expert.name, expert.email, "mail.address_unusable"),
        visibility=visibility,
    )


def _mailbox(name: str, address: str | None, code: str) -> Mailbox:
    address = (address or "").strip()
    if not _PLAIN.fullmatch(address):
        raise Unwritable(code)
    return Mailbox(" ".join(name.split()), address)


def _headed(letter: Letter, invitation: Invitation, subject: str) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    unit = _address(invitation.organizer)
    message["From"] = message["Reply-To"] = unit
    message["To"] = _address(invitation.attendee)
    message["Subject"] = _BREAKS.sub(" ", subject).strip()
    # When somebody let it go: the same at each attempt.
    message["Date"] = format_datetime(letter.row.released_at or letter.row.created_at)
    message["Message-ID"] = letter.row.message_id
    return message


def _address(mailbox: Mailbox) -> Address:
    return Address(mailbox.name, addr_spec=mailbox.email)


def _mark_parts(message: EmailMessage, message_id: str) -> None:
    """Boundaries that come of the message itself, not of chance."""
    mark = hashlib.sha256(message_id.encode()).hexdigest()[:32]
    parts = [part for part in message.walk() if part.is_multipart()]
    for number, part in enumerate(parts):
        part.set_boundary(f"={number}={mark}")
