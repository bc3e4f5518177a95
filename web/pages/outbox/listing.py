"""The parts of the outbox, a page at a time, and what each line says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from flask import current_app
from sqlalchemy.orm import Session

from db.models import ExpertRow, InstitutionRow, MessageRow, MissionRow
from db.operations import outbox as operations
from db.queries import outbox
from db.queries.outbox import Listed, Tab
from web.language.codes import N_
from web.language.sentences.mail import mail_advice, mail_kind, mail_reason
from web.language.speech import gettext as _
from web.language.stays import clocks_of, stay_words
from web.service.local import local_zone
from web.service.mail.preview import preview
from web.service.mail.smtp import SmtpServer
from web.service.paging import SIZE, place
from web.service.reader import scope
from web.service.settings import Settings

NAMES: Mapping[Tab, str] = {
    "drafts": N_("Waiting for you"),
    "unaddressed": N_("Without an address"),
    "ready": N_("To be sent"),
    "failing": N_("Failing"),
    "bounced": N_("Came back"),
    "sent": N_("Sent"),
    "closed": N_("Not sent"),
}
"""What each part is called, in the order in which they are shown."""
EMPTY: Mapping[Tab, str] = {
    "drafts": N_("Nothing waits. When a plan is published, what its people must hear waits here."),
    "unaddressed": N_("Everybody who must hear of something has an address."),
    "ready": N_("Nothing is on its way."),
    "failing": N_("Nothing fails."),
    "bounced": N_("Nothing came back."),
    "sent": N_("Nothing has been sent yet."),
    "closed": N_("Nothing was dropped, and nothing was replaced by something newer."),
}


@dataclass(frozen=True, slots=True)
class MailLine:
    """One message of a list."""

    listed: Listed
    kind: str
    days: str
    reason: str
    advice: str

    @property
    def row(self) -> MessageRow:
        """The message itself."""
        return self.listed.row


def part(asked: str | None) -> Tab:
    """The part that an address asks for; the first where it asks for none."""
    return next((tab for tab in get_args(Tab) if tab == asked), "drafts")


def page(
    session: Session, institutions: frozenset[int], tab: Tab, asked: str | None
) -> dict[str, object]:
    """One page of one part, with the counts of all."""
    counts = outbox.counts(session, institutions)
    number, pages = place(asked, counts[tab])
    found = outbox.listing(session, institutions, tab, SIZE, (number - 1) * SIZE)
    units = [session.get_one(InstitutionRow, key) for key in sorted(institutions)]
    return {
        "tab": tab,
        "tabs": [(each, _(NAMES[each]), counts[each]) for each in NAMES],
        "empty_words": _(EMPTY[tab]),
        "lines": [line(each) for each in found],
        "total": counts[tab],
        "newest": outbox.newest(session, institutions, tab),
        "page": number,
        "pages": pages,
        "units": units,
        "notices": notices(units),
        "zone": local_zone(session, institutions),
    }


def line(listed: Listed) -> MailLine:
    """What a list says of a message."""
    row = listed.row
    code = row.error_code or ""
    return MailLine(
        listed,
        mail_kind(row),
        days_told(listed),
        mail_reason(code, row.error_facts or {}) if code else "",
        mail_advice(code),
    )


def days_told(listed: Listed) -> str:
    """The days that it speaks of; of a session by video with the hours of who is written to."""
    told, clocks = listed.row.told, clocks_of(listed.mission, listed.expert.institution)
    span, away = (told["first"], told["last"]), (told["leaves"], told["returns"])
    return stay_words(told["venue"], span, away, clocks)


def notices(units: list[InstitutionRow]) -> list[str]:
    """What keeps every mail back, or takes its link away."""
    settings: Settings = current_app.extensions["settings"]
    found = []
    if SmtpServer.of(settings) is None:
        found.append(
            _(
                "No mail server is set up, so nothing is sent: what you let go waits until"
                " whoever runs Hemicycle sets HEMICYCLE_MAIL_HOST."
            )
        )
    elif not settings.base_url:
        found.append(_("HEMICYCLE_BASE_URL is not set, so mails carry no link to the answer page."))
    if any(not unit.mailbox for unit in units):
        found.append(_("The unit has no mailbox, and without one it can send nothing."))
    return found


def message_page(session: Session, row: MessageRow) -> dict[str, object]:
    """One message, with what may still be done with it."""
    listed = Listed(
        row,
        session.get_one(ExpertRow, row.booking.expert_id),
        session.get_one(MissionRow, row.booking.mission_id),
    )
    return {
        "line": line(listed),
        "preview": preview(current_app.extensions["settings"], session, row),
        "is_current": operations.is_current(row),
        "notices": notices([row.institution]),
        "zone": local_zone(session, scope()),
        "states": (operations.RELEASABLE, operations.DROPPABLE),
    }
