"""A fresh database for the example; one that somebody else made is never touched."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic.util import CommandError
from sqlalchemy import inspect, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from db.engine import Ledger
from db.migrate import downgrade, upgrade
from db.models import SettingRow
from web.cli.speech import _
from web.cli.wrong import BadInput, unanswered

MAKER = "made_by"
DEMO = "hemicycle demo"


@contextmanager
def fresh(url: str) -> Iterator[Ledger]:
    """The database with this release's empty tables and our mark, to be filled.

    Raises: BadInput where it cannot be reached, or holds what `demo` did not make.
    """
    ledger = _opened(url)
    try:
        _empty(ledger, url)
        with ledger.write() as session:
            session.add(SettingRow(name=MAKER, value=DEMO))
        yield ledger
    except SQLAlchemyError as failed:
        raise BadInput(unanswered(failed)) from failed
    except CommandError as newer:
        raise BadInput(_("The database is of another release: %s") % newer) from newer
    finally:
        ledger.dispose()


def _opened(url: str) -> Ledger:
    try:
        address = make_url(url)
        if address.drivername.startswith("sqlite") and address.database in (None, "", ":memory:"):
            raise BadInput(_("--database must name a file or a server, not the memory."))
        return Ledger(url)
    except (ArgumentError, ImportError) as unusable:
        raise BadInput(_("--database is no database address: %s.") % url) from unusable


def _empty(ledger: Ledger, url: str) -> None:
    tables = inspect(ledger.engine).get_table_names()
    if tables and not _is_ours(ledger, tables):
        message = _("%s was not made by `hemicycle demo`, so it is left alone. Choose another.")
        raise BadInput(message % make_url(url).render_as_string(hide_password=True))
    if tables:
        downgrade(url, "base")
    upgrade(url)


def _is_ours(ledger: Ledger, tables: list[str]) -> bool:
    if SettingRow.__tablename__ not in tables:
        return False
    with ledger.read() as session:
        mark = session.get(SettingRow, MAKER)
        return mark is not None and mark.value == DEMO
