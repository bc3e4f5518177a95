"""The commands, one row each; a command's own file is read only when it is called."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import click

from web.cli.speech import spoken
from web.language.codes import N_
from web.language.speech import gettext as _


@dataclass(frozen=True, slots=True)
class CommandRow:
    """Where a command is written, `module:name`, and what it does in one line."""

    target: str
    summary: str


class LazyGroup(click.Group):
    """A group whose commands are imported one at a time, so that `--help` is quick."""

    # Any: click's own keywords.
    def __init__(self, *, rows: Mapping[str, CommandRow], **keywords: Any) -> None:
        super().__init__(**keywords)
        self.rows = rows

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every name, in the order of the rows."""
        return list(self.rows)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now, speaking the language chosen."""
        row = self.rows.get(cmd_name)
        if row is None:
            return None
        module, name = row.target.split(":")
        command: click.Command = getattr(import_module(module), name)
        return spoken(command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List names and summaries without importing a command."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(row.summary)) for name, row in self.rows.items()])


COMMANDS = {
    "demo": CommandRow(
        "web.demo:demo", N_("Fill an example database, find its plan, publish and serve it.")
    ),
    "run": CommandRow("web.cli.run:run", N_("Serve the web pages, with one worker.")),
    "worker": CommandRow(
        "web.cli.run:worker",
        N_("Do the background work only (searches, mail, calendars), on more machines too."),
    ),
    "solve": CommandRow("web.cli.matching:solve", N_("Find the best plan of each problem file.")),
    "check": CommandRow("web.cli.matching:check", N_("Check a plan without a search.")),
    "compare": CommandRow("web.cli.comparing:compare", N_("Say what differs between two plans.")),
    "explain": CommandRow(
        "web.cli.explaining:explain", N_("Explain why a seat of a plan is as it is.")
    ),
    "occurrences": CommandRow(
        "web.cli.calendars:occurrences", N_("List what takes place in a calendar file.")
    ),
    "busy": CommandRow("web.cli.calendars:busy", N_("Sum up the busy time of a calendar file.")),
    "replies": CommandRow(
        "web.cli.replies:replies", N_("Read replies to invitations from a mailbox.")
    ),
    "feed": CommandRow("web.cli.feed:feed", N_("Print a feed of the calendars.")),
    "upgrade": CommandRow(
        "web.cli.tables:upgrade", N_("Bring the database to the tables of this version.")
    ),
    "account": CommandRow("web.cli.account:account", N_("Make accounts; let them in, or no more.")),
    "token": CommandRow("web.cli.token:token", N_("Stop the secret address of a feed.")),
    "settings": CommandRow("web.cli.settings:settings", N_("List what can be configured.")),
}


# No command line parser asks for the value: `speech.listen` has taken it out before.
@click.group(cls=LazyGroup, rows=COMMANDS, help=N_("Staff interparliamentary missions."))
@click.option("--lang", metavar="en|fr", expose_value=False, help=N_("Speak this language."))
@click.version_option(package_name="hemicycle", message="%(prog)s %(version)s")
def hemicycle() -> None:
    """Do nothing by itself."""
