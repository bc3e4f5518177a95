"""Sentences for mail that could not be used, and for how the mailbox fares."""

from collections.abc import Mapping
from datetime import date

from db.queries.received_mail import State
from web.language.codes import N_
from web.language.dates import days, moment
from web.language.speech import gettext as _

LETTERS: Mapping[str, str] = {
    "reply.uid_unknown": N_("It replies to an invitation that is not one of ours."),
    "reply.not_theirs": N_(
        "It replies for %(expert)s from an address that is not theirs: ask them, or correct the"
        " address on their page."
    ),
    "reply.sequence_unknown": N_("It replies for %(expert)s to an invitation that was never sent."),
    "reply.days_past": N_(
        "It proposes days for %(expert)s that were past already: ask them which are meant."
    ),
    "reply.days_part": N_(
        "It proposes for %(expert)s a part of the days that were asked about (%(days)s): read it, "
        "and write the answer down."
    ),
    "reply.days_asked": N_(
        "It proposes for %(expert)s the very days that were asked about, perhaps at "
        "other hours: read it, and write the answer down."
    ),
    "reply.delegated": N_(
        "It hands the mission on to somebody else (%(to)s): only the unit chooses who takes part."
    ),
    "reply.delegated_unnamed": N_(
        "It hands the mission on to somebody else: only the unit chooses who takes part."
    ),
    "reply.no_answer_unnamed": N_("It says neither yes nor no."),
    "reply.no_answer": N_("It says neither yes nor no (%(said)s)."),
    "reply.no_attendee": N_("It does not say whose answer it is."),
    "reply.no_uid": N_("It does not say which invitation it replies to."),
    "reply.no_event": N_("It replies to something that is not a mission."),
    "reply.no_sequence": N_("It does not say which invitation it replies to."),
    "mail.in_words": N_("It answers an invitation in words: read it, and write the answer down."),
    "mail.failed": N_("It could not be kept: read it, and write the answer down."),
    "mail.too_large": N_("It is larger than 2 MB and was not read."),
    "mail.too_deep": N_("It is nested too deeply to be read."),
    "bounce.unknown": N_("It reports that a mail did not arrive, but no mail of ours matches it."),
    "file.no_calendar": N_("It contains a calendar that is not valid."),
    "file.too_many": N_("It holds a calendar with too many entries."),
    "file.too_large": N_("It holds a calendar that is too large."),
    "file.took_too_long": N_("Reading it took too long and was stopped."),
    "file.not_foreseen": N_("Something in it was not foreseen: it was not read."),
    "file.took_too_much": N_("Reading it took too much memory and was stopped."),
}
MAILBOX: Mapping[str, str] = {
    "mailbox.missing": N_("there is nothing at its path."),
    "mailbox.no_mailbox": N_("what is at its path is neither a maildir nor an mbox."),
    "mailbox.unreadable": N_("its files cannot be read."),
    "mailbox.refused": N_("its server refused."),
    "mailbox.not_trusted": N_("the certificate of its server is not trusted."),
    "mailbox.unreachable": N_("its server does not answer."),
    "mailbox.no_folder": N_("its folder does not exist."),
}
"""Why the mailbox cannot be read, after a colon."""


def mailbox_sentence(state: State | None, is_set: bool, zone: str) -> str:
    """How the mailbox fares, for who waits for replies."""
    if not is_set or state is None:
        return "" if is_set else _("The mailbox is not set: replies by mail are not read.")
    when = moment(state.at, zone)
    if not state.code:
        return _("The mailbox was read on %(moment)s.", moment=when)
    why = _(MAILBOX[state.code]) if state.code in MAILBOX else state.code
    return _("Since %(moment)s the mailbox cannot be read: %(why)s", moment=when, why=why)


def letter_sentence(code: str | None, facts: Mapping[str, str]) -> str:
    """Why a mail could not be used; an unknown code stands for itself."""
    without = f"{code}_unnamed"
    known = LETTERS.get(without if without in LETTERS and not any(facts.values()) else code or "")
    return (code or "") if known is None else _(known, days=_days(facts), **facts)


def _days(facts: Mapping[str, str]) -> str:
    """The days that a mail proposes, where the facts name them."""
    if "first" not in facts or "last" not in facts:
        return ""
    return days(date.fromisoformat(facts["first"]), date.fromisoformat(facts["last"]))
