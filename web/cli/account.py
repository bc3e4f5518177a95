"""The commands on accounts, one row each."""

from web.cli.commands import LazyGroup, Row
from web.languages import N_

COMMANDS = {
    "create": Row("web.cli.accounts:create", N_("Make an account.")),
    "disable": Row("web.cli.accounts:disable", N_("Bar an account from signing in.")),
    "password": Row("web.cli.accounts:password", N_("Give an account a new password.")),
}

account = LazyGroup(name="account", rows=COMMANDS, help=N_("Create, disable, give a new password."))
