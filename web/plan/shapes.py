"""The pieces of the picture of a plan, with their places in pixels."""

from dataclasses import dataclass

from web.plan.entries import Entry, Person

LETTER = 8.3
"""Width of a letter of a title, a little more than the widest of common fonts."""


@dataclass(frozen=True, slots=True)
class Shade:
    """Days with a background of their own."""

    kind: str
    x: float
    width: float
    title: str = ""


@dataclass(frozen=True, slots=True)
class Tick:
    """A day or month at the top: a line, and a word beside it."""

    x: float
    width: float
    word: str
    letter: str = ""
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """One mission: the bar itself, the thinner one of its travel, its words and seats."""

    entry: Entry
    x: float
    width: float
    travel_x: float
    travel_width: float
    text_x: float
    text: str
    detail: str
    left: float
    right: float
    seats: tuple[tuple[float, bool], ...] = ()
    ends_at_edge: bool = False

    @property
    def holds_text(self) -> bool:
        """Is the title short enough to stand inside the bar?"""
        return len(self.text) * LETTER < self.width - 8


@dataclass(frozen=True, slots=True)
class Row:
    """One lane of missions, or one person's row."""

    y: int
    bars: tuple[Bar, ...]
    person: Person | None = None
    busy: tuple[Shade, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that the template prints."""

    width: int
    height: int
    months: tuple[Tick, ...]
    days: tuple[Tick, ...]
    weeks: tuple[float, ...]
    shades: tuple[Shade, ...]
    sittings: tuple[Shade, ...]
    today: float | None
    rows: tuple[Row, ...]
