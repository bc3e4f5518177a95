"""Public holidays: the real ones, estimates marked as such."""

import re
from dataclasses import dataclass
from datetime import date
from inspect import signature
from typing import Any

import holidays

_ESTIMATED = re.compile(r"\s*\((?:[^()]*, )?(?:estimated|estimé)\)")


@dataclass(frozen=True, slots=True)
class Closure:
    """A day on which nobody is received; estimated until it is announced."""

    day: date
    name: str
    is_estimated: bool


def closures(country: str, subdivision: str | None, first: date, last: date) -> tuple[Closure, ...]:
    """The public holidays of a place between two days, in French where it has French names."""
    return tuple(
        Closure(day, _ESTIMATED.sub("", name), bool(_ESTIMATED.search(name)))
        for day, name in sorted(_calendar(country, subdivision, first, last).items())
        if first <= day <= last
    )


def _calendar(
    country: str, subdivision: str | None, first: date, last: date
) -> holidays.HolidayBase:
    sample = holidays.country_holidays(country, subdiv=subdivision)
    made: Any = type(sample)  # the class of a country may take arguments of its own
    spoken = sorted(sample.supported_languages)
    # Some countries say which of their days are estimates only where they are asked to.
    asked = "islamic_show_estimated" in signature(made.__init__).parameters
    calendar: holidays.HolidayBase = made(
        subdiv=subdivision,
        years=range(first.year, last.year + 1),
        language=next((language for language in spoken if language.startswith("fr")), None),
        **({"islamic_show_estimated": True} if asked else {}),
    )
    return calendar
