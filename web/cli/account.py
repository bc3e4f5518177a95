"""The commands on accounts, one row each."""

from web.cli.commands import CommandRow, LazyGroup
from web.language.codes import N_

COMMANDS = {
    "create": CommandRow("web.cli.accounts:create", N_("Make an account.")),
    "grant": CommandRow("web.cli.accounts:grant", N_("Give an account more roles.")),
    "disable": CommandRow("web.cli.accounts:disable", N_("Bar an account from signing in.")),
    "enable": CommandRow("web.cli.accounts:enable", N_("Let a disabled account sign in again.")),
    "password": CommandRow("web.cli.accounts:password", N_("Give an account a new password.")),
}

account = LazyGroup(
    name="account",
    rows=COMMANDS,
    help=N_("Make accounts; let them in, or no more."),
)
