"""Ranges of the ledger as spans of a horizon, cut to it."""

from collections.abc import Iterable
from datetime import date

from db.moments import half_day, last_half_day
from matcher.halfdays import Horizon, Span, merged

Range = tuple[int, int]
"""Half-days of `db.moments`, both ends included."""


def days(first: date, last: date) -> Range:
    """Whole days as half-days."""
    return half_day(first), last_half_day(last)


def spans(ranges: Iterable[Range], horizon: Horizon) -> tuple[Span, ...]:
    """The half-days of these ranges inside the horizon, as sorted and disjoint spans."""
    begin, length = half_day(horizon.first), len(horizon)
    cut = ((first - begin, last + 1 - begin) for first, last in ranges)
    inside = ((max(0, start), min(length, end)) for start, end in cut)
    return merged([Span(start, end) for start, end in inside if start < end])
