"""A message as its reader will get it: words, and what its calendar entry says."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup
from sqlalchemy.orm import Session

from calendars.entry import Status
from calendars.stays import Timed
from db.base import Document
from db.models import MessageRow
from db.queries import letters
from web.language.codes import N_
from web.language.dates import days, zone_name
from web.language.sentences.mail import mail_reason
from web.language.speech import gettext as _
from web.language.speech import speaking
from web.service.mail.writing import Mail, Unwritable, written
from web.service.settings import Settings

_STATUS = {
    Status.TENTATIVE: N_("on hold (TENTATIVE)"),
    Status.CONFIRMED: N_("confirmed (CONFIRMED)"),
    Status.CANCELLED: N_("cancelled (CANCELLED)"),
}
HIDDEN = "…"
"""Stands for the secret of the link, which is made when the mail is sent."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a mail says, or `wrong`: why there can be none. `then` says of when its words are."""

    wrong: str = ""
    language: str = ""
    subject: str = ""
    body: str = ""
    text: str = ""
    calendar: str = ""
    has_link: bool = False
    entry: Sequence[tuple[str, str]] = ()
    then: str = ""


def preview(settings: Settings, session: Session, row: MessageRow) -> Preview:
    """What was sent, or would be sent now."""
    if row.sent_words is not None:
        return _kept(row.sent_words)
    try:
        mail = written(settings, letters.letter(session, row.id), hidden(settings))
    except Unwritable as unwritable:
        return Preview(mail_reason(unwritable.code, {}))
    return Preview(
        language=mail.language,
        subject=mail.said.subject,
        body=mail.body,
        text=mail.text,
        calendar=mail.calendar.decode(),
        has_link=bool(mail.said.link),
        entry=entry_words(mail),
        then=_then(row),
    )


def hidden(settings: Settings) -> str:
    """A link whose secret is not told; empty where there is no address to lead to."""
    return f"{settings.base_url}/answer/{HIDDEN}" if settings.base_url else ""


def kept_words(mail: Mail) -> Document:
    """What a mail says, to be kept with the message; `mail` has no secret in it."""
    with speaking(mail.language):
        entry = [list(each) for each in entry_words(mail)]
    return {
        "language": mail.language,
        "subject": mail.said.subject,
        "body": str(mail.body),
        "text": mail.text,
        "calendar": mail.calendar.decode(),
        "has_link": bool(mail.said.link),
        "entry": entry,
    }


def _kept(words: Document) -> Preview:
    # Written by `kept_words` and by nobody else: its markup is the one that was made then.
    body, entry = Markup(words["body"]), [(name, what) for name, what in words["entry"]]
    return Preview(**{**words, "body": body, "entry": entry})


def _then(row: MessageRow) -> str:
    """Of what is over, that it is read with the facts of now."""
    if row.sent_at is not None:
        return _(
            "What it said was not kept when it was sent: title, team and place are those of now."
        )
    if row.state in ("superseded", "dropped"):
        return _("It was never sent: title, team and place are those of now.")
    return ""


def entry_words(mail: Mail) -> list[tuple[str, str]]:
    """The calendar entry in words: names with what they name."""
    invitation, entry = mail.invitation, mail.invitation.entry
    asks = _("asks for an answer (REQUEST)")
    if invitation.method == "CANCEL":
        asks = _("takes the entry back (CANCEL)")
    return [
        (_("Method"), asks),
        (_("Title"), entry.summary),
        (_("When"), _when(mail)),
        (_("Where"), entry.location),
        (_("Status"), _(_STATUS[entry.status])),
        (_("Asked"), f"{invitation.attendee.name} <{invitation.attendee.email}>"),
        (_("Asked by"), f"{invitation.organizer.name} <{invitation.organizer.email}>"),
        (_("Changes so far"), str(entry.sequence)),
        (_("Known as"), entry.uid),
    ]


def _when(mail: Mail) -> str:
    stay = mail.invitation.entry.stay
    said = days(stay.first, stay.last)
    if not isinstance(stay, Timed):
        return _("%(days)s, whole days", days=said)
    return _(
        "%(days)s, from %(start)s to %(end)s (%(zone)s)",
        days=said,
        start=f"{stay.start:%H:%M}",
        end=f"{stay.end:%H:%M}",
        zone=zone_name(stay.zone),
    )
