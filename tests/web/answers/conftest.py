"""A published mission whose expert is asked, in an app of its own."""

import pytest

from db.engine import Ledger
from db.models import InstitutionRow
from tests.web.answers.world import World, published


@pytest.fixture
def world(ledger: Ledger, institution: int) -> World:
    """Anne is published on a mission in some weeks; the unit has a mailbox."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        home.mailbox = "missions@unit.example"
        return published(session, home)
