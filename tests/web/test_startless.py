"""Missions that can begin on no date: said once with the cause, when saved and of their seats."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from sqlalchemy import select

from db.engine import Ledger
from db.models import (
    ClosureRow,
    InstitutionRow,
    MissionRow,
    PartnerClosureRow,
    PartnerRow,
    PlanRow,
    RoleRow,
)
from db.operations import scenarios
from db.queries import plans
from tests import make
from tests.web.conftest import NOW, Browser
from tests.web.forms import filled_in, post

TODAY = NOW.date()
PROMISE = "Its team comes with the next plan, or by hand."
TYPED = {
    "title": "Drafting of bills",
    "activity_type": "seminar",
    "service_mode": "training",
    "venue": "abroad",
    "length": "1",
    "priority": "1",
    "role-0-count": "1",
    "role-0-kind": "",
}


@pytest.fixture
def ground(ledger: Ledger, institution: int) -> dict[str, str]:
    """A partner, somebody who fits, and a live plan."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        home.closures = [
            ClosureRow(first=date(2027, 6, 24), last=date(2027, 6, 24), name="Fête nationale")
        ]
        there = make.partner(session)
        there.closures = [
            PartnerClosureRow(first=date(2027, 5, 17), last=date(2027, 5, 19), name="Flag Day")
        ]
        make.staffed(session, make.mission(session, home, there), make.expert(session, home))
        return {"partner": str(there.id), "institution": str(institution)}


def _window(first: date, last: date | None = None) -> dict[str, str]:
    return {"window_first": first.isoformat(), "window_last": (last or first).isoformat()}


PAST = TODAY - timedelta(days=9), TODAY - timedelta(days=1)
CASES: dict[str, tuple[dict[str, object], str, str]] = {
    "past": (
        _window(*PAST),
        "All its possible starts (26 December 2026 – 3 January 2027) are past",
        "Tous ses débuts possibles",
    ),
    "travel": (
        {**_window(TODAY, TODAY + timedelta(days=1)), "travel_before": "2"},
        "With its travel it would have had to leave before today",
        "le départ aurait dû avoir lieu avant aujourd’hui",
    ),
    "weekday": (
        {**_window(date(2027, 4, 6), date(2027, 4, 9)), "weekdays": "1"},
        "none of the possible starts (6–9 April 2027) is on one of its days of the week (Monday)",
        "aucun des débuts possibles (6–9 avril 2027) ne tombe",
    ),
    "weekend": (
        _window(date(2027, 4, 10), date(2027, 4, 11)),
        "is on one of its days of the week (Monday, Tuesday, Wednesday, Thursday and Friday)",
        "lundi, mardi",
    ),
    "holiday at home": (
        {**_window(date(2027, 6, 24)), "venue": "home"},
        "There is no possible date (24 June 2027). 24 June 2027 is not possible: the institution "
        "hosts nobody, 24 June 2027 (Fête nationale).",
        "Aucune date n’est possible (24 juin 2027)",
    ),
    "wrong day or too late": (
        {**_window(TODAY, TODAY + timedelta(days=6)), "travel_before": "4", "weekdays": "1"},
        "each of the possible starts",
        "chacun des débuts possibles",
    ),
    "closed partner": (
        _window(date(2027, 5, 17), date(2027, 5, 19)),
        "17 May 2027 is not possible: the partner parliament is closed, 17–19 May 2027 (Flag Day).",
        "Aucune date n’est possible (17–19 mai 2027)",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_saving_says_why_there_is_no_date_and_promises_no_team(
    coordinator: Browser, ground: dict[str, str], case: str
) -> None:
    typed, said, french = CASES[case]

    answer = post(coordinator, "/missions/new", {**TYPED, **ground, **typed})
    assert answer.status_code == 303, answer.text
    page = _words(coordinator.get(answer.location).text)

    flashed, of_seat = page.split("<main", 1)[0] + page.split("<h1", 1)[0], page.split("<h1", 1)[1]
    assert "Written down." in flashed
    assert said in flashed
    assert said in of_seat
    assert PROMISE not in page
    assert "Nobody available" not in page
    assert french in _words(coordinator.get(f"{answer.location}?lang=fr").text)


@pytest.mark.parametrize("case", ["weekday", "holiday at home", "closed partner"])
def test_vacancies_give_the_cause_and_not_nobody_available(
    coordinator: Browser, ground: dict[str, str], case: str
) -> None:
    typed, said, _french = CASES[case]
    post(coordinator, "/missions/new", {**TYPED, **ground, **typed})

    page = _words(coordinator.get("/vacancies").text)

    assert said in page
    assert "Nobody available" not in page


@pytest.mark.parametrize("case", ["weekday", "holiday at home", "closed partner"])
def test_candidates_give_the_cause_beside_each_person(
    coordinator: Browser, ledger: Ledger, ground: dict[str, str], case: str
) -> None:
    typed, said, french = CASES[case]
    post(coordinator, "/missions/new", {**TYPED, **ground, **typed})
    with ledger.read() as session:
        mission, role = session.execute(select(RoleRow.mission_id, RoleRow.id)).all()[-1]
    everybody = f"/missions/{mission}/candidates"
    one = f"/why?mission=m{mission}&role=r{role}&expert=e1"

    for page in everybody, one:
        assert said in _words(coordinator.get(f"{page}{'&' if '?' in page else '?'}lang=en").text)
        assert french in _words(coordinator.get(f"{page}{'&' if '?' in page else '?'}lang=fr").text)
        assert "There is no possible start: its window" not in coordinator.get(page).text


def test_an_edit_that_leaves_no_date_is_saved_with_a_warning(
    coordinator: Browser, ledger: Ledger, ground: dict[str, str]
) -> None:
    mission = _another(ledger)
    path = f"/missions/{mission}/edit"
    typed = filled_in(coordinator.get(path).text) | _window(*PAST)

    page = _words(coordinator.get(coordinator.post(path, data=typed).location).text)

    assert "Saved." in page
    assert CASES["past"][1] in page


def test_past_starts_are_told_wherever_the_window_stands(
    coordinator: Browser, ledger: Ledger, ground: dict[str, str]
) -> None:
    mission = _another(ledger)
    pages = f"/missions/{mission}", "/missions/", "/plan"
    before = [_words(coordinator.get(path).text) for path in pages]
    with ledger.write() as session:
        row = session.get_one(MissionRow, mission)
        row.window_first, row.window_last = PAST

    own, listed, plan = (_words(coordinator.get(path).text) for path in pages)

    assert "no date yet; may start" in before[0]
    assert "all past" not in before[1] + before[2]
    assert "no date; possible starts that are past: 26 December 2026 – 3 January 2027" in own
    assert "may start" not in own.split("<dl", 1)[1].split("</dl>", 1)[0]
    assert "(possible starts, all past)" in listed
    assert "(possible starts, all past)" in plan


def test_a_mission_that_may_begin_is_promised_a_team(
    coordinator: Browser, ground: dict[str, str]
) -> None:
    window = _window(date(2027, 4, 5), date(2027, 4, 9))

    answer = post(coordinator, "/missions/new", {**TYPED, **ground, **window})
    page = _words(coordinator.get(answer.location).text)

    assert PROMISE in page
    assert "no possible date" not in page


def test_before_the_first_plan_the_cause_is_said_too(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        make.expert(session, home)
        row = make.mission(session, home, make.partner(session), weekdays="2")

        number = row.id
    page = _words(coordinator.get(f"/missions/{number}").text)

    assert "(1 March 2027) is on one of its days of the week (Tuesday)" in page
    assert "Nobody available" not in page


def test_a_scenario_says_the_cause_as_well(
    coordinator: Browser, ledger: Ledger, ground: dict[str, str]
) -> None:
    typed, said, _french = CASES["closed partner"]
    post(coordinator, "/missions/new", {**TYPED, **ground, **typed})
    coordinator.send("/scenarios", {"name": "Spring"}, "/scenarios")
    with ledger.write() as session:
        live = plans.live_id(session)
        scenarios.solved(session, 1, session.get_one(PlanRow, live), 0, NOW)

    assert said in _words(coordinator.get("/scenarios/1/vacancies").text)


def _another(ledger: Ledger) -> int:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, 1)
        there = session.get_one(PartnerRow, 1)
        return make.mission(session, home, there, title="Another").id


def _words(page: str) -> str:
    return unescape(re.sub(r"\s+", " ", page)).replace("\u2068", "").replace("\u2069", "")
