"""Bad input as one sentence on standard error and exit status 2."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from web.language.codes import N_
from web.language.speech import gettext as _
from web.service.typed_secrets import without_passwords

if TYPE_CHECKING:
    from db.engine import Ledger
    from db.errors import ForeignTables
    from db.versions import OtherVersion
    from web.service.settings import Settings, SettingsUnusable

_SHOWN = 5
"""Tables of another program that are named."""


class BadInput(click.ClickException):
    """Something given to a command cannot be used; the message says what was expected."""

    exit_code = 2

    def __init__(self, message: str) -> None:
        # An address may have been typed where a file was expected.
        super().__init__(without_passwords(message))


def configured() -> "Settings":
    """The settings of the environment. Raises: BadInput."""
    from web.service.settings import SettingsUnusable, from_environment

    try:
        return from_environment()
    except SettingsUnusable as unusable:
        raise BadInput(unusable_setting(unusable)) from unusable


@contextmanager
def database() -> Iterator["Ledger"]:
    """The configured database, with the tables of this release. Raises: BadInput."""
    from sqlite3 import Error as SqliteError

    from sqlalchemy.exc import ArgumentError, SQLAlchemyError

    from db.engine import Ledger
    from db.errors import ForeignTables
    from db.versions import OtherVersion, check_version
    from web.service.carrying.chosen import carrier_of

    settings = configured()
    try:
        ledger = Ledger(settings.database_url, carrier_of(settings), must_exist=True)
    except (ArgumentError, ImportError) as unusable:
        raise BadInput(no_address(unusable)) from unusable
    try:
        check_version(ledger)
        yield ledger
    except OtherVersion as other:
        raise BadInput(other_version(other)) from other
    except ForeignTables as foreign:
        raise BadInput(another_programs(foreign)) from foreign
    # The lock of the one worker opens its file without SQLAlchemy.
    except (SQLAlchemyError, SqliteError) as failed:
        raise BadInput(unanswered(failed, settings.database_url)) from failed
    finally:
        ledger.dispose()


def other_version(other: "OtherVersion") -> str:
    """What to say of a database that an older or a newer release has made."""
    from web.service.versions import VERSIONS

    return _(VERSIONS[other.age])


def another_programs(foreign: "ForeignTables") -> str:
    """What to say of a database with tables that are none of ours."""
    message = _("The database belongs to another program and is left alone; its tables: %s.")
    return message % ", ".join(foreign.tables[:_SHOWN])


def no_address(unusable: Exception) -> str:
    """What to say of an address that opens no database, or whose driver is not installed."""
    if isinstance(unusable, ImportError):
        return _("PostgreSQL needs its driver: install Hemicycle with the extra `postgres`.")
    return _("HEMICYCLE_DATABASE_URL is not a database address.")


def unusable_setting(unusable: "SettingsUnusable") -> str:
    """What to say of a setting that cannot be used."""
    gaps = {name: _(gap) if name == "why" else gap for name, gap in unusable.gaps.items()}
    return _(unusable.message) % gaps if gaps else _(unusable.message)


def unanswered(failed: Exception, url: str) -> str:
    """What to say of a database that gave no answer, and what may help; its insides stay there."""
    from sqlalchemy.exc import DataError, IntegrityError

    from web.cli.reaching import unreached

    if isinstance(failed, (DataError, IntegrityError)):
        return _(
            "The database refused this: something that was named does not exist, exists "
            "already, or is too long. Nothing was changed."
        )
    unmet = unreached(failed, url)
    if unmet is not None:
        return unmet
    words = str(getattr(failed, "orig", None) or failed).strip().splitlines()[0].rstrip(".")
    if words in SQLITES_OWN:
        return _("The database cannot be used: %s.") % _(words)
    state = getattr(getattr(failed, "orig", None), "sqlstate", None)
    if state in _UNDEFINED or any(missing in words for missing in _TABLES_MISSING):
        return _("The database does not have the tables of this version. Try `hemicycle upgrade`.")
    return _("The database does not answer as it should: %s.") % words


_UNDEFINED = ("42P01", "42703")
"""PostgreSQL's codes for these, in whatever language it speaks."""
_TABLES_MISSING = ("no such table", "no such column", 'relation "', 'column "', "has no tables")
"""What SQLite and PostgreSQL say of a table or a column that a migration would have made."""


SQLITES_OWN = (
    N_("unable to open database file"),
    N_("file is not a database"),
    N_("database disk image is malformed"),
    N_("attempt to write a readonly database"),
    N_("database is locked"),
    N_("database or disk is full"),
    N_("disk I/O error"),
)
"""What SQLite says of a file that it cannot use, listed here so that translators see it."""


def why(error: OSError) -> str:
    """What the system says of a file or an address, in the language chosen."""
    return _(error.strerror) if error.strerror else str(error)


SYSTEMS_OWN = (
    N_("No such file or directory"),
    N_("Permission denied"),
    N_("Is a directory"),
    N_("Not a directory"),
    N_("File name too long"),
    N_("No space left on device"),
    N_("Read-only file system"),
    N_("Input/output error"),
    N_("No such device or address"),
    N_("Operation not permitted"),
    N_("Too many levels of symbolic links"),
    N_("Too many open files"),
    N_("Address already in use"),
    N_("Cannot assign requested address"),
)
"""What systems say most often, listed here so that translators see it."""
