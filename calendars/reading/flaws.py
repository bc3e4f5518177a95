"""What of a calendar cannot be read: a code, the line it stands on, and facts."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from calendars.errors import CalendarError

STRAY = ("line.stray", "component.outside", "zone.unreadable")
"""Codes of flaws that cost no entry of its own."""
NOTES = (
    "component.misspelt",
    "zone.older",
    "zone.differs",
    "zone.twice",
    "line.contradicts",
    "dates.among_times",
    "length.not_whole_days",
    "range.unknown",
    "change.repeats",
    "change.alone",
    "day.doubtful",
    "parameter.contradicts",
    "period.contradicts",
    "zone.beside_utc",
    "version.unsure",
)
"""Codes of what is said though nothing is lost by it: it was read, and may be meant otherwise."""
_NO_ENTRIES = ("VALARM", "VTODO", "VJOURNAL")


@dataclass(frozen=True, slots=True)
class Flaw:
    """One entry or line that was left out; `line` counts physical lines from 1."""

    code: str
    line: int
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def costs_entry(self) -> bool:
        """Does it stand for a whole entry of ours, not for a stray line between entries?"""
        name = self.facts.get("name", "")
        is_other = self.code.startswith("component.") and name in _NO_ENTRIES
        return self.code not in STRAY + NOTES and not is_other


@dataclass(slots=True)
class Flaws:
    """The flaws of a file: all are counted, the first ones kept."""

    most: int
    count: int = 0
    kept: list[Flaw] = field(default_factory=list)
    lost_entries: int = 0
    """How many stand for a whole entry, not for a stray line between entries."""

    def add(self, flaw: Flaw) -> None:
        """One more; what is only said is not counted."""
        if flaw.code not in NOTES:
            self.count += 1
            self.lost_entries += flaw.costs_entry
        self.note(flaw)

    def note(self, flaw: Flaw) -> None:
        """Say it without counting it: nothing is lost."""
        if len(self.kept) < self.most:
            self.kept.append(flaw)

    @property
    def first(self) -> Flaw:
        """The first in the file that costs an entry, else the first."""
        costly = [flaw for flaw in self.kept if flaw.costs_entry]
        return min(costly or self.kept, key=lambda flaw: flaw.line)


class Unread(CalendarError):
    """An entry that cannot be read; the others still can."""

    def __init__(self, code: str, line: int, **facts: str) -> None:
        self.flaw = Flaw(code, line, {name: shortened(text) for name, text in facts.items()})
        super().__init__(f"Line {line} cannot be read: {code}.")


def shortened(text: str, most: int = 120) -> str:
    """A text of a stranger's file, short enough to be shown, on one line."""
    text = "".join(letter if letter.isprintable() else " " for letter in text[: most + 1])
    return text if len(text) <= most else f"{text[: most - 1]}…"
