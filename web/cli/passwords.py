"""Where a command gets a password from; never from its arguments, which others can see."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import click

from web.cli.output import expect_reader
from web.cli.texts import is_utf8
from web.cli.wrong import BadInput
from web.language.codes import N_
from web.language.speech import gettext as _
from web.service.passwords import LENGTH_MIN, PasswordTooShort, hash_password, make_password

F = TypeVar("F", bound=Callable[..., Any])


def password_options(command: F) -> F:
    """The two ways beside the prompt to give a password."""
    stdin = click.option(
        "--password-stdin", "stdin", is_flag=True, help=N_("Read the password on standard input.")
    )
    generate = click.option(
        "--generate", is_flag=True, help=N_("Make a password, and print it on standard output.")
    )
    return stdin(generate(command))


@dataclass(frozen=True, slots=True)
class Given:
    """The hash of a password, and the password itself where it was made here."""

    hash: str
    made: str | None

    def tell(self) -> None:
        """Print what was made: once it opens something, and before that is for good.

        Raises: OSError where nobody can read it, so that it opens nothing.
        """
        if self.made is not None:
            expect_reader()
            click.echo(self.made)


def given(stdin: bool, generate: bool) -> Given:
    """The password that is made, read, or asked for. Raises: BadInput."""
    made = make_password() if generate else None
    secret = made or (_read() if stdin else _asked())
    if not is_utf8(secret):
        raise BadInput(_("The password must be text in UTF-8."))
    try:
        return Given(hash_password(secret), made)
    except PasswordTooShort as short:
        said = _("A password has at least %s characters.")
        raise BadInput(said % LENGTH_MIN) from short


def _read() -> str:
    return (sys.stdin.readline() if sys.stdin else "").rstrip("\r\n")


def _asked() -> str:
    if not sys.stdin or not sys.stdin.isatty():
        raise BadInput(_("No password: give --password-stdin or --generate."))
    password: str = click.prompt(
        _("Password"), hide_input=True, confirmation_prompt=_("The same again"), err=True
    )
    return password
