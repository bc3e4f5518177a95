"""What is done to accounts from the command line: create, grant, disable, enable, password."""

from collections.abc import Iterable, Mapping

import click
from sqlalchemy.orm import Session

from db.actors import PROGRAM
from db.errors import Flaw, Invalid, NotFound
from db.models import AccountRow
from db.operations import accounts as operations
from db.operations.accounts import AccountFacts, RoleGrant
from db.queries import accounts as known
from db.queries import institutions
from db.words import ACCOUNT_ROLES, LANGUAGES, AccountRole, Language
from web.cli.numbers import NUMBER
from web.cli.passwords import F, given, password_options
from web.cli.texts import TEXT
from web.cli.wrong import BadInput, database
from web.language.codes import N_
from web.language.speech import gettext as _
from web.service.clock import now

OF_EXPERTS = frozenset({"expert", "assistant"})
"""Roles of somebody who is an expert, or acts for one."""
SENTENCES: Mapping[str, str] = {
    "field.required": N_("The login or the name is missing."),
    "field.too_long": N_("A login has up to %(most)s letters."),
    "account.login_taken": N_("There is an account %(login)s already."),
    "account.role_needs_expert": N_(
        "The role %(role)s needs --expert with the number of the expert: it stands in the address "
        "of their page."
    ),
    "account.unknown_expert": N_("This institution has no expert %(expert)s."),
}
"""What speaks against an account, in words."""


def role_options(command: F) -> F:
    """Which roles, at which institution, and of which expert."""
    options = (
        click.option(
            "--role",
            "roles",
            type=click.Choice(ACCOUNT_ROLES),
            multiple=True,
            required=True,
            help=N_("What the account may do; can be given several times."),
        ),
        click.option(
            "--institution",
            type=TEXT,
            help=N_("Code of the institution; the only one where left out."),
        ),
        click.option(
            "--expert", type=NUMBER, help=N_("Number of the expert that is meant, or acted for.")
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.command(help=N_("Make an account that may sign in as LOGIN."))
@click.argument("login", type=TEXT)
@click.option("--name", type=TEXT, help=N_("The person’s name; the login where left out."))
@role_options
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
        secret = given(stdin, generate)
        with ledger.write() as session:
            try:
                operations.create(session, facts, secret.hash, PROGRAM, now())
            except Invalid as wrong:
                raise BadInput(_sentences(wrong.flaws)) from wrong
            secret.tell()
    click.echo(_("The account %s is made.") % login, err=True)


@click.command(help=N_("Bar LOGIN from signing in, and sign it out everywhere."))
@click.argument("login", type=TEXT)
def disable(login: str) -> None:
    """Disable an account."""
    with database() as ledger, ledger.write() as session:
        operations.disable(session, _account(session, login).id, PROGRAM, now())
    click.echo(_("The account %s can no longer sign in.") % login, err=True)


@click.command(help=N_("Let LOGIN, who was disabled, sign in again."))
@click.argument("login", type=TEXT)
def enable(login: str) -> None:
    """Enable an account."""
    with database() as ledger, ledger.write() as session:
        operations.enable(session, _account(session, login).id, PROGRAM, now())
    click.echo(_("The account %s can sign in.") % login, err=True)


@click.command(help=N_("Let LOGIN do more: give the account further roles."))
@click.argument("login", type=TEXT)
@role_options
def grant(
    login: str, roles: tuple[AccountRole, ...], institution: str | None, expert: int | None
) -> None:
    """Give an account more roles; those that it has already stay as they are."""
    with database() as ledger, ledger.write() as session:
        account_id = _account(session, login).id
        for each in _grants(session, roles, institution, expert):
            operations.grant(session, account_id, each, PROGRAM, now())
    click.echo(_("The account %s has these roles.") % login, err=True)


@click.command(help=N_("Give LOGIN a new password, and sign it out everywhere."))
@click.argument("login", type=TEXT)
@password_options
def password(login: str, stdin: bool, generate: bool) -> None:
    """Change a password."""
    with database() as ledger:
        with ledger.read() as session:
            account_id = _account(session, login).id
        secret = given(stdin, generate)
        with ledger.write() as session:
            operations.set_password(session, account_id, secret.hash, PROGRAM, now())
            secret.tell()
    click.echo(_("The account %s has a new password.") % login, err=True)


def _grants(
    session: Session, roles: tuple[AccountRole, ...], code: str | None, expert: int | None
) -> tuple[RoleGrant, ...]:
    institution_id = _institution(session, code)
    own = OF_EXPERTS.intersection(roles)
    if expert is not None and not own:
        raise BadInput(_("--expert goes with the role expert or assistant."))
    found = [
        RoleGrant(role, institution_id, expert if role in OF_EXPERTS else None) for role in roles
    ]
    flaws = [flaw for each in found for flaw in operations.flaws_of(session, each)]
    if flaws:
        raise BadInput(_sentences(flaws))
    return tuple(found)


def _sentences(flaws: Iterable[Flaw]) -> str:
    """What is wrong with an account that was asked for, each thing once."""
    return " ".join(dict.fromkeys(map(_sentence, flaws)))


def _sentence(flaw: Flaw) -> str:
    return _(SENTENCES[flaw.code]) % flaw.facts


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
