"""The published world, its addresses, and the app behind a real socket."""

from collections.abc import Iterator
from datetime import UTC, datetime
from threading import Thread

import pytest
from flask import Flask
from werkzeug.serving import make_server

from db.engine import Ledger
from tests import clock, make
from tests.web.feeds.world import JUNE, Addresses, World


@pytest.fixture
def world(ledger: Ledger) -> World:
    """A published plan of two missions with a team of two."""
    with ledger.write() as session:
        house = make.institution(session, mailbox="unit@example.org")
        partner = make.partner(session)
        anne, jean = make.expert(session, house), make.expert(session, house, "Jean Côté")
        agreed = make.mission(
            session,
            house,
            partner,
            make.role(count=2, title="Clerk"),
            title="Committee work; part 1",
            state="accepted",
            travel_before=2,
            travel_after=2,
        )
        hold = make.mission(
            session, house, partner, make.role(count=2), title="Library", first=JUNE, length=1
        )
        make.staffed(session, agreed, anne, jean)
        make.staffed(session, hold, anne, on=JUNE)
        return World(agreed.id, hold.id, anne.id, jean.id, house.id, partner.id)


@pytest.fixture(autouse=True)
def later() -> None:
    """Programs ask after everything here has happened."""
    clock.go(datetime(2028, 1, 1, tzinfo=UTC))


@pytest.fixture
def addresses(ledger: Ledger) -> Addresses:
    """Addresses of the feeds of this test's database."""
    return Addresses(ledger)


@pytest.fixture
def site(app: Flask) -> Iterator[str]:
    """The app behind a real socket, as the start of its addresses."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()
