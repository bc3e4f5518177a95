"""Secret addresses of feeds: stopped from the command line."""

import re

import click

from db.actors import PROGRAM
from db.operations import tokens as operations
from db.queries import tokens as known
from web.cli.commands import CommandRow, LazyGroup
from web.cli.texts import TEXT
from web.cli.wrong import BadInput, database
from web.language.codes import N_
from web.language.speech import gettext as _
from web.service.clock import now
from web.service.tokens import sha256_of

COMMANDS = {"revoke": CommandRow("web.cli.token:revoke", N_("Stop the secret address of a feed."))}

token = LazyGroup(name="token", rows=COMMANDS, help=N_("Stop the secret address of a feed."))


@click.command(
    help=N_(
        "Stop a feed at this secret ADDRESS for good: the whole address, or what stands in it "
        "between /feeds/ and .ics."
    )
)
@click.argument("address", type=TEXT)
def revoke(address: str) -> None:
    """Revoke the token in an address."""
    secret = re.sub(r"^.*/feeds/|\.\w+$", "", address.strip())
    with database() as ledger, ledger.write() as session:
        row = known.by_hash(session, sha256_of(secret))
        if row is None:
            raise BadInput(_("No feed has this address, or it is stopped already."))
        operations.revoke(session, row.id, PROGRAM, now())
    click.echo(_("The feed “%s” is stopped at this address.") % row.label, err=True)
