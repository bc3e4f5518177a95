"""Facts as people read them: names for ids, days for half-days, words for codes."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from babel.lists import format_list

from db.moments import half_day, number_of
from matcher.halfdays import parse_moment
from matcher.plan import Facts
from web.language.codes import N_
from web.language.dates import day, decimal_sign, half_days, locale, start_day, weekday_name
from web.language.labels import label, tongue
from web.language.sentences.names import Names
from web.language.speech import gettext as _
from web.language.speech import ngettext

Fact = Any  # a JSON value: number, text, or a list of them

_WHOSE = {
    "mission": N_("days ruled out for this mission"),
    "partner": N_("the partner parliament is closed"),
    "institution": N_("the institution hosts nobody"),
}
_MONTHS, _MANY_MONTHS = 12, 24
"""Those of a year, and those from which on years are said."""
_IN_HALF_DAYS = ("rest", "gap", "half_days", "lag")


def said(code: str, facts: Facts, names: Names) -> dict[str, str]:
    """Each fact in words."""
    by_name = _readers(names, has_halves=facts.get("mission") in names.halves)
    found = {}
    for name, fact in facts.items():
        if name in _IN_HALF_DAYS or (name == "most" and "half_days" in facts):
            found[name] = day_count(fact)  # type: ignore[arg-type]  # these facts are numbers
        elif fact is None or (code == "role.domain" and fact == 0):
            found[name] = _("none")
        elif code == "role.domain" and name in ("needed", "held"):
            found[name] = label("level", fact)
        else:
            found[name] = by_name[name](fact) if name in by_name else str(fact)
    return found


def day_count(half_days: int) -> str:
    """Half-days as days: `1 day`, `2.5 days`; one alone is no half of a day, but a half-day."""
    if half_days == 1:
        return _("1 half-day")
    if half_days % 2:
        count = f"{half_days // 2}{decimal_sign()}5"
        # English counts anything but one in the plural, French only from two on.
        return ngettext("%(count)s days", "%(count)s days", half_days // 2, count=count)
    return ngettext("%(num)s day", "%(num)s days", half_days // 2)


def moment_words(moment: str, has_halves: bool = False) -> str:
    """A half-day in words; a morning is its day, but of what may start in the afternoon too."""
    return start_day(number_of(moment), has_halves)


def range_words(ends: list[str]) -> str:
    """The days of a range of moments, both ends included; half of a day is said."""
    (first, begins), (last, until) = (parse_moment(end) for end in ends)
    return half_days(
        half_day(first, "pm" if begins == "pm" else "am"),
        half_day(last, "am" if until == "am" else "pm"),
    )


def listed(words: list[str]) -> str:
    """`a, b and c` in the reader's language."""
    return str(format_list(words, locale=locale()))


def _readers(names: Names, *, has_halves: bool) -> Mapping[str, Callable[[Fact], str]]:
    people = _naming(names.experts)
    missions = _naming(names.missions)
    places = _naming({**names.partners, **names.institutions})
    return {
        **dict.fromkeys(("days", "window", "away", "closed", "proposed"), range_words),
        **dict.fromkeys(
            ("start", "pinned", "earliest"), partial(moment_words, has_halves=has_halves)
        ),
        **dict.fromkeys(("opens", "closes", "until"), day),
        "reach": _reach,
        **dict.fromkeys(("mission", "other", "after", "there"), missions),
        **dict.fromkeys(("expert", "experts", "members"), people),
        **dict.fromkeys(("partner", "institution", "place"), places),
        **dict.fromkeys(("needed", "held"), _kind_or(places)),
        "domain": _naming(names.domains),
        "programme": _naming(names.programmes),
        "language": tongue,
        "whose": lambda whose: _(_WHOSE[whose]),
        "missions": lambda count: ngettext("%(num)s mission", "%(num)s missions", count),
        "count": lambda count: ngettext("%(num)s seat", "%(num)s seats", count),
        "seated": lambda count: ngettext("%(num)s person", "%(num)s people", count),
        "attempts": lambda count: ngettext("%(num)s time", "%(num)s times", count),
        "weekday": weekday_name,
        "path": _way,
        "allowed": lambda weekdays: listed([weekday_name(each) for each in weekdays]),
    }


def _reach(days: int) -> str:
    """So many days in whole years or months."""
    months = round(days * 12 / 365.25)
    if months >= _MANY_MONTHS:
        return ngettext("%(num)s year", "%(num)s years", round(months / 12))
    if months > _MONTHS:
        return ngettext("%(num)s month", "%(num)s months", months)
    return ngettext("%(num)s day", "%(num)s days", days)


def _naming(names: Mapping[str, str]) -> Callable[[Fact], str]:
    def name(fact: Fact) -> str:
        if isinstance(fact, list | tuple):
            return listed([names.get(each, str(each)) for each in fact])
        return names.get(fact, str(fact))

    return name


def _kind_or(places: Callable[[Fact], str]) -> Callable[[Fact], str]:
    def name(fact: Fact) -> str:
        return label("kind", fact) if fact in ("member", "official") else places(fact)

    return name


def _way(titles: list[str]) -> str:
    """Missions, each after the next."""
    between = _("after")
    return f" {between} ".join(_("“%(title)s”", title=title) for title in titles)
