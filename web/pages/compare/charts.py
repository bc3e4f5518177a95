"""Charts of plans beside each other: how much people are away, and how well they suit.

Every chart has its data with it, as the rows of a table.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from web.language.sentences.facts import day_count

WIDTH, HEIGHT = 560, 220
"""Of the field of a chart, in pixels; its scales stand outside."""
LETTERS = "ABCD"
"""What plans are called in charts, in their order."""
_BIN = 10
_BINS = 10
_STEPS = 4


@dataclass(frozen=True, slots=True)
class DataRow:
    """One row of a chart's table: what is counted, and the count of each plan."""

    name: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ChartLine:
    """The line of one plan, counted from 0, and where its letter stands."""

    plan: int
    letter: str
    points: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class LoadChart:
    """People of each plan, the most away first; `scale` are heights and what they mean."""

    lines: tuple[ChartLine, ...]
    scale: tuple[tuple[float, str], ...]
    people: int
    rows: tuple[DataRow, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """How many seats of one plan are in a range of fits."""

    plan: int
    x: float
    y: float
    width: float
    height: float
    count: int


@dataclass(frozen=True, slots=True)
class FitChart:
    """Filled seats by their fit, plan beside plan; `names` are the ranges and their places."""

    columns: tuple[Column, ...]
    names: tuple[tuple[float, str], ...]
    scale: tuple[tuple[float, str], ...]
    rows: tuple[DataRow, ...]


def load_chart(loads: Sequence[Sequence[int]]) -> LoadChart:
    """Half-days away of each plan's people, sorted; drawn as steps, a person each."""
    most = max((load[0] for load in loads if load), default=0)
    people = max((len(load) for load in loads), default=0)
    top = _round_up(most, 2 * _STEPS)
    lines = tuple(_line(k, load, people, top) for k, load in enumerate(loads) if len(load))
    counted = [Counter(load) for load in loads]
    found = sorted({value for load in loads for value in load}, reverse=True)
    rows = (DataRow(day_count(v), tuple(each[v] for each in counted)) for v in found)
    scale = tuple((_y(top * k // _STEPS, top), day_count(top * k // _STEPS)) for k in _ticks())
    return LoadChart(lines, scale, people, tuple(rows))


def fit_chart(fits: Sequence[Sequence[int]]) -> FitChart:
    """Fits of each plan's filled seats, counted in tens; 100 is with the nineties."""
    counted = [Counter(min(value // _BIN, _BINS - 1) for value in plan) for plan in fits]
    top = _round_up(max((max(c.values(), default=0) for c in counted), default=0), _STEPS)
    step, width = WIDTH / _BINS, WIDTH / _BINS / (len(fits) + 1)
    columns = tuple(
        _column(plan, step * bin_ + width * (plan + 0.5), width - 2, count[bin_], top)
        for plan, count in enumerate(counted)
        for bin_ in range(_BINS)
        if count[bin_]
    )
    names = [f"{_BIN * k}–{_BIN * k + 9 if k < _BINS - 1 else 100}" for k in range(_BINS)]
    rows = (DataRow(name, tuple(c[k] for c in counted)) for k, name in enumerate(names))
    places = tuple((step * (k + 0.5), name) for k, name in enumerate(names))
    scale = tuple((_y(top * k // _STEPS, top), str(top * k // _STEPS)) for k in _ticks())
    return FitChart(columns, places, scale, tuple(rows))


def _line(plan: int, load: Sequence[int], people: int, top: int) -> ChartLine:
    step = WIDTH / max(1, people)
    points = [
        f"{round(x, 1)},{_y(value, top)}"
        for k, value in enumerate(load)
        for x in (k * step, (k + 1) * step)
    ]
    at = min(len(load) - 1, (2 * plan + 1) * len(load) // (2 * len(LETTERS)))
    return ChartLine(
        plan, LETTERS[plan], " ".join(points), round((at + 0.5) * step, 1), _y(load[at], top)
    )


def _column(plan: int, x: float, width: float, count: int, top: int) -> Column:
    y = _y(count, top)
    return Column(plan, round(x, 1), y, round(width, 1), round(HEIGHT - y, 1), count)


def _y(value: int, top: int) -> float:
    return round(HEIGHT - HEIGHT * value / top, 1)


def _ticks() -> range:
    return range(_STEPS + 1)


def _round_up(value: int, step: int) -> int:
    return max(step, -(-value // step) * step)
