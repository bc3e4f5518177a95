"""Where a command gets a password from; never from its arguments, which others can see."""

import sys
from collections.abc import Callable
from typing import Any, TypeVar

import click

from web.auth.passwords import PasswordTooShort, hash_password, make_password
from web.cli.speech import _
from web.cli.wrong import BadInput
from web.languages import N_

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


def hashed(stdin: bool, generate: bool) -> str:
    """The hash of the password that is given, asked for, or made. Raises: BadInput."""
    try:
        return hash_password(_generated() if generate else _read() if stdin else _asked())
    except PasswordTooShort as short:
        raise BadInput(str(short)) from short


def _generated() -> str:
    password = make_password()
    click.echo(password)
    return password


def _read() -> str:
    return (sys.stdin.readline() if sys.stdin else "").rstrip("\r\n")


def _asked() -> str:
    if not sys.stdin or not sys.stdin.isatty():
        raise BadInput(_("No password: give --password-stdin or --generate."))
    password: str = click.prompt(
        _("Password"), hide_input=True, confirmation_prompt=_("The same again"), err=True
    )
    return password
