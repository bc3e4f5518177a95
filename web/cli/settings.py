"""What can be configured, and what is."""

from typing import TYPE_CHECKING

import click

from web.cli.speech import _
from web.cli.wrong import configured
from web.languages import N_

if TYPE_CHECKING:
    from web.settings import Variable


@click.command(help=N_("List every environment variable: its value, its default, its meaning."))
def settings() -> None:
    """Print each setting; secrets show only that they are set."""
    from web.settings import VARIABLES

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
        return str(value)
    return _without_password(str(value)) if variable.field == "database_url" else "***"


def _without_password(address: str) -> str:
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        return make_url(address).render_as_string(hide_password=True)
    except ArgumentError:
        return "***"
