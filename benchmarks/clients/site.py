"""The web application on loopback with the world's feed, and a note of who asked for it how."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from typing import Any

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from benchmarks.clients import world as worlds
from benchmarks.clients.told import Told, expected
from benchmarks.clients.world import World
from calendars.invitation import Invitation, Method, write
from calendars.mailbox import Mailbox
from db.engine import Ledger
from db.migrate import upgrade
from db.operations.tokens import Choices
from db.queries.feeds import of_expert
from web.app import create_app
from web.http.ledger import close
from web.service.feeds.entries import Manner, entry_of
from web.service.mail.writing import speaking
from web.service.settings import Settings

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request for a feed: its status, and whether it named a version it had."""

    method: str
    status: int
    agent: str
    is_conditional: bool


@dataclass(slots=True)
class Site:
    """A feed that can be asked for, turned to its second version, and compared."""

    app: Flask
    ledger: Ledger
    world: World
    address: str
    log: list[Asked] = field(default_factory=list)

    def expected(self) -> list[Told]:
        """What a program should tell now."""
        return expected(self.ledger, self.world.expert)

    def all_feeds(self) -> dict[str, str]:
        """The address of a feed of each kind, the expert's as it is."""
        origin = self.address.partition("/feeds/")[0]
        paths = worlds.addresses(self.ledger, self.world)
        return {kind: f"{origin}{path}" for kind, path in paths.items()} | {"expert": self.address}

    def invitations(self) -> Iterator[tuple[str, bytes]]:
        """What is mailed of every booking: its method, and the calendar in the mail."""
        unit, expert = Mailbox("Maison", "unite@example.org"), Mailbox("Élodie", "e@example.org")
        with speaking(self.app, "fr"), self.ledger.read() as session:
            for stay in of_expert(session, self.world.expert).stays:
                entry = entry_of(stay, Manner(Choices()))
                is_off = stay.booking.status == "cancelled"
                method = Method.CANCEL if is_off else Method.REQUEST
                yield method.value, write(Invitation(entry, method, "fr", unit, expert))

    def turn(self) -> None:
        """Let the second version be published."""
        worlds.turn(self.ledger, self.world)

    def seen(self, status: int, since: int = 0) -> int:
        """How often the feed was answered like this, requests before left out."""
        return sum(each.status == status for each in self.log[since:])

    def wait(self, status: int, seconds: float, since: int = 0) -> bool:
        """Wait until the feed has been answered like this."""
        deadline = monotonic() + seconds
        while monotonic() < deadline:
            if self.seen(status, since):
                return True
            sleep(0.2)
        return False


class _Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def log(self, type: str, message: str, *args: Any) -> None:  # as in its base
        """Say nothing: what matters is in the site's own log."""


@contextmanager
def serving(folder: Path) -> Iterator[Site]:
    """A fresh ledger in a folder, filled and served until the block ends."""
    url = f"sqlite:///{folder / 'ledger.db'}"
    upgrade(url)
    app = create_app(Settings(database_url=url, secret_key="k" * 64))
    ledger: Ledger = app.extensions["ledger"]
    world = worlds.fill(ledger)
    path = worlds.address(ledger, "expert", world.expert)
    site = Site(app, ledger, world, "")
    app.wsgi_app = _noting(app.wsgi_app, site.log)  # type: ignore[method-assign, assignment]  # as Flask says
    server = make_server(HOST, 0, app, threaded=True, request_handler=_Quiet)
    site.address = f"http://{HOST}:{server.port}{path}"
    thread = Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        close(app)


Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def _noting(inner: Wsgi, log: list[Asked]) -> Wsgi:
    def outer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        def noted(status: str, *more: Any) -> Any:
            log.append(
                Asked(
                    environ["REQUEST_METHOD"],
                    int(status.split()[0]),
                    environ.get("HTTP_USER_AGENT", ""),
                    "HTTP_IF_NONE_MATCH" in environ,
                )
            )
            return start(status, *more)

        return inner(environ, noted)

    return outer
