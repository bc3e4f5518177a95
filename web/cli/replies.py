"""Replies by mail, read once from the command line: `replies`, or `replies MAILDIR-OR-MBOX`."""

import json
from dataclasses import replace
from pathlib import Path

import click

from web.cli.speech import _
from web.cli.wrong import BadInput, configured, database
from web.clock import now
from web.languages import N_


@click.command(
    help=N_(
        "Read replies to invitations, and bounces, from a maildir or an mbox, or from "
        "HEMICYCLE_MAILBOX where no PATH is given. Each mail is handled once, however often it "
        "is read; prints how many had which outcome, as JSON."
    )
)
@click.argument("path", type=click.Path(path_type=Path), required=False)
def replies(path: Path | None) -> None:
    """Handle what is new, and count it."""
    from db.queries import received_mail
    from db.words import MAIL_OUTCOMES
    from web.mailbox.reading import Mailbox

    settings = configured()
    if path is not None:
        kind = "maildir" if path.is_dir() else "mbox"
        settings = replace(settings, mailbox=f"{kind}:{path}")
    if not settings.mailbox:
        raise BadInput(_("HEMICYCLE_MAILBOX is not set, and no PATH is given."))
    reader = Mailbox(settings)
    with database() as ledger:
        with ledger.read() as session:
            before = received_mail.last(session)
        while reader.look(ledger, now):
            pass
        with ledger.read() as session:
            state = received_mail.state(session)
            counts = received_mail.outcomes(session, before)
    if state is None or state.code:
        raise BadInput(_("The mailbox cannot be read: %s.") % (path or settings.mailbox))
    click.echo(json.dumps({outcome: counts.get(outcome, 0) for outcome in MAIL_OUTCOMES}))
