"""Two institutions in one database, some weeks before their missions."""

from collections.abc import Iterator

import pytest
import time_machine

from db.engine import Ledger
from tests import make
from tests.web.units import two_units
from tests.web.units.two_units import World
from tests.worlds import copied


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    """Some weeks before the missions."""
    with time_machine.travel(make.AT, tick=False):
        yield


@pytest.fixture
def world(ledger: Ledger) -> World:
    """Each has secrets of every kind, and somebody of the other in its team.

    Release 1 is of `qc`, release 2 of `fr`; each has a scenario that dates an empty mission.
    """
    return copied(ledger, two_units.made)
