"""The timeline: what it shows for which days, in lanes, in words, and to whom."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import event

from db.engine import Ledger
from db.models import ClosureRow, InstitutionRow, MissionRow, SittingRow
from tests import make
from tests.web.conftest import Browser
from web.http.timeline.canvas import Canvas, Frame
from web.http.timeline.lanes import pack
from web.service.plans.window import asked_window, opened_window, window

MARCH = "/plan?lang=en&day=2027-03-01"


@dataclass(frozen=True)
class Line:
    """A stretch of a lane."""

    left: float
    right: float


def home_of(session: object, institution: int) -> InstitutionRow:
    return session.get_one(InstitutionRow, institution)  # type: ignore[attr-defined]  # a Session


@pytest.fixture
def seminar(ledger: Ledger, institution: int) -> int:
    """A published mission in Haiti with one of two seats filled; travels before and after."""
    with ledger.write() as session:
        home = home_of(session, institution)
        mission = make.mission(
            session,
            home,
            make.partner(session),
            make.role(count=2),
            title="Archives",
            travel_before=2,
            travel_after=2,
        )
        make.staffed(session, mission, make.expert(session, home, "Anne Bova"))
        return mission.id


@pytest.mark.parametrize(
    ("lines", "lanes"),
    [
        ([(0, 10), (10, 20)], [[(0, 10), (10, 20)]]),
        ([(0, 10), (9, 20)], [[(0, 10)], [(9, 20)]]),
        ([(5, 6), (0, 4), (3, 8)], [[(0, 4), (5, 6)], [(3, 8)]]),
        ([], []),
    ],
)
def test_lanes_hold_no_two_stretches_that_overlap(
    lines: list[tuple[int, int]], lanes: list[list[tuple[int, int]]]
) -> None:
    packed = pack([Line(*line) for line in lines])

    assert [[(line.left, line.right) for line in lane] for lane in packed] == lanes


def test_lanes_leave_the_gap_that_is_asked_for() -> None:
    assert len(pack([Line(0, 10), Line(12, 20)], gap=3)) == 2


@pytest.mark.parametrize(
    ("zoom", "first", "last"),
    [
        ("week", date(2027, 3, 1), date(2027, 3, 7)),
        ("month", date(2027, 3, 1), date(2027, 3, 31)),
        ("quarter", date(2027, 1, 1), date(2027, 3, 31)),
    ],
)
def test_window_is_the_week_month_or_quarter_of_a_day(zoom: str, first: date, last: date) -> None:
    found = window(zoom, date(2027, 3, 3))  # type: ignore[arg-type]  # one of the zooms

    assert (found.first, found.last) == (first, last)


def test_windows_follow_each_other_over_the_new_year() -> None:
    december = window("month", date(2026, 12, 31))

    assert window("month", december.after).first == date(2027, 1, 1)
    assert window("month", window("month", december.after).before) == december


@pytest.mark.parametrize(
    ("zoom", "day"), [("decade", "nonsense"), ("month", "0001-01-01"), ("", "")]
)
def test_window_that_cannot_be_read_is_this_month(zoom: str, day: str) -> None:
    assert asked_window(zoom, day, date(2027, 3, 3)) == window("month", date(2027, 3, 3))


def test_mission_is_in_the_picture_and_in_the_table(coordinator: Browser, seminar: int) -> None:
    page = coordinator.get(MARCH).text

    sentence = (
        "Archives, Haiti, 1–2 March 2027, leaving on 28 February, back on the 3rd, Hold, 1 vacant"
    )
    assert f'aria-label="{sentence}"' in page
    assert page.count(f'href="/missions/{seminar}"') == 2
    assert 'fill="url(#hold)"' in page
    assert "Bova, Anne" in page


def test_hold_and_confirmed_look_different(
    coordinator: Browser, ledger: Ledger, seminar: int
) -> None:
    with ledger.write() as session:
        mission = session.get_one(MissionRow, seminar)
        mission.state = "accepted"
        session.flush()
        make.staffed(session, mission, word="They agree.")

    page = coordinator.get(MARCH).text

    assert 'class="bar bar-confirmed"' in page
    assert "1–2 March 2027, leaving on 28 February, back on the 3rd, Confirmed, 2 vacant" in page


def test_window_that_opens_on_a_day_holds_none_before_it() -> None:
    day = date(2026, 12, 27)

    found = {zoom: opened_window(zoom, day) for zoom in ("month", "quarter", "year")}

    assert {each.first for each in found.values()} == {day}
    assert [len(each.days) for each in found.values()] == [31, 92, 365]
    assert opened_window("week", day).first == date(2026, 12, 21)
    assert opened_window("else", day).zoom == "month"


def test_month_of_a_few_days_at_the_edge_is_not_named_over_the_next_one(app: Flask) -> None:
    quarter = Canvas(opened_window("quarter", date(2026, 12, 28)), 1204)

    with app.test_request_context("/?lang=en"):
        heads = Frame("67", (), (), date(2026, 12, 1)).picture(quarter, (), 100).months

    assert [each.word for each in heads] == ["", "January 2027", "February 2027", "March 2027"]


def test_travel_alone_brings_a_mission_into_the_window(coordinator: Browser, seminar: int) -> None:
    assert "Archives" in coordinator.get("/plan?lang=en&day=2027-02-10").text
    assert "Archives" not in coordinator.get("/plan?lang=en&day=2027-01-10").text


@pytest.mark.parametrize(
    ("text", "is_shown"),
    [("arch", True), ("HAITI", True), ("bova", True), ("bóva", True), ("library", False)],
)
def test_text_is_looked_for_in_title_place_and_team(
    coordinator: Browser, seminar: int, text: str, is_shown: bool
) -> None:
    page = coordinator.get(f"{MARCH}&text={text}").text

    assert (f'href="/missions/{seminar}"' in page) == is_shown


def test_people_have_a_row_each_with_their_missions(coordinator: Browser, seminar: int) -> None:
    page = coordinator.get(f"{MARCH}&view=people").text

    assert "Bova, Anne: Archives, Haiti" in page
    assert "1 person with a mission" in page


def test_people_cannot_be_sent_where_they_are_busy(
    coordinator: Browser, ledger: Ledger, seminar: int, institution: int
) -> None:
    with ledger.write() as session:
        home = home_of(session, institution)
        busy = make.expert(session, home, "Luc Dorval")
        make.busy(session, busy, date(2027, 3, 10))
        mission = make.mission(session, home, make.partner(session, "ml"), first=date(2027, 3, 15))
        make.staffed(session, mission, busy)

    page = coordinator.get(f"{MARCH}&view=people").text

    assert page.count('class="away"') == 2  # the row, and the legend


def test_people_come_a_page_at_a_time(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        home = home_of(session, institution)
        mission = make.mission(session, home, make.partner(session), make.role(count=45))
        team = [make.expert(session, home, f"Anne N{number:02}") for number in range(45)]
        make.staffed(session, mission, *team)

    first, second = (coordinator.get(f"{MARCH}&view=people&page={page}").text for page in (1, 2))

    assert ("N00, Anne" in first, "N44, Anne" in first) == (True, False)
    assert ("N00, Anne" in second, "N44, Anne" in second) == (False, True)
    assert "45 people with a mission · page 2 of 2" in second


def test_missions_without_dates_are_listed(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        make.mission(session, home_of(session, institution), make.partner(session), title="Later")

    page = coordinator.get(MARCH).text

    assert "Without dates so far" in page
    assert "window 1 March 2027" in page


def test_days_off_and_days_of_sitting_are_shaded(
    coordinator: Browser, ledger: Ledger, institution: int, seminar: int
) -> None:
    days = {"institution_id": institution, "first": date(2027, 3, 9), "last": date(2027, 3, 11)}
    with ledger.write() as session:
        session.add_all([ClosureRow(**days, name="Recess"), SittingRow(**days, name="Spring")])

    page = coordinator.get(MARCH).text

    assert "<title>Recess</title>" in page
    assert "<title>Spring</title>" in page
    assert page.count('class="shade shade-weekend"') == 8


def test_nothing_published_says_what_to_do_next(coordinator: Browser) -> None:
    page = coordinator.get("/plan?lang=en").text

    assert "Nothing is published for these days" in page
    assert 'href="/solve"' in page


def test_another_institution_sees_nothing_of_it(
    app: Flask, browser: Browser, account: Callable[..., str], ledger: Ledger, seminar: int
) -> None:
    with ledger.write() as session:
        other = make.institution(session, "fr").id

    page = browser.sign_in(account("reader", other)).get(MARCH).text

    assert "Archives" not in page
    assert "Bova" not in browser.get(f"{MARCH}&view=people").text


@pytest.mark.parametrize("view", ["missions", "people"])
def test_number_of_queries_does_not_grow_with_the_rows(
    coordinator: Browser, ledger: Ledger, institution: int, view: str
) -> None:
    counts = []
    for number in range(3):
        with ledger.write() as session:
            home = home_of(session, institution)
            partner = make.partner(session, f"p{number}")
            mission = make.mission(session, home, partner, first=date(2027, 3, 1 + 7 * number))
            make.staffed(session, mission, make.expert(session, home, f"Anne N{number}"))
        counts.append(_queries(ledger, lambda: coordinator.get(f"{MARCH}&view={view}")))

    assert counts[0] == counts[2]


def test_french_page_says_it_in_french(coordinator: Browser, seminar: int) -> None:
    page = coordinator.get("/plan?lang=fr&day=2027-03-01").text

    assert "Archives, Haïti, 1er–2 mars 2027, départ le 28 février, retour le 3, Option" in page


def _queries(ledger: Ledger, act: Callable[[], object]) -> int:
    seen: list[str] = []

    def note(*arguments: object) -> None:
        seen.append(str(arguments[2]))

    event.listen(ledger.engine, "before_cursor_execute", note)
    try:
        act()
    finally:
        event.remove(ledger.engine, "before_cursor_execute", note)
    return len(seen)


def test_weekend_of_the_place_is_shaded_around_a_mission_abroad(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    """In Algiers Friday and Saturday are off, and Sunday is a working day."""
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        there = make.partner(session, "dz", country="DZ", weekend="56")
        mission = make.mission(session, home, there, length=14)
        make.staffed(session, mission, make.expert(session, home))

    page = coordinator.get("/plan?zoom=week&day=2027-03-01").text

    lane = page.split('id="lanes"')[1].split("</a>")[0]
    width = 1204 // 7
    shaded = [float(x) for x in re.findall(r'shade-weekend" x="([\d.]+)"', lane)]
    assert shaded == [4.0 * width, 5.0 * width]
    assert "shade-place" in lane


def test_place_with_our_weekend_needs_no_shade_of_its_own(
    coordinator: Browser, ledger: Ledger, institution: int
) -> None:
    with ledger.write() as session:
        home = session.get_one(InstitutionRow, institution)
        mission = make.mission(session, home, make.partner(session), length=14)
        make.staffed(session, mission, make.expert(session, home))

    assert "shade-place" not in coordinator.get("/plan?zoom=week&day=2027-03-01").text
