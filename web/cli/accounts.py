"""What is done to accounts from the command line: create, disable, password."""

import click
from sqlalchemy.orm import Session

from db.actors import PROGRAM
from db.errors import Invalid, NotFound
from db.models import AccountRow
from db.operations import accounts as operations
from db.operations.accounts import AccountFacts, RoleGrant
from db.queries import accounts as known
from db.queries import institutions
from db.words import ACCOUNT_ROLES, LANGUAGES, AccountRole, Language
from web.cli.passwords import hashed, password_options
from web.cli.speech import _
from web.cli.wrong import BadInput, database
from web.clock import now
from web.languages import N_


@click.command(help=N_("Make an account that may sign in as LOGIN."))
@click.argument("login")
@click.option("--name", help=N_("The person's name; the login where left out."))
@click.option(
    "--role",
    "roles",
    type=click.Choice(ACCOUNT_ROLES),
    multiple=True,
    required=True,
    help=N_("What the account may do; can be given several times."),
)
@click.option("--institution", help=N_("Code of the institution; the only one where left out."))
@click.option("--expert", type=int, help=N_("Number of the expert that is meant, or acted for."))
@click.option("--language", type=click.Choice(LANGUAGES), help=N_("The language of its pages."))
@password_options
def create(
    login: str,
    name: str | None,
    roles: tuple[AccountRole, ...],
    institution: str | None,
    expert: int | None,
    language: Language | None,
    stdin: bool,
    generate: bool,
) -> None:
    """Make an account, its password hashed before the database is opened for writing."""
    with database() as ledger:
        with ledger.read() as session:
            grants = _grants(session, roles, institution, expert)
            _must_be_free(session, login)
        facts = AccountFacts(login, name or login, grants, language)
        password_hash = hashed(stdin, generate)
        with ledger.write() as session:
            try:
                operations.create(session, facts, password_hash, PROGRAM, now())
            except Invalid as wrong:
                raise BadInput(_("The account cannot be made: %s") % wrong) from wrong
    click.echo(_("The account %s is made.") % login, err=True)


@click.command(help=N_("Let LOGIN in no more, and sign it out everywhere."))
@click.argument("login")
def disable(login: str) -> None:
    """Disable an account."""
    with database() as ledger, ledger.write() as session:
        operations.disable(session, _account(session, login).id, PROGRAM, now())
    click.echo(_("The account %s is let in no more.") % login, err=True)


@click.command(help=N_("Give LOGIN a new password, and sign it out everywhere."))
@click.argument("login")
@password_options
def password(login: str, stdin: bool, generate: bool) -> None:
    """Change a password."""
    with database() as ledger:
        with ledger.read() as session:
            account_id = _account(session, login).id
        password_hash = hashed(stdin, generate)
        with ledger.write() as session:
            operations.set_password(session, account_id, password_hash, PROGRAM, now())
    click.echo(_("The account %s has a new password.") % login, err=True)


def _grants(
    session: Session, roles: tuple[AccountRole, ...], code: str | None, expert: int | None
) -> tuple[RoleGrant, ...]:
    institution_id = _institution(session, code)
    own = {"expert", "assistant"}
    return tuple(RoleGrant(role, institution_id, expert if role in own else None) for role in roles)


def _institution(session: Session, code: str | None) -> int:
    rows = institutions.institutions(session)
    chosen = [row.id for row in rows if code in (None, row.code)]
    if len(chosen) == 1:
        return chosen[0]
    codes = ", ".join(row.code for row in rows) or _("none yet")
    if code is None:
        raise BadInput(_("Name the institution with --institution: %s.") % codes)
    raise BadInput(_("There is no institution %s; there are: %s.") % (code, codes))


def _must_be_free(session: Session, login: str) -> None:
    try:
        known.by_login(session, login)
    except NotFound:
        return
    raise BadInput(_("There is an account %s already.") % login)


def _account(session: Session, login: str) -> AccountRow:
    try:
        return known.by_login(session, login)
    except NotFound as unknown:
        raise BadInput(_("There is no account %s.") % login) from unknown
