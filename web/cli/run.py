"""Commands that stay: the web pages with one worker, or a worker alone."""

import socket
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from web.cli.tables import migrated
from web.cli.texts import TEXT
from web.cli.wrong import (
    BadInput,
    configured,
    database,
    no_address,
    unanswered,
    unusable_setting,
    why,
)
from web.language.codes import N_
from web.language.speech import gettext as _

if TYPE_CHECKING:
    from db.engine import Ledger
    from web.service.settings import Settings

HOST = "127.0.0.1"
PORT = 8000


@click.command(
    help=N_(
        "Serve pages and feeds of the database HEMICYCLE_DATABASE_URL, with one worker. "
        "Migrations are applied first. /readyz answers 200 when ready."
    )
)
@click.option(
    "--host", type=TEXT, default=HOST, show_default=True, help=N_("Listen on this address.")
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    show_default=True,
    help=N_("Listen on this port."),
)
@click.option(
    "--without-worker",
    is_flag=True,
    help=N_("Serve pages only: the workers run elsewhere."),
)
def run(host: str, port: int, without_worker: bool) -> None:
    """Serve until told to leave."""
    settings = configured()
    _check_lasts(settings.database_url)
    check_can_serve(settings, host, port)
    migrated(settings)
    serve(settings, host, port, has_worker=not without_worker)


@click.command(
    help=N_(
        "Do the background work of the database HEMICYCLE_DATABASE_URL; `run` has a worker "
        "already. One works at a time and the others stand by, or with "
        "HEMICYCLE_QUEUE=procrastinate all of them work."
    )
)
@click.option("--beside", type=int, hidden=True)
def worker(beside: int | None) -> None:
    """Work until told to leave."""
    from web.service.settings import PROCRASTINATE
    from web.worker.log_filter import filter_repeats
    from web.worker.running import until_told_to_leave, work

    filter_repeats()
    with database() as ledger:
        leaving = until_told_to_leave(beside)
        if configured().queue == PROCRASTINATE:
            _work_brought(ledger, leaving)
        else:
            work(ledger, leaving)


def _work_brought(ledger: "Ledger", leaving: Callable[[], bool]) -> None:
    """Do what Procrastinate brings. Raises: BadInput where it cannot."""
    from web.worker.carrier.worker import CarrierLost, work

    try:
        work(ledger, leaving)
    except CarrierLost as lost:
        raise BadInput(unanswered(lost, configured().database_url)) from lost


def serve(settings: "Settings", host: str, port: int, has_worker: bool = True) -> None:
    """Say where, and serve until told to leave. Leaves the process."""
    from web.app import serve as serve_pages

    click.echo(_("Hemicycle is at http://%s:%s (Ctrl-C ends it).") % (host, port), err=True)
    serve_pages(settings, host, port, has_worker)


def check_can_serve(settings: "Settings", host: str, port: int) -> None:
    """Find out before any work, not after it. Raises: BadInput."""
    from web.service.secret_key import secret_key
    from web.service.settings import SettingsUnusable

    _check_free(host, port)
    try:
        secret_key(settings)
    except SettingsUnusable as unusable:
        raise BadInput(unusable_setting(unusable)) from unusable


def _check_lasts(url: str) -> None:
    """Refuse what is no address, or the memory of each process. Raises: BadInput."""
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        address = make_url(url)
    except ArgumentError as unusable:
        raise BadInput(no_address(unusable)) from unusable
    if address.drivername.startswith("sqlite") and address.database in (None, "", ":memory:"):
        raise BadInput(_("HEMICYCLE_DATABASE_URL must name a file or a server, not the memory."))


def _check_free(host: str, port: int) -> None:
    """Refuse an address that cannot be listened on. Raises: BadInput."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (socket.gaierror, UnicodeError) as unknown:
            raise BadInput(_("Cannot listen on %s: no such address is known.") % host) from unknown
        except OSError as taken:
            message = _("Cannot listen on %s, port %s: %s. Choose another with --port.")
            raise BadInput(message % (host, port, why(taken))) from taken
