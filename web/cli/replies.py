"""Replies by mail, read once from the command line: `replies`, or `replies MAILDIR-OR-MBOX`."""

import json
import os
from dataclasses import replace
from pathlib import Path

import click

from web.cli.texts import PATH
from web.cli.wrong import BadInput, configured, database
from web.language.codes import N_
from web.language.speech import gettext as _
from web.service.clock import now


@click.command(
    help=N_(
        "Read replies to invitations, and bounces, from a maildir or an mbox, or from "
        "HEMICYCLE_MAILBOX where no PATH is given. Each mail is handled once, however often it "
        "is read; prints how many had which outcome, as JSON."
    )
)
@click.argument("path", type=PATH, required=False)
def replies(path: Path | None) -> None:
    """Handle what is new, and count it."""
    from calendars.errors import CalendarUnreadable
    from db.queries import received_mail
    from db.words import MAIL_OUTCOMES
    from web.language.sentences.calendars import calendar_sentence
    from web.language.sentences.letters import MAILBOX
    from web.service.mailbox.files import Unreachable
    from web.worker.mailbox import MAILS_AT_ONCE, Mailbox

    settings = configured()
    if path is not None:
        kind = "maildir" if os.path.isdir(path) else "mbox"
        settings = replace(settings, mailbox=f"{kind}:{path}")
    if not settings.mailbox:
        raise BadInput(_("HEMICYCLE_MAILBOX is not set, and no PATH is given."))
    reader = Mailbox(settings)
    with database() as ledger:
        with ledger.read() as session:
            before = received_mail.last(session)
        try:
            while reader.handle(ledger, now) == MAILS_AT_ONCE:
                pass
        except Unreachable as unreachable:
            raise _unread(path or settings.mailbox, _(MAILBOX[unreachable.code])) from unreachable
        except CalendarUnreadable as unreadable:
            sentence = calendar_sentence(unreadable.code, unreadable.facts, _)
            raise _unread(path or settings.mailbox, sentence) from unreadable
        if path is None:
            reader.note(ledger, now, "", has_news=True)
        with ledger.read() as session:
            counts = received_mail.outcomes(session, before)
    click.echo(json.dumps({outcome: counts.get(outcome, 0) for outcome in MAIL_OUTCOMES}))


def _unread(place: Path | str, sentence: str) -> BadInput:
    return BadInput(_("%s cannot be read: %s.") % (place, sentence.rstrip(".")))
