"""Commands on the tables of the database."""

from typing import TYPE_CHECKING

import click

from web.cli.wrong import (
    BadInput,
    another_programs,
    configured,
    no_address,
    other_version,
    unanswered,
)
from web.language.codes import N_
from web.language.speech import gettext as _

if TYPE_CHECKING:
    from web.service.settings import Settings


@click.command(
    help=N_(
        "Apply the migrations that the database HEMICYCLE_DATABASE_URL has not seen yet. "
        "Nothing is done where there are none."
    )
)
def upgrade() -> None:
    """Bring the configured database to this release’s tables."""
    migrated(configured())
    click.echo(_("The database has the tables of this version."), err=True)


def migrated(settings: "Settings") -> None:
    """Apply what is missing. Raises: BadInput where the database cannot be brought there."""
    from sqlalchemy.exc import ArgumentError, SQLAlchemyError

    from db.errors import ForeignTables
    from db.migrate import upgrade as apply
    from db.versions import OtherVersion

    try:
        apply(settings.database_url)
        carriers(settings)
    except (ArgumentError, ImportError) as unusable:
        raise BadInput(no_address(unusable)) from unusable
    except ForeignTables as foreign:
        raise BadInput(another_programs(foreign)) from foreign
    except OtherVersion as newer:
        raise BadInput(other_version(newer)) from newer
    except SQLAlchemyError as failed:
        raise BadInput(unanswered(failed, settings.database_url)) from failed


def carriers(settings: "Settings") -> None:
    """Make the tables of who carries jobs, where somebody does. Raises: BadInput, ForeignTables."""
    from web.service.settings import PROCRASTINATE

    if settings.queue != PROCRASTINATE:
        return
    from psycopg import Error

    from web.worker.carrier.schema import apply

    try:
        apply(settings.database_url)
    except Error as failed:
        raise BadInput(unanswered(failed, settings.database_url)) from failed
