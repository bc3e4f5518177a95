"""An expert's year: what takes their time, as marks of the picture and as lines of its list."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from db.models import BookingRow, BusyRow, ExpertRow
from db.moments import half_day, last_half_day
from web.http.pictures import MONTHS, Mark, add_months
from web.language.dates import days, half_days
from web.language.labels import label
from web.language.speech import gettext as _

KINDS = ("confirmed", "hold", "typed", "sitting", "holiday", "outside")
"""Kinds of marks in the order of the legend; calendars' busy times look like typed ones."""


def bounds(start: date) -> tuple[date, date]:
    """First and last day of the twelve months from the one that holds a date."""
    first = start.replace(day=1)
    return first, date.fromordinal(add_months(first, MONTHS).toordinal() - 1)


def marks(
    expert: ExpertRow,
    busy: Iterable[BusyRow],
    booked: Iterable[BookingRow],
    start: date,
    hidden: Collection[int] = (),
    taken: Mapping[int, tuple[int, int]] | None = None,
) -> list[Mark]:
    """All that takes their time in the year; missions last, so that they lie on top.

    Of the missions that the reader does not see (`hidden`) only the days are told. `taken` are
    the half-days of each booking by the person's own clock, as `bookings.taken` has them.
    """
    first, last = bounds(start)
    low, high = half_day(first), last_half_day(last)
    home = (*_outside(expert, low, high), *_holidays(expert), *_sittings(expert))
    found = [*home, *_busy(busy), *_booked(booked, hidden, taken or {})]
    return [mark for mark in found if mark.first <= high and mark.last >= low]


def legend(shown: Sequence[Mark]) -> list[tuple[str, str]]:
    """The kinds that the picture shows, with their names."""
    names = {
        "confirmed": _("mission, confirmed"),
        "hold": _("mission, hold"),
        "typed": _("absence"),
        "sitting": _("sitting of the assembly"),
        "holiday": _("public holiday"),
        "outside": _("not in office"),
    }
    kinds = {mark.kind for mark in shown}
    return [(kind, names[kind]) for kind in KINDS if kind in kinds]


def _booked(
    rows: Iterable[BookingRow], hidden: Collection[int], taken: Mapping[int, tuple[int, int]]
) -> Iterator[Mark]:
    for row in rows:
        is_hidden = row.mission_id in hidden
        said = _("unavailable") if is_hidden else row.mission.title
        first, last = taken.get(row.id, (row.leaves, row.returns))
        text = f"{said}, {half_days(first, last)}"
        yield Mark(first, last, "typed" if is_hidden else row.status, text)


def _busy(rows: Iterable[BusyRow]) -> Iterator[Mark]:
    for row in rows:
        kind = row.source if row.source in KINDS else "typed"
        said = row.label or label("busy", row.source)
        yield Mark(row.first, row.last, kind, f"{said}, {half_days(row.first, row.last)}")


def _sittings(expert: ExpertRow) -> Iterator[Mark]:
    for row in expert.institution.sittings if expert.kind == "member" else ():
        said = row.name or label("busy", "sitting")
        first, last = half_day(row.first), last_half_day(row.last)
        yield Mark(first, last, "sitting", f"{said}, {days(row.first, row.last)}")


def _holidays(expert: ExpertRow) -> Iterator[Mark]:
    for row in expert.institution.closures:
        said = row.name or label("busy", "holiday")
        if row.is_estimated:
            said = _("%(holiday)s (estimated)", holiday=said)
        first, last = half_day(row.first), last_half_day(row.last)
        yield Mark(first, last, "holiday", f"{said}, {days(row.first, row.last)}")


def _outside(expert: ExpertRow, low: int, high: int) -> Iterator[Mark]:
    """Before and after the mandate or employment."""
    if expert.served_from is not None:
        yield Mark(low, half_day(expert.served_from) - 1, "outside", _("not in office"))
    if expert.served_until is not None:
        yield Mark(last_half_day(expert.served_until) + 1, high, "outside", _("not in office"))
