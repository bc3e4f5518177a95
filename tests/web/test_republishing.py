"""An edit that moves people who are published is said before it is saved, and after."""

import re
from datetime import timedelta

import pytest

from db.engine import Ledger
from db.models import InstitutionRow, MissionBookingRow, MissionRow
from db.operations import answers
from db.operations.answers import Given
from tests import make
from tests.clock import TODAY
from tests.web.conftest import Browser
from tests.web.forms import filled_in, post

AHEAD = TODAY + timedelta(days=70)
MONDAY = AHEAD - timedelta(days=AHEAD.weekday())
EDIT = "/missions/1/edit"


@pytest.fixture
def asked(ledger: Ledger, institution: int) -> None:
    """Anne and Paul are published for two days; Anne has said yes."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        team = [make.expert(session, home, name) for name in ("Anne Bova", "Paul Deru")]
        two = make.role(count=2)
        mission = make.mission(session, home, make.partner(session), two, first=MONDAY)
        make.staffed(session, mission, *team)
        answers.record(session, 1, Given("accepted", ""), "page", make.BY, make.AT)


def ends(ledger: Ledger) -> int:
    with ledger.read() as session:
        held = session.query(MissionBookingRow).one()
        return held.last - held.first + 1


def test_longer_stay_names_whom_it_moves_and_keeps_nothing_before_it_is_accepted(
    coordinator: Browser, asked: None, ledger: Ledger
) -> None:
    form = filled_in(coordinator.get(EDIT).text) | {"length": "3", "notes": "Longer."}

    answer = post(coordinator, EDIT, form)

    assert answer.status_code == 422
    page = " ".join(answer.text.split())
    assert "other days in the calendars of these people: Anne Bova; Paul Deru;" in page
    assert "Anne Bova has answered for what was published" in page
    assert "Longer." in page
    assert 'name="length" value="3"' in page
    assert ends(ledger) == 4
    with ledger.read() as session:
        assert session.get_one(MissionRow, 1).notes != "Longer."


def test_longer_stay_that_is_accepted_is_saved_and_says_what_waits(
    coordinator: Browser, asked: None, ledger: Ledger
) -> None:
    form = filled_in(coordinator.get(EDIT).text) | {"length": "3"}
    [key] = re.findall(r'name="accepted" value="(\w+)"', post(coordinator, EDIT, form).text)
    form |= {"accepted": key}
    other = post(coordinator, EDIT, form | {"length": "4"})
    assert (other.status_code, ends(ledger)) == (422, 4)

    answer = post(coordinator, EDIT, form)

    assert answer.status_code == 303
    page = " ".join(coordinator.get(answer.location).text.split())
    assert "Saved." in page
    assert "other days in the calendars of these people: Anne Bova; Paul Deru;" in page
    assert "Anne Bova has answered for what was published" in page
    assert "2 messages have nowhere to go" in page
    assert ends(ledger) == 6


def test_edit_that_moves_nobody_is_saved_at_once(
    coordinator: Browser, asked: None, ledger: Ledger
) -> None:
    form = filled_in(coordinator.get(EDIT).text) | {"title": "Another title"}

    answer = post(coordinator, EDIT, form)

    assert answer.status_code == 303
    assert "calendars of these people" not in coordinator.get(answer.location).text


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "The mission has been held: it may be corrected, but not last until 2"),
        ("fr", "La mission a eu lieu : elle peut être corrigée, mais non durer jusqu’à cette date"),
    ],
)
def test_mission_that_is_closed_is_not_made_to_last_into_the_future(
    coordinator: Browser, ledger: Ledger, institution: int, language: str, said: str
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        team = make.expert(session, home)
        first = TODAY - timedelta(days=1)
        row = make.mission(session, home, make.partner(session), first=first, length=2)
        make.staffed(session, row, team, at=make.AT)
        row.state = "closed"
    page = f"{EDIT}?lang={language}"
    form = filled_in(coordinator.get(page).text) | {"length": "20", "accepted": "agreed"}

    answer = post(coordinator, EDIT, form)

    assert answer.status_code == 422
    assert said in " ".join(answer.text.replace("\xa0", " ").split())
    assert ends(ledger) == 2
