"""Geometry of the small pictures: numbers for SVG attributes, worked out before the template.

Half-days are ledger half-days: twice the date's ordinal, plus one in the afternoon.
"""

import textwrap
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date
from flask.sansio.app import App

from web.language.dates import locale

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that takes an expert's time, both half-days included."""

    first: int
    last: int
    kind: str
    label: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class YearBar:
    """A piece of a mark in one month: `x` and `width` in half-days from the 1st's morning."""

    x: int
    width: int
    mark: Mark


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One line of the year picture: a month, its weekends and its bars."""

    first: date
    days: int
    weekends: tuple[int, ...]
    bars: tuple[YearBar, ...]


def add_months(day: date, months: int) -> date:
    """The first of the month that lies so many months after a date's own."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def year_rows(start: date, marks: Iterable[Mark], weekend: frozenset[int]) -> tuple[MonthRow, ...]:
    """Twelve months from the one that holds `start`; `weekend` holds ISO weekdays."""
    known = tuple(marks)
    return tuple(_month_row(add_months(start, k), known, weekend) for k in range(MONTHS))


def _month_row(first: date, marks: tuple[Mark, ...], weekend: frozenset[int]) -> MonthRow:
    days = monthrange(first.year, first.month)[1]
    off = tuple(d for d in range(days) if first.replace(day=d + 1).isoweekday() in weekend)
    return MonthRow(first, days, off, tuple(_bars(first, days, marks)))


def _bars(first: date, days: int, marks: tuple[Mark, ...]) -> Iterator[YearBar]:
    origin = 2 * first.toordinal()
    for mark in marks:
        x, end = max(mark.first - origin, 0), min(mark.last + 1 - origin, 2 * days)
        if x < end:
            yield YearBar(x, end - x, mark)


_HEAD_LEAST = 6
"""Letters of a title before its country, at least; with fewer the country goes."""


def month_short(first: date) -> str:
    """A month as the picture writes it beside its line: `Jan 27`."""
    return str(format_date(first, "LLL yy", locale()))


def wrapped(text: str, letters: int, lines: int = 1) -> list[str]:
    """A text in at most so many lines of so many letters, cut between words: SVG breaks none."""
    return textwrap.wrap(text, letters, max_lines=lines, placeholder=" …") or [""]


def short_title(title: str, letters: int) -> str:
    """A title in so many letters; what stands behind a dash, mostly a country, stays."""
    head, dash, tail = title.rpartition(" – ")
    left = letters - len(dash) - len(tail)
    if len(title) <= letters or not dash or left < _HEAD_LEAST:
        return _shortened(title, letters)
    return f"{_shortened(head, left)}{dash}{tail}"


def short_names(listed: Sequence[str]) -> list[str]:
    """People by family name; who shares it with more, as far as what tells them apart.

    `Roy, Marie · Library · no. 1` beside another of that name is `Marie Roy · no. 1`.
    """
    forms = [_forms(each) for each in listed]
    often = Counter(form for each in forms for form in dict.fromkeys(each))
    return [next((form for form in each if often[form] == 1), each[-1]) for each in forms]


def _forms(listed: str) -> tuple[str, ...]:
    """A name of a list, the shortest form first."""
    family, _comma, rest = listed.partition(", ")
    given, *more = rest.split(" · ")
    name = f"{given} {family}".strip()
    last = (f"{name} · {more[-1]}",) if more else ()
    return family, name, *last, listed


def _shortened(text: str, letters: int) -> str:
    return text if len(text) <= letters else f"{text[: letters - 1].rstrip()}…"


def init_app(app: App) -> None:
    """Give the templates these words."""
    app.jinja_env.globals.update(month_short=month_short)
    app.jinja_env.filters.update(short_title=short_title, wrapped=wrapped)
