"""Remote sessions: whose half-days they take, across zones and changes of clocks."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.halfdays import Horizon
from matcher.sessions import half_days_touched, occupied_half_days
from tests.matcher.drawing import ZONES
from tests.matcher.exhaustive.world import session_there

YEAR = Horizon(date(2027, 1, 1), date(2027, 12, 31))


@pytest.mark.parametrize(
    ("day", "half", "there", "here", "touched"),
    [
        (date(2027, 3, 1), 0, "Europe/Paris", "Europe/Paris", (0,)),
        (date(2027, 3, 1), 1, "Europe/Paris", "Europe/Paris", (1,)),
        # 14:00 to 17:00 in Paris is 08:00 to 11:00 in Toronto, and 09:00 to 12:00 for two
        # weeks in March
        (date(2027, 3, 1), 1, "Europe/Paris", "America/Toronto", (0,)),
        (date(2027, 3, 15), 1, "Europe/Paris", "America/Toronto", (0,)),
        # 09:00 in Toronto is 15:00 in Paris, 14:00 for two weeks; 14:00 to 17:00 is 20:00 to
        # 23:00, too late, and 19:00 to 22:00 is still too late
        (date(2027, 3, 12), 0, "America/Toronto", "Europe/Paris", (1,)),
        (date(2027, 3, 15), 1, "America/Toronto", "Europe/Paris", None),
        # 09:00 to 12:00 in Halifax ends at 13:00 in St John's minus 30: 09:30 to 12:30
        (date(2027, 3, 1), 0, "America/Halifax", "America/St_Johns", (0,)),
        # one that ends at 13:00 is morning only; one that begins at 13:00 is afternoon only
        (date(2027, 3, 1), 0, "Europe/Paris", "Europe/Athens", (0,)),
        (date(2027, 3, 1), 1, "Europe/Athens", "Europe/Paris", (1,)),
        # 12:00 to 15:00 touches both
        (date(2027, 3, 1), 1, "Europe/Athens", "Europe/London", (0, 1)),
        # 07:00 is not too early, 21:00 not too late; a quarter of an hour more is
        (date(2027, 3, 1), 0, "Europe/Athens", "Europe/London", (0,)),
        (date(2027, 3, 1), 1, "Europe/London", "Asia/Dubai", (1,)),
        (date(2027, 3, 1), 1, "Europe/London", "Asia/Karachi", None),
        (date(2027, 3, 1), 0, "Europe/Athens", "Atlantic/Azores", None),
        # the date line
        (date(2027, 3, 2), 0, "Pacific/Apia", "Pacific/Honolulu", (-2,)),
        (date(2027, 3, 1), 0, "Pacific/Honolulu", "Pacific/Apia", (2,)),
    ],
)
def test_session_takes_the_half_days_it_touches_here(
    day: date, half: int, there: str, here: str, touched: tuple[int, ...] | None
) -> None:
    assert half_days_touched(day, half, there, here) == touched


def test_session_over_noon_is_counted_once_where_two_meet() -> None:
    """12:00 to 15:00 and, of the morning, 07:00 to 10:00: two half-days, not three."""
    at = YEAR.index("2027-03-01")

    taken = occupied_half_days(YEAR, at, 2, "Europe/Athens", "Europe/London")

    assert taken == (at, at + 1)


def test_mission_is_impossible_where_one_of_its_sessions_is() -> None:
    at = YEAR.index("2027-03-01")

    assert occupied_half_days(YEAR, at, 1, "America/Toronto", "Europe/Paris") == (at + 1,)
    assert occupied_half_days(YEAR, at, 2, "America/Toronto", "Europe/Paris") is None


@given(
    st.dates(date(2027, 1, 1), date(2027, 12, 31)), st.integers(0, 1), *[st.sampled_from(ZONES)] * 2
)
def test_sessions_are_those_of_the_exhaustive_search(
    day: date, half: int, there: str, here: str
) -> None:
    morning = 2 * day.toordinal()

    expected = session_there(morning + half, there, here)

    found = half_days_touched(day, half, there, here)
    assert (None if found is None else {morning + k for k in found}) == expected
