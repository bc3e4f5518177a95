"""Sessions by video have their hours by both clocks, in every list and in every plan."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from db.engine import Ledger
from db.models import (
    InstitutionRow,
    MissionRow,
    PlanRow,
)
from db.moments import half_day
from db.operations import scenarios, staffing
from db.operations.staffing import Staffing
from db.queries import plans
from tests import make
from tests.web.conftest import Browser
from web.service.solving.dated import dated

MONDAY = date(2027, 10, 18)
TUESDAY = date(2027, 10, 19)
WEDNESDAY = date(2027, 10, 20)


def plain(page: str) -> str:
    """What a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


@pytest.fixture
def in_beirut(ledger: Ledger, institution: int) -> tuple[int, int]:
    """Anne is published for an afternoon by video with Beirut, in her own morning."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        home.mailbox = "unit@qc.example"
        there = make.partner(session, "lb", country="LB", timezone="Asia/Beirut")
        facts = {"venue": "remote", "length": 1, "half_day_starts": True, "title": "Library"}
        row = make.mission(session, home, there, first=TUESDAY, **facts)
        anne = make.expert(session, home, email="anne@qc.example")
        make.staffed_at(session, row, half_day(TUESDAY, "pm"), anne)
        draft = scenarios.open_scenario(session, "Autumn", make.BY, make.AT)
        session.flush()
        return anne.id, draft.id


@pytest.fixture
def moved_in_beirut(ledger: Ledger, in_beirut: tuple[int, int]) -> tuple[int, int]:
    """The scenario has Luc in Anne's place, a day later."""
    with ledger.write() as session:
        home = session.scalars(select(InstitutionRow)).first()
        assert home is not None
        luc, row = make.expert(session, home, "Luc Dorval"), session.get_one(MissionRow, 1)
        row.window_last = WEDNESDAY
        wanted = Staffing(half_day(WEDNESDAY, "pm"), {row.roles[0].id: (luc.id,)})
        plan = staffing.restaff(session, row.id, wanted, make.BY, make.AT)
        scenarios.solved(session, in_beirut[1], plan, 0, make.AT)
    return in_beirut


@pytest.mark.parametrize("language", ["en", "fr"])
def test_experts_own_first_page_says_a_video_session_by_their_own_clock(
    browser: Browser,
    in_beirut: tuple[int, int],
    account: Callable[..., str],
    language: str,
) -> None:
    anne = browser.sign_in(account("expert", expert=in_beirut[0]))

    page = plain(anne.get(f"/?lang={language}").text)

    own = {
        "en": "19 October 2027, afternoon (Lebanon: 14:00–17:00; National Assembly of Québec: ",
        "fr": "19 octobre 2027, après-midi (Liban : 14:00–17:00 ; Assemblée nationale du Québec : ",
    }
    assert page.count(f"{own[language]}07:00–10:00)") == 2
    assert page.count(own[language].partition(" (")[0]) == 2


def test_plan_that_a_search_found_says_a_video_half_day_with_its_hours(
    app: Flask, ledger: Ledger, in_beirut: tuple[int, int]
) -> None:
    with ledger.read() as session, app.test_request_context("/?lang=en"):
        live = session.get_one(PlanRow, plans.live_id(session))

        found = dated(session, live)

    hours = "(Lebanon: 14:00–17:00; National Assembly of Québec: 07:00–10:00)"
    assert [each.days for each in found] == [f"19 October 2027, afternoon {hours}"]


@pytest.mark.parametrize("path", ["/compare?plan=live&plan={}", "/scenarios/{}/pins"])
def test_plans_side_by_side_and_pins_say_a_video_half_day_by_both_clocks(
    coordinator: Browser, moved_in_beirut: tuple[int, int], path: str
) -> None:
    page = plain(coordinator.get(path.format(moved_in_beirut[1])).text)

    hours = " (Lebanon: 14:00–17:00; National Assembly of Québec: 07:00–10:00)"
    days = {"20", "19"} if "compare" in path else {"20"}
    for day in days:
        said = page.count(f"{day} October 2027, afternoon")
        assert said > 0
        assert page.count(f"{day} October 2027, afternoon{hours}") == said
    assert "in the afternoon" not in page


def test_candidates_and_staffing_say_a_video_half_day_by_both_clocks(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    """A mission without a date: each candidate has the first on which they could sit."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        there = make.partner(session, "lb", country="LB", timezone="Asia/Beirut")
        facts = {"venue": "remote", "length": 1, "half_day_starts": True}
        row = make.mission(session, home, there, first=TUESDAY, **facts)
        make.expert(session, home)
        staff = f"/missions/{row.id}/staff?start={TUESDAY}&half=pm"
        session.flush()

    pages = [coordinator.get(page).text for page in ("/missions/1/candidates", staff)]

    hours = "19 October 2027, afternoon (Lebanon: 14:00–17:00; National Assembly of Québec: "
    assert [f"{hours}07:00–10:00)" in plain(page) for page in pages] == [True, True]


LISTS = {
    "today": "/",
    "missions": "/missions/",
    "plan": f"/plan?day={TUESDAY}",
    "plan-people": f"/plan?day={TUESDAY}&view=people",
    "answers": "/replies",
    "board": f"/scenarios/1/board?day={TUESDAY}",
    "outbox": "/outbox",
    "history": "/missions/1",
}


@pytest.mark.parametrize("name", LISTS)
def test_list_says_a_video_half_day_with_its_hours(
    coordinator: Browser, in_beirut: tuple[int, int], name: str
) -> None:
    page = plain(coordinator.get(LISTS[name]).text)

    hours = " (Lebanon: 14:00–17:00; National Assembly of Québec: 07:00–10:00)"
    said = page.count("19 October 2027, afternoon")
    assert said > 0
    assert page.count(f"19 October 2027, afternoon{hours}") == said
