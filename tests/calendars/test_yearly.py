"""Yearly rules are found from twelve years of dates, and say the same dates again."""

from datetime import datetime

import pytest

from calendars.onsets import onsets, zone
from calendars.yearly import yearly_rule

RULES = {
    ("Europe/Paris", 0): {"byday": "-1SU", "bymonth": 3},
    ("Europe/Paris", 1): {"byday": "-1SU", "bymonth": 10},
    ("America/Toronto", 0): {"byday": "2SU", "bymonth": 3},
    ("America/Toronto", 1): {"byday": "1SU", "bymonth": 11},
    ("America/Santiago", 0): {"byday": "SU", "bymonthday": [2, 3, 4, 5, 6, 7, 8], "bymonth": 4},
}


@pytest.mark.parametrize(("name", "which"), RULES)
def test_rule_is_the_one_in_law(name: str, which: int) -> None:
    found = onsets(zone(name), 2026, 2037)[which::2]

    rule = yearly_rule([onset.local for onset in found])

    assert rule is not None
    assert rule.parts() == {"freq": "yearly"} | RULES[name, which]


def test_rule_gives_the_last_sunday_of_every_year() -> None:
    rule = yearly_rule([onset.local for onset in onsets(zone("Europe/Paris"), 2026, 2037)[::2]])

    assert rule is not None
    moments = [rule.in_year(year) for year in range(1970, 2100)]
    assert {(moment.month, moment.weekday(), moment.hour) for moment in moments} == {(3, 6, 2)}
    assert {moment.day for moment in moments} == set(range(25, 32))


def test_no_rule_fits_ramadan() -> None:
    starts = [onset.local for onset in onsets(zone("Africa/Casablanca"), 2026, 2037)][::2]

    assert yearly_rule(starts) is None


def test_no_rule_without_a_date_in_every_year() -> None:
    moments = [datetime.fromisoformat(text) for text in ("2026-03-29T02:00", "2028-03-26T02:00")]

    assert yearly_rule(moments) is None
