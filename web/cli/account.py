"""The commands on accounts, one row each."""

from web.cli.commands import LazyGroup, Row
from web.language.codes import N_

COMMANDS = {
    "create": Row("web.cli.accounts:create", N_("Make an account.")),
    "grant": Row("web.cli.accounts:grant", N_("Give an account more roles.")),
    "disable": Row("web.cli.accounts:disable", N_("Bar an account from signing in.")),
    "enable": Row("web.cli.accounts:enable", N_("Let a disabled account sign in again.")),
    "password": Row("web.cli.accounts:password", N_("Give an account a new password.")),
}

account = LazyGroup(
    name="account",
    rows=COMMANDS,
    help=N_("Make accounts; let them in, or no more."),
)
