"""What an uploaded calendar would change: new, gone and same half-days, before it is kept."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from calendars.reading.flaws import NOTES
from db.moments import day_of, half_of
from db.operations.sources import Ranges, Read
from web.http import uploads
from web.http.pictures import Mark
from web.http.year_picture import bounds
from web.language import dates
from web.language.sentences.calendars import calendar_sentence
from web.language.speech import gettext as _

PURPOSE = "calendar-preview"
"""What a draft is sealed for: no other form takes it."""


@dataclass(frozen=True, slots=True)
class CalendarDraft:
    """A calendar as it was read and may be kept."""

    expert_id: int
    name: str
    tentative: bool
    read: Read

    def sealed(self) -> str:
        """The draft as a field of a form: nobody can change it on the way."""
        return uploads.sealed(PURPOSE, asdict(self))


def opened(text: str) -> CalendarDraft | None:
    """The draft in a form's field, or None where it is none of ours or too old."""
    known = uploads.opened(PURPOSE, text)
    if known is None:
        return None
    read = dict(known["read"])
    read["ranges"] = [(first, last) for first, last in read["ranges"]]
    return CalendarDraft(known["expert_id"], known["name"], known["tentative"], Read(**read))


@dataclass(frozen=True, slots=True)
class Change:
    """Half-days in ranges, both ends included: what a calendar brings, takes away, keeps."""

    new: Ranges
    gone: Ranges
    same: Ranges

    def shown_from(self, today: date) -> date:
        """The day from which a year shows what changes: today, unless all of it lies later."""
        days = [day_of(first) for first, _last in (*self.new, *self.gone)]
        _first, last = bounds(today)
        return today if not days or min(days) <= last else min(days)

    def marks(self) -> list[Mark]:
        """The picture's marks, each with its words."""
        said = {"new": _("new"), "gone": _("gone"), "same": _("as before")}
        return [
            Mark(first, last, kind, f"{said[kind]}, {in_words(first, last)}")
            for kind in said
            for first, last in getattr(self, kind)
        ]


def change(before: Ranges, after: Ranges) -> Change:
    """What differs between two sets of ranges."""
    old, new = _halves(before), _halves(after)
    return Change(_ranges(new - old), _ranges(old - new), _ranges(old & new))


def in_words(first: int, last: int) -> str:
    """A range of half-days in words; a half-day at an end is said."""
    text = dates.days(day_of(first), day_of(last))
    if half_of(first) == "pm":
        text = _("%(days)s, from the afternoon", days=text)
    if half_of(last) == "am":
        text = _("%(days)s, until midday", days=text)
    return text


def flaw_lines(flaws: Iterable[Any]) -> list[tuple[int, str]]:
    """Line and sentence of each `[code, line, facts]` of a reading."""
    return [(line, calendar_sentence(code, facts, _)) for code, line, facts in flaws]


def unlisted(count: int, flaws: Iterable[Any]) -> int:
    """Flaws that are counted and not listed; what is only said of a line is not counted."""
    return count - sum(code not in NOTES for code, _line, _facts in flaws)


def _halves(ranges: Ranges) -> set[int]:
    return {half for first, last in ranges for half in range(first, last + 1)}


def _ranges(halves: set[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for half in sorted(halves):
        if found and half == found[-1][1] + 1:
            found[-1] = (found[-1][0], half)
        else:
            found.append((half, half))
    return found
