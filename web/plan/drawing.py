"""The picture of a plan: where each bar, its seats and its words go, in pixels."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from db.moments import day_of
from web.plan.canvas import Canvas, Frame
from web.plan.entries import Entry, Person, conflict_words, vacant_words
from web.plan.lanes import pack
from web.plan.shapes import HEAD, LETTER, Bar, Picture, Row, Shade, Week

LANE = 62
"""Height of a lane of missions: a title, a bar, a line of detail."""
ROW = 38
"""Height of a person's row."""
NAMES = 208
"""Width of the column of names."""
TITLE_MAX = 34
"""Letters of a title; the table has all of them."""
MARGIN = 4.0
"""Between words and the edge of the picture."""
_SEAT = 12
"""From one seat to the next."""


def missions_picture(canvas: Canvas, entries: Iterable[Entry], frame: Frame) -> Picture:
    """Missions in as few lanes as their words allow."""
    lanes = pack([_bar(canvas, entry, frame) for entry in entries], gap=14)
    rows = tuple(Row(HEAD + 6 + index * LANE, tuple(lane)) for index, lane in enumerate(lanes))
    return frame.picture(canvas, rows, HEAD + 12 + max(1, len(lanes)) * LANE)


def people_picture(canvas: Canvas, shown: Sequence[Person], frame: Frame) -> Picture:
    """One row a person."""
    rows = tuple(
        Row(
            HEAD + index * ROW,
            tuple(_bar(canvas, entry, frame) for entry in person.entries),
            person,
            tuple(Shade("busy", *canvas.stretch(*span)) for span in person.busy),
        )
        for index, person in enumerate(shown)
    )
    return frame.picture(canvas, rows, HEAD + max(1, len(shown)) * ROW)


def _bar(canvas: Canvas, entry: Entry, frame: Frame) -> Bar:
    x, width = canvas.stretch(entry.first, entry.last)
    travel_x, travel_width = canvas.stretch(entry.leaves, entry.returns)
    text, detail = short_title(entry.title), _detail(entry)
    words = max(len(text), len(detail)) * LETTER
    # Near the right edge the words end with the picture, instead of beginning with the bar.
    ends_at_edge = travel_x + words > canvas.width
    left = canvas.width - MARGIN - words if ends_at_edge else max(MARGIN, travel_x)
    return Bar(
        entry=entry,
        x=x,
        width=width,
        travel_x=travel_x,
        travel_width=travel_width,
        text_x=canvas.width - MARGIN if ends_at_edge else left,
        text=text,
        detail=detail,
        left=min(left, travel_x),
        right=max(left + words, travel_x + travel_width),
        seats=_seats(entry, x, width),
        ends_at_edge=ends_at_edge,
        week=_week(canvas, entry, frame),
    )


def _week(canvas: Canvas, entry: Entry, frame: Frame) -> Week | None:
    """The week of the place, where its days off are others than those of the frame."""
    if not entry.weekend or set(entry.weekend) == set(frame.weekend):
        return None
    first, last = day_of(entry.leaves), day_of(entry.returns)
    x, width = canvas.of_days(first, last)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    off = (canvas.of_days(day, day) for day in days if str(day.isoweekday()) in entry.weekend)
    return Week(x, width, tuple(each for each in off if each[1] > 0))


def _seats(entry: Entry, x: float, width: float) -> tuple[tuple[float, bool, bool], ...]:
    """A dot a seat inside the bar, filled or not, pinned or not, where all of them have room."""
    if not entry.seats or entry.seats * _SEAT + 4 > width:
        return ()
    team = (*entry.team, *([None] * entry.vacant))
    return tuple(
        (x + 9 + index * _SEAT, who is not None, who is not None and who.id in entry.pinned)
        for index, who in enumerate(team[: entry.seats])
    )


def _detail(entry: Entry) -> str:
    names = [each.name.split(",")[0] for each in entry.team]
    people = ", ".join(names[:2]) + (f" +{len(names) - 2}" if len(names) > 2 else "")
    vacant = vacant_words(entry.vacant) if entry.vacant else ""
    broken = conflict_words(entry.conflicts) if entry.conflicts else ""
    parts = (broken, _shortened(entry.place, 20), people, vacant)
    return " · ".join(part for part in parts if part)


def short_title(title: str) -> str:
    """A title in the room that it has; what stands behind a dash, mostly a country, stays."""
    head, dash, tail = title.rpartition(" – ")
    if len(title) <= TITLE_MAX or not dash or len(tail) > TITLE_MAX // 2:
        return _shortened(title, TITLE_MAX)
    return f"{_shortened(head, TITLE_MAX - len(dash) - len(tail))}{dash}{tail}"


def _shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
