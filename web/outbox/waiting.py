"""After something was published: how many messages wait in the outbox, with the way there."""

from datetime import datetime

from flask import flash, url_for
from markupsafe import Markup

from db.queries import outbox
from web.auth.reader import current_reader
from web.i18n import ngettext
from web.ledger import reading
from web.policy import PLANNING


def tell_waiting(since: datetime) -> None:
    """Say that messages wait, if any was written since and the reader may look at them."""
    reader = current_reader()
    institutions = reader.institutions(*PLANNING) if reader else frozenset()
    with reading() as session:
        if not outbox.written_since(session, institutions, since):
            return
        counts = outbox.counts(session, institutions)
    waiting = counts["drafts"] + counts["unaddressed"]
    if waiting:
        said = ngettext(
            "%(num)s message waits in the outbox.", "%(num)s messages wait in the outbox.", waiting
        )
        link = Markup('<a href="{}">{}</a>').format(url_for("outbox.index"), said)
        flash(link, "info")
