"""When somebody is where, in words: half-days, hours by two clocks, and who travels at all."""

import re
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import delete, select

from db.engine import Ledger
from db.ids import mission_id
from db.mapping import load_problem
from db.models import (
    BookedHalfDayRow,
    BookingRow,
    BusyRow,
    InstitutionRow,
    MissionBookingRow,
)
from db.moments import half_day
from db.operations import scenarios
from db.queries import plans
from tests import make
from tests.web.conftest import Browser
from tests.web.forms import post
from web.language.dates import half_days, zone_name
from web.language.stays import Clock, clock_name, stay_words
from web.service.plans.entries import place

MONDAY = date(2027, 10, 18)
TUESDAY = date(2027, 10, 19)
WEDNESDAY = date(2027, 10, 20)
KABUL, QUEBEC = Clock("Afghanistan", "Asia/Kabul"), Clock("Québec", "America/Toronto")


def test_persons_page_says_of_guests_at_home_that_nobody_travels(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        row = make.mission(session, home, make.partner(session), first=MONDAY, venue="home")
        make.staffed(session, row, make.expert(session, home))

    page = plain(coordinator.get("/experts/1").text)

    assert "at home (guests: Haiti)" in page
    assert "Haiti · " not in page


def plain(page: str) -> str:
    """What a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


def span(first: str, last: str) -> tuple[int, int]:
    """Half-days of October 2027: `19am`."""
    begins, ends = (
        half_day(date(2027, 10, int(each[:-2])), "pm" if each.endswith("pm") else "am")
        for each in (first, last)
    )
    return begins, ends


@pytest.mark.parametrize(
    ("ends", "english", "french"),
    [
        (("19am", "19pm"), "19 October 2027", "19 octobre 2027"),
        (("19pm", "19pm"), "19 October 2027, afternoon", "19 octobre 2027, après-midi"),
        (("19am", "19am"), "19 October 2027, morning", "19 octobre 2027, matin"),
        (("18pm", "19pm"), "18–19 October 2027, from the afternoon", "18–19 octobre 2027"),
        (("18am", "19am"), "18–19 October 2027, until midday", "18–19 octobre 2027"),
    ],
)
def test_half_of_a_day_is_said(
    app: Flask, ends: tuple[str, str], english: str, french: str
) -> None:
    with app.test_request_context("/?lang=en"):
        assert half_days(*span(*ends)) == english
    with app.test_request_context("/?lang=fr"):
        assert half_days(*span(*ends)).startswith(french)


def test_session_by_video_has_its_hours_by_both_clocks(app: Flask) -> None:
    afternoon, whole = span("19pm", "19pm"), span("19am", "19pm")

    with app.test_request_context("/?lang=en"):
        half = stay_words("remote", afternoon, afternoon, (KABUL, QUEBEC))
        day = stay_words("remote", whole, whole, (KABUL, QUEBEC))

    assert half == ("19 October 2027, afternoon (Afghanistan: 14:00–17:00; Québec: 05:30–08:30)")
    assert day == (
        "19 October 2027 (Afghanistan: 09:00–12:00, 14:00–17:00; Québec: 00:30–03:30, 05:30–08:30)"
    )


def test_session_on_another_date_here_says_so(app: Flask) -> None:
    morning, far = span("19am", "19am"), Clock("Vanuatu", "Pacific/Efate")

    with app.test_request_context("/?lang=en"):
        said = stay_words("remote", morning, morning, (far, QUEBEC))

    assert said.endswith("(Vanuatu: 09:00–12:00; Québec: 18:00–21:00 the day before)")


@pytest.mark.parametrize(
    ("venue", "said"),
    [
        ("abroad", "18–19 October 2027, leaving on the 17th, back on the 20th"),
        ("home", "18–19 October 2027"),
        ("remote", "18–19 October 2027"),
    ],
)
def test_only_who_travels_leaves_and_is_back(app: Flask, venue: str, said: str) -> None:
    with app.test_request_context("/?lang=en"):
        assert stay_words(venue, span("18am", "19pm"), span("17am", "20pm")) == said


def test_visit_is_at_home_and_not_in_the_country_of_the_guests(
    app: Flask, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session, app.test_request_context("/?lang=en"):
        home = session.get_one(InstitutionRow, institution)
        there = make.partner(session, "dz", country="DZ")
        visit = make.mission(session, home, there, venue="home")
        video = make.mission(session, home, there, venue="remote")

        assert place(visit) == "at home (guests: Algeria)"
        assert place(video) == "Algeria (by video)"


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["Eastern Time", "Central European Time", "Afghanistan Time", "UTC"]),
        (
            "fr",
            [
                "heure de l’Est nord-américain",
                "heure d’Europe centrale",
                "heure\u00a0: Afghanistan",
                "UTC",
            ],
        ),
    ],
)
def test_zone_is_named_by_its_clock_and_not_by_a_city(
    app: Flask, language: str, names: list[str]
) -> None:
    zones = ("America/Toronto", "Africa/Algiers", "Asia/Kabul", "UTC")
    with app.test_request_context(f"/?lang={language}"):
        assert [zone_name(each) for each in zones] == names


@pytest.mark.parametrize(
    ("venue", "zone", "said"),
    [
        ("home", "America/Toronto", "National Assembly of Québec"),
        ("home", "Asia/Ho_Chi_Minh", "Vietnam"),
        ("abroad", "Asia/Ho_Chi_Minh", "Vietnam"),
        ("remote", "America/Toronto", "National Assembly of Québec"),
        ("abroad", "Europe/Belgrade", "Central European Time"),
    ],
)
def test_clock_is_called_by_its_place_and_not_by_the_city_of_a_zone(
    app: Flask, ledger: Ledger, institution: int, venue: str, zone: str, said: str
) -> None:
    with ledger.write() as session, app.test_request_context("/?lang=en"):
        home = session.get_one(InstitutionRow, institution)
        there = make.partner(session, "vn", country="VN", timezone="Asia/Ho_Chi_Minh")

        assert clock_name(make.mission(session, home, there, venue=venue), zone) == said


def test_no_page_calls_the_clock_of_quebec_torontos(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        home.mailbox = "unit@qc.example"
        facts = {"venue": "home", "length": 1, "half_day_starts": True}
        row = make.mission(session, home, make.partner(session), first=TUESDAY, **facts)
        anne = make.expert(session, home, email="anne@qc.example")
        make.staffed_at(session, row, half_day(TUESDAY, "pm"), anne)
        mission = f"/missions/{row.id}"
    told = "14:00–15:00 (local time: National Assembly of Québec)"
    typed = {"kind": "session", "title": "Visit", "day": TUESDAY, "starts": "14:00"}
    typed |= {"ends": "15:00", "speakers": "1"}
    coordinator.send(f"{mission}/sessions/new", typed, f"{mission}/sessions/new")

    pages = [mission, f"{mission}/sessions/1", f"/institutions/{institution}", "/outbox/1"]
    texts = [coordinator.get(f"{page}?lang=en").text for page in pages]
    # What a form sends unseen says which clock the hours were noted by.
    texts[1] = texts[1].replace('<input type="hidden" name="zone" value="America/Toronto">', "")
    texts[3] = texts[3].split("The entry as it is written")[0]

    assert told in texts[0]
    assert "in the local time of the place: National Assembly of Québec." in texts[1]
    assert "Eastern Time" in texts[2]
    assert "(Eastern Time)" in texts[3]
    assert [page for page, text in zip(pages, texts, strict=True) if "Toronto" in text] == []


def test_video_half_day_is_said_with_its_hours_wherever_it_is_asked(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        home.mailbox = "unit@qc.example"
        there = make.partner(session, "af", country="AF", timezone="Asia/Kabul")
        facts = {"venue": "remote", "length": 1, "half_day_starts": True}
        row = make.mission(session, home, there, first=TUESDAY, **facts)
        anne = make.expert(session, home, email="anne@qc.example")
        make.staffed_at(session, row, half_day(TUESDAY, "pm"), anne)
        mission, expert = row.id, anne.id

    pages = [f"/missions/{mission}", "/answers/1", f"/experts/{expert}", "/outbox/1"]

    for page in pages:
        text = coordinator.get(f"{page}?lang=en").text
        assert "19 October 2027, afternoon (Afghanistan: 14:00–17:00; " in text, page
        assert ": 05:30–08:30)" in text, page


def test_absence_meets_a_video_session_by_the_experts_own_clock(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    """An afternoon in Beirut is a morning in Québec."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        there = make.partner(session, "lb", country="LB", timezone="Asia/Beirut")
        facts = {"venue": "remote", "length": 1, "half_day_starts": True}
        row = make.mission(session, home, there, title="Library", first=TUESDAY, **facts)
        anne = make.expert(session, home)
        make.staffed_at(session, row, half_day(TUESDAY, "pm"), anne)
        address = f"/experts/{anne.id}"
    said = {}
    for half in ("am", "pm"):
        form = {"busy_first": TUESDAY.isoformat(), "busy_first_half": half, "busy_last_half": half}
        answer = post(coordinator, f"{address}/busy", form)
        said[half] = (
            "A mission takes place then: “Library”"
            in coordinator.get(f"{answer.location}?lang=en").text
        )
        with ledger.write() as session:
            session.execute(delete(BusyRow))

    assert said == {"am": True, "pm": False}


@pytest.mark.parametrize("venue", ["home", "remote"])
def test_team_of_a_mission_at_home_takes_no_way(
    coordinator: Browser, ledger: Ledger, institution: int, venue: str
) -> None:
    """Days of travel of guests are not days of those who receive them."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        there = make.partner(session, "sn", country="SN", timezone="Africa/Dakar")
        facts = {"venue": venue, "travel_before": 2, "travel_after": 2}
        row = make.mission(session, home, there, title="Library", first=TUESDAY, **facts)
        anne = make.expert(session, home)
        make.staffed(session, row, anne)
        draft = scenarios.open_scenario(session, "Autumn", make.BY, make.AT)
        session.flush()
        draft.plan_id = plans.live_id(session)

    with ledger.read() as session:
        held = session.scalars(select(BookingRow)).one()
        whole = session.scalars(select(MissionBookingRow)).one()
        taken = session.scalars(select(BookedHalfDayRow.half_day)).all()
        posed = load_problem(session, today=make.TODAY, freeze_days=0).missions[mission_id(1)]
    first, last = half_day(TUESDAY), half_day(TUESDAY) + 3
    for each in (held, whole):
        assert (each.leaves, each.first, each.last, each.returns) == (first, first, last, last)
    if venue == "home":
        assert sorted(taken) == [first, first + 1, first + 2, last]
    assert (posed.travel_before, posed.travel_after) == (0, 0)
    assert "of travel" not in plain(coordinator.get("/missions/1").text)
    board = coordinator.get(f"/scenarios/1/board?day={TUESDAY}").text
    assert "leaving" not in plain(board)
