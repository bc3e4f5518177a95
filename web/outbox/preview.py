"""A message as its reader will get it: words, and what its calendar entry says."""

from dataclasses import dataclass

from flask import Flask
from sqlalchemy.orm import Session

from calendars.stays import Timed
from db.models import MessageRow
from db.queries import letters
from web.dates import days, zone_name
from web.i18n import gettext as _
from web.mail.writing import Mail, Unwritable, written
from web.settings import Settings
from web.wording.mail import mail_reason

HIDDEN = "…"
"""Stands for the secret of the link, which is made when the mail is sent."""


@dataclass(frozen=True, slots=True)
class Preview:
    """The mail of a message, or the reason why there can be none."""

    mail: Mail | None
    entry: tuple[tuple[str, str], ...]
    wrong: str


def preview(app: Flask, session: Session, row: MessageRow) -> Preview:
    """What would be sent now."""
    settings: Settings = app.extensions["settings"]
    link = f"{settings.base_url}/answer/{HIDDEN}" if settings.base_url else ""
    try:
        mail = written(app, letters.letter(session, row.id), link)
    except Unwritable as unwritable:
        return Preview(None, (), mail_reason(unwritable.code, {}))
    return Preview(mail, tuple(entry_words(mail)), "")


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
        (_("Status"), entry.status.value),
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
