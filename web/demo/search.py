"""The search for the example's plan, in a child process, with its progress on the terminal."""

import click

from matcher.plan import Answer
from matcher.problem import Problem
from web.cli.progress import Ticker
from web.language.speech import gettext as _
from web.worker.jobs.child import Child, ChildDied
from web.worker.jobs.solving import Search

LISTEN_SECONDS = 0.2


def find_plan(name: str, problem: Problem, seed: int, time_limit: float) -> Answer:
    """The best plan in the time; a first Ctrl-C keeps the best so far, a second quits."""
    message = _("Looking for the best plan, at most %s seconds (Ctrl-C keeps the best so far)…")
    click.echo(message % f"{time_limit:g}", err=True)
    search = Search(problem, time_limit, seed=seed)
    with Ticker(name, problem) as ticker, Child(search) as child:
        try:
            return _listen(child, ticker, stopped=False)
        except ChildDied as died:
            raise click.ClickException(_("The search ended without an answer.")) from died


def _listen(child: Child, ticker: Ticker, *, stopped: bool) -> Answer:
    try:
        while True:
            said = child.news(LISTEN_SECONDS)
            if isinstance(said, Answer):
                return said
            if said is not None:
                ticker.hear(said)
    except KeyboardInterrupt:
        if stopped:
            raise
        click.echo(_("Stopping with the best plan so far; once more to quit."), err=True)
        child.stop()
        return _listen(child, ticker, stopped=True)
