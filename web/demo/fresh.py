"""A fresh database for the example; one that somebody else made is never touched."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from db.addresses import unheeded
from db.engine import Ledger, normalised
from db.marks import MAKER, maker_of
from db.migrate import check_ours, downgrade, upgrade
from db.models import SettingRow
from db.versions import OtherVersion
from web.cli.wrong import BadInput, other_version, unanswered
from web.language.speech import gettext as _
from web.service.settings import UNHEEDED
from web.service.typed_secrets import database_address

DEMO = "hemicycle demo"


@contextmanager
def fresh(url: str) -> Iterator[Ledger]:
    """The database with this release's empty tables and our mark, to be filled.

    Raises: BadInput where it cannot be reached, or holds what `demo` did not make.
    """
    try:
        if _is_used(url):
            check_ours(url)
            downgrade(url, "base")
        upgrade(url)
        ledger = Ledger(url)
        try:
            with ledger.write() as session:
                session.add(SettingRow(name=MAKER, value=DEMO))
            yield ledger
        finally:
            ledger.dispose()
    except SQLAlchemyError as failed:
        raise BadInput(unanswered(failed, url)) from failed
    except OtherVersion as newer:
        raise BadInput(other_version(newer)) from newer


def _is_used(url: str) -> bool:
    """Are there tables already? Raises: BadInput where they are not ours, or out of reach."""
    has_tables, maker = maker_of(address(url))
    if has_tables and maker != DEMO:
        message = _("%s was not made by `hemicycle demo`, so it is left alone. Choose another.")
        raise BadInput(message % database_address(url))
    return has_tables


def address(url: str) -> URL:
    """What `--database` names. Raises: BadInput where it is no address of a database."""
    try:
        found = normalised(url)
        found.get_dialect().import_dbapi()
    except (ArgumentError, ImportError) as unusable:
        raise BadInput(_("--database is not a database address: %s.") % url) from unusable
    option = unheeded(url)
    if option is not None:
        raise BadInput(_(UNHEEDED[option.reason]) % {"place": "--database", "name": option.name})
    if found.drivername.startswith("sqlite") and found.database in (None, "", ":memory:"):
        raise BadInput(_("--database must name a file or a server, not the memory."))
    return found
