"""The places of the main menu, and where the reader is among them."""

from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Flask, request, url_for

from web.http.ledger import reading
from web.http.policy import may_enter
from web.language.codes import N_
from web.language.speech import gettext as _
from web.service.conflicts.finding import open_count
from web.service.conflicts.shown import MEMORY, Shown
from web.service.logs import holds_secret
from web.service.page_cache import known
from web.service.reader import current_reader

CONFLICTS = "conflicts.index"
_PLACES = (
    ("home.index", N_("Today")),
    ("missions.index", N_("Missions")),
    ("experts.index", N_("Experts")),
    ("plan.index", N_("Plan")),
    (CONFLICTS, N_("Conflicts")),
    ("scenarios.index", N_("Scenarios")),
    ("coverage.index", N_("Coverage")),
    ("solve.index", N_("Look for a plan")),
    ("outbox.index", N_("Outbox")),
)


@dataclass(frozen=True, slots=True)
class MenuPlace:
    """An entry of the menu; the reader is exactly there, or on a page below it.

    `count` is how many things wait there; None where nothing is counted.
    """

    endpoint: str
    name: str
    is_exactly: bool
    is_around: bool
    count: int | None = None


def places() -> list[MenuPlace]:
    """The entries that this reader may open; conflicts stand there while there are any."""
    here = request.endpoint or ""
    room = here.split(".")[0]
    found = (
        MenuPlace(
            endpoint, _(name), endpoint == here, endpoint.split(".")[0] == room, _count(endpoint)
        )
        for endpoint, name in _PLACES
        if may_enter(endpoint)
    )
    return [each for each in found if each.count != 0 or each.is_around]


def _count(endpoint: str) -> int | None:
    return number() if endpoint == CONFLICTS else None


def same_page(language: str) -> str:
    """This page in another language; of a page that only answers forms, the home page.

    Its path is not said again, nor what is typed after it with a secret in it: it may be the
    secret of somebody else, mistyped.
    """
    if request.endpoint is None or request.method not in ("GET", "HEAD"):
        return url_for("home.index", lang=language)
    kept = [
        (name, value)
        for name, value in request.args.items(multi=True)
        if name != "lang" and not holds_secret(f"{name}={value}")
    ]
    return "?" + urlencode([*kept, ("lang", language)])


def number() -> int:
    """How many conflicts are open, for the menu: as many as the page of conflicts lists."""
    shown: Shown | None = known(MEMORY)
    if shown is not None:
        return len(shown.open)
    with reading() as session:
        return open_count(session)


def init_app(app: Flask) -> None:
    """Give the templates the menu and the reader."""
    app.jinja_env.globals.update(places=places, same_page=same_page, reader=current_reader)
