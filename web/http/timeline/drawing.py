"""The picture of a plan: where each bar, its seats and its words go, in pixels."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from db.moments import day_of
from web.http.pictures import short_names, short_title
from web.http.timeline.canvas import Canvas, Frame
from web.http.timeline.lanes import pack
from web.http.timeline.shapes import (
    HEAD,
    LETTER,
    Shade,
    TimelineBar,
    TimelinePicture,
    TimelineRow,
    Week,
)
from web.service.plans.entries import Entry, TimelinePerson, conflict_words, vacant_words

LANE = 62
"""Height of a lane of missions: a title, a bar, a line of detail."""
ROW = 38
"""Height of a person's row."""
NAMES = 208
"""Width of the column of names."""
TITLE_MAX = 34
"""Letters of a title where others need the room; the table has all of them."""
GAP = 14
"""Between the words of two missions in one lane."""
MARGIN = 4.0
"""Between words and the edge of the picture."""
_SEAT = 12
"""From one seat to the next."""


def missions_picture(canvas: Canvas, entries: Iterable[Entry], frame: Frame) -> TimelinePicture:
    """Missions in as few lanes as their words allow."""
    lanes = pack([_bar(canvas, entry, frame) for entry in entries], gap=GAP)
    rows = tuple(
        TimelineRow(HEAD + 6 + index * LANE, _filled(canvas, lane))
        for index, lane in enumerate(lanes)
    )
    return frame.picture(canvas, rows, HEAD + 12 + max(1, len(lanes)) * LANE)


def people_picture(
    canvas: Canvas, shown: Sequence[TimelinePerson], frame: Frame
) -> TimelinePicture:
    """One row a person."""
    rows = tuple(
        TimelineRow(
            HEAD + index * ROW,
            tuple(_within(_bar(canvas, entry, frame)) for entry in person.entries),
            person,
            tuple(Shade("busy", *canvas.stretch(*span)) for span in person.busy),
        )
        for index, person in enumerate(shown)
    )
    return frame.picture(canvas, rows, HEAD + max(1, len(shown)) * ROW)


def _bar(canvas: Canvas, entry: Entry, frame: Frame) -> TimelineBar:
    x, width = canvas.stretch(*entry.on_site)
    travel_x, travel_width = canvas.stretch(*entry.away)
    detail = _detail(entry)
    text = short_title(entry.title, max(TITLE_MAX, len(detail)))
    words = max(len(text), len(detail)) * LETTER
    # Near the right edge the words end with the picture, instead of beginning with the bar.
    ends_at_edge = travel_x + words > canvas.width
    left = canvas.width - MARGIN - words if ends_at_edge else max(MARGIN, travel_x)
    return TimelineBar(
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


def _filled(canvas: Canvas, lane: Sequence[TimelineBar]) -> tuple[TimelineBar, ...]:
    """The bars of a lane with as many of their words as stand there without another lane."""
    bars = list(lane)
    for k in reversed(range(len(bars))):
        begins = bars[k - 1].right + GAP if k else MARGIN
        ends = bars[k + 1].left - GAP if k + 1 < len(bars) else canvas.width - MARGIN
        bars[k] = _wider(bars[k], begins, ends)
    return tuple(bars)


def _wider(bar: TimelineBar, begins: float, ends: float) -> TimelineBar:
    """A bar whose words may stand between two edges."""
    room = bar.text_x - begins if bar.ends_at_edge else ends - bar.text_x
    letters = max(int(room / LETTER), len(bar.text), len(bar.detail))
    text, detail = short_title(bar.entry.title, letters), _detail(bar.entry, letters)
    words = max(len(text), len(detail)) * LETTER
    if bar.ends_at_edge:
        return replace(bar, text=text, detail=detail, left=min(bar.left, bar.text_x - words))
    return replace(bar, text=text, detail=detail, right=max(bar.right, bar.text_x + words))


def _within(bar: TimelineBar) -> TimelineBar:
    """A bar whose title stands inside it, if at all."""
    letters = max(TITLE_MAX, int((bar.width - 9) / LETTER))
    return replace(bar, text=short_title(bar.entry.title, letters))


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


def _detail(entry: Entry, letters: int = 0) -> str:
    """Place, people and what is wrong; the longest of three that so many letters hold."""
    names = short_names([each.name for each in entry.team])
    people = ", ".join(names[:2]) + (f" +{len(names) - 2}" if len(names) > 2 else "")
    vacant = vacant_words(entry.vacant) if entry.vacant else ""
    broken = conflict_words(entry.conflicts) if entry.conflicts else ""
    said = [
        " · ".join(part for part in (broken, where, who, vacant) if part)
        for where, who in (
            (entry.place, ", ".join(names)),
            (entry.place, people),
            (entry.near or entry.place, people),
        )
    ]
    return next((each for each in said if len(each) <= letters), said[-1])
