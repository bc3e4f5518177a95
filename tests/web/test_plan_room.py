"""The picture of a plan in the room that a desk has: a whole year, titles with their country."""

from datetime import date

import pytest

from web.pictures import wrapped
from web.plan.canvas import Canvas
from web.plan.drawing import NAMES, TITLE_MAX, short_title
from web.plan.views import ROOM
from web.plan.window import window


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
            "One – the other thing that is longer than half of the room",
            "One – the other thing that is lon…",
        ),
    ],
)
def test_title_keeps_its_country(title: str, short: str) -> None:
    assert short_title(title) == short
    assert len(short) <= TITLE_MAX


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
