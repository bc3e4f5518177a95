"""Sentences for what keeps a mail from its reader, and what to do about it."""

from collections.abc import Mapping

from db.models import MessageRow
from matcher.plan import Facts
from web.language.codes import N_
from web.language.speech import gettext as _

REASONS: Mapping[str, str] = {
    "mail.refused": N_("The mail server refuses it (%(code)s): %(said)s"),
    "mail.put_off": N_("The mail server asks to try later (%(code)s): %(said)s"),
    "mail.bounced": N_("It came back: %(said)s"),
    "mail.cut_off": N_("The connection broke while the mail was handed over; it may have arrived."),
    "mail.unreachable": N_("The mail server %(host)s does not answer."),
    "mail.server_refused": N_("The mail server %(host)s refuses the connection (%(code)s)."),
    "mail.login_refused": N_("The mail server %(host)s refuses our name or password (%(code)s)."),
    "mail.not_supported": N_("The mail server %(host)s cannot do what our settings ask of it."),
    "mail.tls_failed": N_(
        "The connection to the mail server %(host)s is not encrypted as it should be."
    ),
    "mail.unit_without_mailbox": N_("The unit has no mailbox that a mail can come from."),
    "mail.address_unusable": N_("The address of this person cannot be written to."),
    "mail.entry_unwritable": N_("The dates or the place cannot be written as a calendar entry."),
}
ADVICE: Mapping[str, str] = {
    "mail.refused": N_("Look at the address on the person’s page, then send again."),
    "mail.bounced": N_("Correct the address on the person’s page, then send again; or call."),
    "mail.address_unusable": N_("Correct the address on the person’s page, then send again."),
    "mail.unit_without_mailbox": N_("Give the unit a mailbox, then send again."),
    "mail.entry_unwritable": N_("Look at the mission’s dates and place, then send again."),
    "mail.login_refused": N_("Whoever runs Hemicycle should look at the mail settings."),
    "mail.not_supported": N_("Whoever runs Hemicycle should look at the mail settings."),
    "mail.tls_failed": N_("Whoever runs Hemicycle should look at the mail settings."),
}


def mail_reason(code: str, facts: Facts) -> str:
    """Why a mail has not reached its reader."""
    known = REASONS.get(code)
    return code if known is None else _(known, **facts)


def mail_advice(code: str) -> str:
    """What somebody can do about it; empty where waiting is enough."""
    known = ADVICE.get(code)
    return "" if known is None else _(known)


def mail_kind(row: MessageRow) -> str:
    """What sort of news a message is."""
    if row.method == "CANCEL":
        return _("Cancellation")
    is_known = row.before is not None and row.before["status"] != "cancelled"
    return _("Change") if is_known else _("Invitation")
