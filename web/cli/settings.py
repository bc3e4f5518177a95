"""What can be configured, and what is."""

from typing import TYPE_CHECKING

import click

from web.cli.wrong import configured
from web.language.codes import N_
from web.language.speech import gettext as _
from web.service.typed_secrets import database_address, without_passwords

if TYPE_CHECKING:
    from web.service.settings import Variable


@click.command(help=N_("List every environment variable: its value, its default, its meaning."))
def settings() -> None:
    """Print each setting; secrets show only that they are set."""
    from web.service.settings import VARIABLES

    now = configured()
    for variable in VARIABLES:
        click.echo(f"{variable.name}={_shown(variable, getattr(now, variable.field))}")
        click.echo(f"    {_(variable.meaning)}")
        default = _("none") if variable.default in (None, "") else variable.default
        click.echo("    " + _("Default: %s") % default)


def _shown(variable: "Variable", value: object) -> str:
    """The value without what is secret in it: an address keeps all but its password."""
    if value is None:
        return ""
    if not variable.secret:
        return without_passwords(str(value))
    return database_address(str(value)) if variable.field == "database_url" else "***"
