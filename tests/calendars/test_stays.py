"""Half-days become whole days, or sessions by the clock of the place."""

from datetime import date, datetime

import pytest

from calendars.stays import Timed, WholeDays, by_video, stay

ZONE = "Africa/Porto-Novo"


def test_stay_from_a_morning_to_an_afternoon_is_whole_days() -> None:
    assert stay("2027-03-01/am", "2027-03-03/pm", ZONE) == WholeDays(
        date(2027, 3, 1), date(2027, 3, 3)
    )


def test_stay_of_dates_alone_is_whole_days() -> None:
    assert stay("2027-03-01", "2027-03-01", ZONE) == WholeDays(date(2027, 3, 1), date(2027, 3, 1))


@pytest.mark.parametrize(
    ("first", "last", "start", "end"),
    [
        ("2027-03-01/am", "2027-03-01/am", "2027-03-01T09:00", "2027-03-01T12:00"),
        ("2027-03-01/pm", "2027-03-01/pm", "2027-03-01T14:00", "2027-03-01T17:00"),
        ("2027-03-01/pm", "2027-03-03/pm", "2027-03-01T14:00", "2027-03-03T17:00"),
        ("2027-03-01/am", "2027-03-03/am", "2027-03-01T09:00", "2027-03-03T12:00"),
        ("2027-03-01/pm", "2027-03-02/am", "2027-03-01T14:00", "2027-03-02T12:00"),
    ],
)
def test_stay_with_an_odd_end_runs_from_first_to_last_session(
    first: str, last: str, start: str, end: str
) -> None:
    assert stay(first, last, ZONE) == Timed(
        datetime.fromisoformat(start), datetime.fromisoformat(end), ZONE
    )


@pytest.mark.parametrize(
    ("first", "last"), [("2027-03-02", "2027-03-01"), ("2027-03-01/pm", "2027-03-01/am")]
)
def test_stay_that_ends_before_it_starts_is_refused(first: str, last: str) -> None:
    with pytest.raises(ValueError, match="must start before"):
        stay(first, last, ZONE)


def test_stay_by_video_is_never_whole_days_and_has_no_nights() -> None:
    assert by_video("2027-03-01/am", "2027-03-02/pm", ZONE) == (
        Timed(*map(datetime.fromisoformat, ("2027-03-01T09:00", "2027-03-01T17:00")), ZONE),
        Timed(*map(datetime.fromisoformat, ("2027-03-02T09:00", "2027-03-02T17:00")), ZONE),
    )
    with pytest.raises(ValueError, match="must start before it ends"):
        by_video("2027-03-01/pm", "2027-03-01/am", ZONE)
