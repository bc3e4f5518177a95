"""The command `demo`: from nothing to a served example in less than a minute."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import click

from web.cli.run import HOST, PORT, check_can_serve, serve
from web.cli.seconds import Seconds
from web.cli.speech import language
from web.cli.wrong import configured
from web.demo.units import QUEBEC, UNITS
from web.language.codes import N_
from web.language.speech import gettext as _
from web.service.clock import now
from web.service.settings import EMBEDDED

if TYPE_CHECKING:
    from web.demo.make import Made
    from web.demo.units import Unit

DATABASE = "sqlite:///hemicycle-demo.db"
TIME_LIMIT = 30.0


@click.command(
    help=N_(
        "Make a fresh database of example data, find the best plan with live progress, publish "
        "it, say what stays vacant and why, print accounts and feed addresses, and serve. A "
        "database that `demo` made is made again; any other is refused."
    )
)
@click.option("--no-serve", is_flag=True, help=N_("End once everything is published."))
@click.option("--json", "in_json", is_flag=True, help=N_("Print the report as JSON."))
@click.option(
    "--database",
    "url",
    default=DATABASE,
    show_default=True,
    metavar="URL",
    help=N_("The database to make."),
)
@click.option(
    "--unit",
    type=click.Choice([*UNITS]),
    default=QUEBEC.code,
    show_default=True,
    help=N_("The parliament whose example it is."),
)
@click.option(
    "--seed",
    type=click.IntRange(0, 2**31 - 1),
    default=1,
    show_default=True,
    help=N_("Another number gives other people and other missions."),
)
@click.option(
    "--time-limit",
    type=Seconds(max=1e6),
    default=TIME_LIMIT,
    show_default=True,
    help=N_("Seconds to look for the plan."),
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    show_default=True,
    help=N_("Listen on this port."),
)
def demo(
    no_serve: bool,
    in_json: bool,
    url: str,
    unit: str,
    seed: int,
    time_limit: float,
    port: int,
) -> None:
    """Make the example, tell of it, serve it."""
    from web.demo.fresh import address

    address(url)
    settings = replace(configured(), database_url=url, queue=EMBEDDED)
    if not no_serve:
        check_can_serve(settings, HOST, port)
    made = _made(url, UNITS[unit], seed, time_limit)

    from web.demo.report import as_json, tell

    if in_json:
        click.echo(as_json(made, url))
    tell(made, settings.base_url or f"http://{HOST}:{port}")
    if not no_serve:
        serve(settings, HOST, port)


def _made(url: str, unit: "Unit", seed: int, time_limit: float) -> "Made":
    from web.demo.fresh import fresh
    from web.demo.make import make
    from web.demo.search import find_plan

    search = partial(find_plan, unit.code, seed=seed, time_limit=time_limit)
    with fresh(url) as ledger:
        click.echo(_("Writing people and a year of missions…"), err=True)
        return make(ledger, unit, seed, now(), language(), search)
