"""The public holidays of a place, from the `holidays` library; estimates said so."""

import re
from datetime import date
from inspect import signature
from typing import Any

import holidays

from db.operations.closures import Holiday

_ESTIMATED = re.compile(r"\s*\((?:[^()]*, )?(?:estimated|estimé)\)")


def public_holidays(country: str, part: str, year: int) -> list[Holiday] | None:
    """The holidays of a country, or of a part of it by its code; None where none are known."""
    parts = holidays.list_supported_countries().get(country)
    if parts is None or (part and part not in parts):
        return None
    return holidays_between(country, part or None, date(year, 1, 1), date(year, 12, 31))


def holidays_between(country: str, part: str | None, first: date, last: date) -> list[Holiday]:
    """Those of a known place between two days, in French where it has French names."""
    return [
        Holiday(day, _ESTIMATED.sub("", name), bool(_ESTIMATED.search(name)))
        for day, name in sorted(_calendar(country, part, first, last).items())
        if first <= day <= last
    ]


def _calendar(country: str, part: str | None, first: date, last: date) -> holidays.HolidayBase:
    sample = holidays.country_holidays(country, subdiv=part)
    made: Any = type(sample)  # the class of a country may take arguments of its own
    spoken = sorted(sample.supported_languages)
    # Some countries say which of their days are estimates only where they are asked to.
    asked = "islamic_show_estimated" in signature(made.__init__).parameters
    calendar: holidays.HolidayBase = made(
        subdiv=part,
        years=range(first.year, last.year + 1),
        language=next((language for language in spoken if language.startswith("fr")), None),
        **({"islamic_show_estimated": True} if asked else {}),
    )
    return calendar
