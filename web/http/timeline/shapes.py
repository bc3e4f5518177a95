"""The pieces of the picture of a plan, with their places in pixels."""

from dataclasses import dataclass

from web.service.plans.entries import Entry, TimelinePerson

HEAD = 62
"""Height of the months, weeks and days above the bars."""
PAPER_WIDTH, PAPER_HEIGHT = 1511, 850
"""What A3 across has room for in CSS pixels, margins, title, banner and legend aside."""
_BELOW = 6
"""Between the last row of a page and its edge."""
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
class Week:
    """The days of a mission in a place whose weekend is not ours, and its days off there."""

    x: float
    width: float
    off: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class TimelineBar:
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
    seats: tuple[tuple[float, bool, bool], ...] = ()
    ends_at_edge: bool = False
    week: Week | None = None

    @property
    def holds_text(self) -> bool:
        """Is the title short enough to stand inside the bar?"""
        return len(self.text) * LETTER < self.width - 8


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One lane of missions, or one person's row."""

    y: int
    bars: tuple[TimelineBar, ...]
    person: TimelinePerson | None = None
    busy: tuple[Shade, ...] = ()


@dataclass(frozen=True, slots=True)
class TimelineSheet:
    """The rows of one printed page: where they begin in the picture, and how high they are."""

    y: int
    height: int


@dataclass(frozen=True, slots=True)
class TimelinePicture:
    """Everything that the template prints."""

    width: int
    height: int
    months: tuple[Tick, ...]
    days: tuple[Tick, ...]
    weeks: tuple[float, ...]
    shades: tuple[Shade, ...]
    sittings: tuple[Shade, ...]
    today: float | None
    rows: tuple[TimelineRow, ...]

    def sheets(self, names_width: int = 0) -> tuple[TimelineSheet, ...]:
        """The picture as pages of A3 across, each with as many whole rows as it has room for.

        `names_width` is the column beside the days, which is printed on the same paper.
        """
        if len(self.rows) < 2:
            return (TimelineSheet(HEAD, self.height - HEAD),)
        pitch = self.rows[1].y - self.rows[0].y
        room = PAPER_HEIGHT * (self.width + names_width) / PAPER_WIDTH - HEAD - _BELOW
        many = max(1, int(room // pitch))
        return tuple(
            TimelineSheet(HEAD + k * pitch, min(many, len(self.rows) - k) * pitch + _BELOW)
            for k in range(0, len(self.rows), many)
        )
