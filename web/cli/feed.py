"""Any feed's bytes, as a calendar program gets them: `feed ADDRESS` or `feed expert 12`."""

import re
import sys

import click
from sqlalchemy.exc import NoResultFound

from db.models import FeedTokenRow
from db.models.token import SUBJECTS
from db.words import FEED_KINDS, LANGUAGES
from web.cli.numbers import NUMBER
from web.cli.speech import language
from web.cli.texts import TEXT
from web.cli.wrong import BadInput, configured, database
from web.language.codes import N_
from web.language.speech import gettext as _
from web.service.clock import now
from web.service.tokens import sha256_of


@click.command(
    help=N_(
        "Print a feed: WHICH is its secret address, or a kind (expert, mission, institution, "
        "programme, partner, pool, team, scenario) followed by the number in its page’s address."
    )
)
@click.argument("which", type=TEXT)
@click.argument("number", type=NUMBER, required=False)
@click.option(
    "--language", "tongue", type=click.Choice(LANGUAGES), help=N_("Language of the feed.")
)
def feed(which: str, number: int | None, tongue: str | None) -> None:
    """Write the bytes to standard output."""
    sys.stdout.buffer.write(_bytes(_asked(which, number, tongue or language())))


def _asked(which: str, number: int | None, tongue: str) -> FeedTokenRow | str:
    """A token that nobody saves, or the hash of the secret in an address."""
    kind = next((known for known in FEED_KINDS if known == which), None)
    if kind is None:
        return sha256_of(re.sub(r"^.*/feeds/|\.\w+$", "", which.strip()))
    if number is None:
        raise BadInput(_("A kind of feed is followed by a number: %s.") % which)
    chosen = {"shows": "all", "detail": "full", SUBJECTS[kind]: number}
    return FeedTokenRow(kind=kind, language=tongue, created_at=now(), **chosen)


def _bytes(asked: FeedTokenRow | str) -> bytes:
    from calendars.feed import Visibility, write
    from db.queries import tokens
    from web.service.feeds import reading

    visibility = Visibility(configured().feed_class)
    with database() as ledger, ledger.read() as session:
        token = tokens.by_hash(session, asked) if isinstance(asked, str) else asked
        if token is None:
            raise BadInput(_("No feed has this address, or it is stopped already."))
        try:
            return write(reading.read(session, token, visibility).feed)
        except NoResultFound as missing:
            raise BadInput(_("There is nothing of this kind with that number.")) from missing
