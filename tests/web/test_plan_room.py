"""The picture of a plan in the room that a desk has: a whole year, titles with their country."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import pytest
from flask import Flask

from db.moments import half_day
from web.http.pictures import short_title, wrapped
from web.http.timeline.canvas import Canvas, Frame
from web.http.timeline.drawing import NAMES, TITLE_MAX, missions_picture
from web.http.timeline.frame import ROOM
from web.service.plans.entries import Entry, Somebody
from web.service.plans.window import window


@pytest.mark.parametrize("room", [ROOM, ROOM - NAMES])
@pytest.mark.parametrize("year", [2027, 2028])
def test_year_fits_where_a_month_fits(room: int, year: int) -> None:
    canvas = Canvas(window("year", date(year, 5, 1)), room)

    assert room - 40 < canvas.width <= room


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Drafting of bills", "Drafting of bills"),
        (
            "Technical assistance: broadcasting of debates – Côte d’Ivoire",
            "Technical assista… – Côte d’Ivoire",
        ),
        ("A title of more letters than a bar has room for", "A title of more letters than a ba…"),
        (
            "Assistance technique : archives – République centrafricaine",
            "Assis… – République centrafricaine",
        ),
        (
            "One – the other thing that is longer than half of the room",
            "One – the other thing that is lon…",
        ),
    ],
)
def test_title_keeps_its_country(title: str, short: str) -> None:
    assert short_title(title, TITLE_MAX) == short
    assert len(short) <= TITLE_MAX


@pytest.fixture
def spoken(app: Flask) -> Iterator[None]:
    with app.test_request_context("/?lang=en"):
        yield


TITLE = "Technical assistance: internet site and social media – Burkina Faso"
GUESTS = "at home (guests: Central African Republic)"
TEAM = (Somebody(1, "Tremblay, Anne"), Somebody(2, "Roy, Marie"), Somebody(3, "Côté, Luc"))


def entry(first: date, title: str = TITLE, days: int = 3) -> Entry:
    """A visit of guests that begins on a day."""
    begins = half_day(first)
    ends = begins + 2 * days - 1
    return Entry(
        mission_id=1,
        title=title,
        place=GUESTS,
        status="hold",
        first=begins,
        last=ends,
        leaves=begins,
        returns=ends,
        venue="home",
        near="guests: Central African Republic",
        seats=3,
        team=TEAM,
    )


def drawn(*entries: Entry) -> list[list[tuple[str, str]]]:
    """The words of a year's picture, lane by lane."""
    days = window("quarter", date(2027, 4, 1))
    canvas = Canvas(days, ROOM)
    frame = Frame("67", (), (), date(2027, 4, 1))
    rows = missions_picture(canvas, entries, frame).rows
    return [[(bar.text, bar.detail) for bar in row.bars] for row in rows]


def test_title_alone_in_its_lane_is_whole(spoken: None) -> None:
    whole = (TITLE, f"{GUESTS} · Tremblay, Roy, Côté")

    assert drawn(entry(date(2027, 4, 12))) == [[whole]]
    assert drawn(entry(date(2027, 6, 24))) == [[whole]]


def test_title_is_cut_where_another_stands_and_no_country_is(spoken: None) -> None:
    ((first, second),) = drawn(entry(date(2027, 4, 5)), entry(date(2027, 5, 12)))

    assert first == (
        "Technical assistance: internet site and… – Burkina Faso",
        "guests: Central African Republic · Tremblay, Roy +1",
    )
    assert second == (TITLE, f"{GUESTS} · Tremblay, Roy, Côté")


@pytest.mark.parametrize("days", range(1, 60, 7))
def test_words_of_a_lane_never_meet(spoken: None, days: int) -> None:
    starts = [date(2027, 4, 1) + timedelta(days=n) for n in range(0, 88, days)]
    canvas = Canvas(window("quarter", date(2027, 4, 1)), ROOM)
    frame = Frame("67", (), (), date(2027, 4, 1))

    picture = missions_picture(canvas, [entry(each) for each in starts], frame)

    assert sum(len(row.bars) for row in picture.rows) == len(starts)
    for row in picture.rows:
        for left, right in pairwise(row.bars):
            assert left.right < right.left
        assert all(bar.left >= 0 and bar.right <= canvas.width for bar in row.bars)


def test_names_are_broken_between_words() -> None:
    assert wrapped("Induction of new parliamentarians", 20, 2) == [
        "Induction of new",
        "parliamentarians",
    ]
    assert wrapped("Library, documentation and archives of a house", 20, 2) == [
        "Library,",
        "documentation and …",
    ]
    assert wrapped("", 20) == [""]
