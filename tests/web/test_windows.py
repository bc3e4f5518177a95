"""A slip of the year in possible starts: refused in a sentence wherever it is typed."""

import re
from datetime import date
from html import unescape

import pytest

from db.engine import Ledger
from db.models import InstitutionRow, MissionRow, ScenarioChangeRow, ScenarioRow
from tests import make
from tests.web.conftest import Browser
from tests.web.forms import filled_in, post

SLIP = {"window_first": "2027-04-05", "window_last": "2039-04-09"}
SAID = (
    "From 5 April 2027 to 9 April 2039 is 12 years: possible starts span one year at most. "
    "Is one of the years a slip?"
)
FRENCH = "Du 5 avril 2027 au 9 avril 2039, la période est de 12 ans"


@pytest.fixture
def mission(ledger: Ledger, institution: int) -> int:
    """A mission that can be edited."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        return make.mission(session, home, make.partner(session), make.role()).id


def test_the_form_asks_back_and_keeps_what_was_typed(
    coordinator: Browser, ledger: Ledger, mission: int
) -> None:
    path = f"/missions/{mission}/edit"
    typed = filled_in(coordinator.get(path).text) | SLIP | {"notes": "Ask for visas"}

    edited, new = coordinator.post(path, data=typed), post(coordinator, "/missions/new", typed)

    for answer in (edited, new):
        assert answer.status_code == 422
        assert SAID in _words(answer.text)
        assert filled_in(answer.text).items() >= (SLIP | {"notes": "Ask for visas"}).items()
        assert 'href="#window_last"' in answer.text
    with ledger.read() as session:
        assert session.query(MissionRow).count() == 1
        assert session.get_one(MissionRow, mission).window_last == make.MONDAY
    assert FRENCH in _words(coordinator.post(f"{path}?lang=fr", data=typed).text)


@pytest.mark.parametrize(
    ("last", "said"),
    [
        ("2028-06-06", "From 5 April 2027 to 6 June 2028 is 14 months:"),
        ("2028-04-10", "From 5 April 2027 to 10 April 2028 is 371 days:"),
        ("2030-04-05", "From 5 April 2027 to 5 April 2030 is 3 years:"),
    ],
)
def test_the_sentence_says_how_long_it_is(
    coordinator: Browser, mission: int, last: str, said: str
) -> None:
    path = f"/missions/{mission}/edit"
    typed = filled_in(coordinator.get(path).text) | SLIP | {"window_last": last}

    assert said in _words(coordinator.post(path, data=typed).text)


def test_starts_too_far_ahead_are_refused_with_the_last_day(
    coordinator: Browser, mission: int
) -> None:
    path, far = f"/missions/{mission}/edit", "2037-04-05"
    typed = filled_in(coordinator.get(path).text) | {"window_first": far, "window_last": far}

    answer = coordinator.post(path, data=typed)

    assert answer.status_code == 422
    assert (
        "5 April 2037 is too far ahead: missions are planned for 3 years, until 4 January 2030. "
        "Is the year a slip?"
    ) in _words(answer.text)
    assert 'href="#window_first"' in answer.text


def test_a_copy_of_such_a_mission_leads_to_its_possible_starts(
    coordinator: Browser, ledger: Ledger, mission: int
) -> None:
    _keep_slip(ledger, mission)

    answer = post(coordinator, f"/missions/{mission}/copy")
    page = _words(coordinator.get(answer.location).text)

    assert answer.location == f"/missions/{mission}/edit"
    assert SAID in page
    assert "It was not copied: correct its possible starts here first." in page
    with ledger.read() as session:
        assert session.query(MissionRow).count() == 1


def test_a_scenario_refuses_them_beside_the_field(
    coordinator: Browser, ledger: Ledger, mission: int
) -> None:
    coordinator.send("/scenarios", {"name": "Later"}, "/scenarios")
    path = "/scenarios/1/changes/mission.window"
    typed = {"mission": f"m{mission}", "first": "2027-04-05", "last": "2039-04-09"}

    answer = coordinator.send(path, typed, path)

    assert answer.status_code == 422
    assert SAID in _words(answer.text)
    assert 'value="2039-04-09"' in answer.text
    with ledger.read() as session:
        assert session.query(ScenarioChangeRow).count() == 0


def test_a_way_to_fill_a_seat_that_makes_the_window_too_long_is_told(
    coordinator: Browser, ledger: Ledger, mission: int
) -> None:
    with ledger.write() as session:
        row = session.get_one(MissionRow, mission)
        row.window_last = date(2028, 3, 1)
        who = make.expert(session, row.institution)
        make.busy(session, who, date(2027, 2, 20), date(2028, 3, 10))
        later = make.mission(
            session, row.institution, row.partner, title="Later", first=date(2028, 6, 5)
        )
        make.staffed(session, later)
    page = coordinator.get(f"/missions/{mission}").text
    fields = _form_of(page, "If “Seminar” could start as late")

    answer = post(coordinator, f"/missions/{mission}/unlock", fields)

    assert answer.location == f"/missions/{mission}"
    assert "possible starts span one year at most" in coordinator.get(answer.location).text
    with ledger.read() as session:
        assert session.query(ScenarioRow).count() == 0


def _form_of(page: str, sentence: str) -> dict[str, str]:
    """The hidden fields beside one of the ways to fill a seat."""
    part = page.split(f"<span>{sentence}")[1].split("</li>")[0]
    return dict(re.findall(r'name="(mission|name|key)" value="([^"]*)"', part))


def _keep_slip(ledger: Ledger, mission: int) -> None:
    with ledger.write() as session:
        row = session.get_one(MissionRow, mission)
        row.window_first, row.window_last = date(2027, 4, 5), date(2039, 4, 9)


def _words(page: str) -> str:
    return unescape(re.sub(r"\s+", " ", page)).replace("\u2068", "").replace("\u2069", "")
