"""A way leaves by the clock at home and arrives by the clock there; back the other way round."""

from datetime import date, datetime

import pytest

from calendars.entry import Entry, Status
from calendars.feed import Feed, write
from calendars.journeys import journey
from calendars.stays import Timed, WholeDays
from tests import make

QUEBEC, KABUL, PARIS = "America/Toronto", "Asia/Kabul", "Europe/Paris"


def timed(start: str, end: str, here: str, there: str) -> Timed:
    return Timed(datetime.fromisoformat(start), datetime.fromisoformat(end), here, there)


def test_way_leaves_by_the_clock_here_and_arrives_by_the_clock_there() -> None:
    way = journey("2027-03-04/pm", "2027-03-05/pm", QUEBEC, KABUL, "2027-03-06/am")

    assert way == timed("2027-03-04T14:00", "2027-03-05T17:00", QUEBEC, KABUL)


def test_way_that_would_arrive_before_it_left_lasts_until_the_mission_begins() -> None:
    """17:00 in Kabul is 07:30 in Québec: who leaves there at 14:00 is still to come."""
    way = journey("2027-03-04/pm", "2027-03-04/pm", QUEBEC, KABUL, "2027-03-05/am")

    assert way == timed("2027-03-04T14:00", "2027-03-05T09:00", QUEBEC, KABUL)


def test_way_that_cannot_be_made_in_time_is_shown_where_it_leaves() -> None:
    way = journey("2027-03-04/am", "2027-03-04/am", QUEBEC, KABUL, "2027-03-04/pm")

    assert way == timed("2027-03-04T09:00", "2027-03-04T12:00", QUEBEC, QUEBEC)


def test_way_back_leaves_there_and_arrives_at_home() -> None:
    west = journey("2027-03-04/pm", "2027-03-04/pm", PARIS, QUEBEC)
    east = journey("2027-03-04/pm", "2027-03-04/pm", QUEBEC, PARIS)

    assert west == timed("2027-03-04T14:00", "2027-03-04T17:00", PARIS, QUEBEC)
    assert east == timed("2027-03-04T14:00", "2027-03-04T17:00", QUEBEC, QUEBEC)


def test_way_of_whole_days_has_no_clock() -> None:
    way = journey("2027-03-04/am", "2027-03-05/pm", QUEBEC, KABUL, "2027-03-06/am")

    assert way == WholeDays(date(2027, 3, 4), date(2027, 3, 5))


def test_way_explains_both_of_its_zones() -> None:
    way = journey("2027-03-04/pm", "2027-03-05/pm", QUEBEC, KABUL)
    entry = Entry("u-out", 0, Status.CONFIRMED, "Way", way, make.AT, make.AT)

    lines = write(Feed("Mine", "en", (entry,))).decode().split("\r\n")

    assert "DTSTART;TZID=America/Toronto:20270304T140000" in lines
    assert "DTEND;TZID=Asia/Kabul:20270305T170000" in lines
    assert [line for line in lines if line.startswith("TZID:")] == [
        "TZID:America/Toronto",
        "TZID:Asia/Kabul",
    ]


@pytest.mark.parametrize("zones", [("Mars/North", KABUL), (KABUL, "Mars/North")])
def test_way_from_or_to_no_zone_is_refused(zones: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match="Mars/North"):
        journey("2027-03-04/pm", "2027-03-05/pm", *zones)
