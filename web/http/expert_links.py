"""Which people's pages the reader may open: for links, so that none leads nowhere."""

from flask import g
from flask.sansio.app import App

from db.queries import people
from web.http.ledger import reading
from web.http.policy import may_enter
from web.service.reader import current_reader
from web.service.roles import STAFF


def may_open_expert(expert_id: int) -> bool:
    """Is the page of somebody open to the reader? It is theirs, or of their institution."""
    reader = current_reader()
    if reader is None or not may_enter("experts.show"):
        return False
    return expert_id in reader.experts or expert_id in _of_readers(reader.institutions(*STAFF))


def _of_readers(institutions: frozenset[int]) -> frozenset[int]:
    """The people of the reader's institutions, read once a request."""
    if "openable" not in g:
        with reading() as session:
            g.openable = people.ids_of(session, institutions)
    found: frozenset[int] = g.openable
    return found


def init_app(app: App) -> None:
    """Give the templates this word."""
    app.jinja_env.globals["may_open_expert"] = may_open_expert
