"""Absences far ahead: the page shows the months of what was noted, or of what stands in its way."""

from collections.abc import Iterator

import pytest
import time_machine

from db.engine import Ledger
from db.models import InstitutionRow
from tests import make
from tests.web.conftest import Browser
from tests.web.forms import post


@pytest.fixture(autouse=True)
def clock() -> Iterator[None]:
    """The years of these tests lie ahead, whenever the tests run."""
    with time_machine.travel(make.AT, tick=False):
        yield


@pytest.fixture
def bob(ledger: Ledger, institution: int) -> str:
    """The address of somebody's page."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        return f"/experts/{make.expert(session, home, 'Bob Tremolo').id}"


def test_absence_of_another_year_is_shown_where_it_was_noted(
    coordinator: Browser, bob: str
) -> None:
    form = {"busy_first": "2031-01-20", "busy_last": "2031-03-20", "busy_label": "Leave"}

    answer = post(coordinator, f"{bob}/busy", form)

    assert "from=2031-01" in str(answer.location)
    assert "20 January – 20 March 2031" in coordinator.get(str(answer.location)).text


def test_absence_in_the_way_is_named_and_shown_however_far_away(
    coordinator: Browser, bob: str
) -> None:
    where = f"{bob}/busy"
    typed = {"busy_first": "2031-02-01", "busy_last": "2031-02-03", "busy_label": "Leave"}
    post(coordinator, where, typed)
    assert "/experts/busy/1/remove" not in coordinator.get(f"{bob}").text

    page = post(
        coordinator, where, {**typed, "busy_last": "2031-02-12", "busy_label": "Study"}
    ).text

    assert "for some of these days: Leave, 1–3 February 2031" in page
    assert "/experts/busy/1/remove" in page
    assert 'value="2031-02-12"' in page
