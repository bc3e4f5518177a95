"""Somebody was asked, and a mailbox is read."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select

from db.engine import Ledger
from db.models import InstitutionRow, ReceivedMailRow
from tests.web.answers.world import World, published
from web.service.settings import Settings
from web.worker.mailbox import Mailbox


@pytest.fixture
def world(ledger: Ledger, institution: int) -> World:
    """Anne is published on a mission in some weeks."""
    with ledger.write() as session:
        return published(session, session.get_one(InstitutionRow, institution))


@pytest.fixture
def mailbox(settings: Settings) -> Callable[[str], Mailbox]:
    """A reader of the mailbox at an address."""

    def reader(address: str, password: str = "tulip") -> Mailbox:
        return Mailbox(replace(settings, mailbox=address, mailbox_password=password))

    return reader


@pytest.fixture
def lines(ledger: Ledger) -> Callable[[], list[tuple[str, str | None]]]:
    """What came of each mail that was handled."""

    def read() -> list[tuple[str, str | None]]:
        with ledger.read() as session:
            rows = session.scalars(select(ReceivedMailRow).order_by(ReceivedMailRow.id))
            return [(row.outcome, row.code) for row in rows]

    return read
