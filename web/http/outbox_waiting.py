"""After something was published: how many messages wait in the outbox, with the way there."""

from datetime import datetime

from flask import flash, url_for
from markupsafe import Markup

from db.queries import outbox
from db.queries.outbox import Tab
from web.http.ledger import reading
from web.language.speech import ngettext
from web.service.reader import current_reader
from web.service.roles import PLANNING


def tell_waiting(since: datetime) -> None:
    """Say that messages wait, if any was written since and the reader may look at them."""
    reader = current_reader()
    institutions = reader.institutions(*PLANNING) if reader else frozenset()
    with reading() as session:
        if not outbox.written_since(session, institutions, since):
            return
        counts = outbox.counts(session, institutions)
    if drafts := counts["drafts"]:
        said = ngettext(
            "%(num)s message waits in the outbox.", "%(num)s messages wait in the outbox.", drafts
        )
        _tell(said, "drafts", drafts)
    if lost := counts["unaddressed"]:
        said = ngettext(
            "%(num)s message has nowhere to go: its reader has no address.",
            "%(num)s messages have nowhere to go: their readers have no address.",
            lost,
        )
        _tell(said, "unaddressed", lost)


def _tell(said: str, tab: Tab, count: int) -> None:
    address = url_for("outbox.index", show=tab)
    flash(Markup('<a href="{}" data-count="{}">{}</a>').format(address, count, said), "info")
