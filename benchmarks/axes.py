"""A panel of a plot with logarithmic axes, written as SVG."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """Measured points under one name, with the marker that tells them from others."""

    name: str
    points: tuple[Point, ...]
    style: int


@dataclass(frozen=True, slots=True)
class Panel:
    """Where a panel lies in the picture, and the values at its edges."""

    left: float
    top: float
    width: float
    height: float
    x: tuple[float, float]
    y: tuple[float, float]

    def at(self, point: Point) -> Point:
        """A pair of values in the picture."""
        across = _share(point[0], self.x)
        up = _share(point[1], self.y)
        return self.left + across * self.width, self.top + (1 - up) * self.height

    def frame(self, title: str, ticks: Sequence[tuple[float, str]]) -> Iterable[str]:
        """Title, grid and labels: `ticks` across as they are given, powers of ten upwards."""
        yield text(self.left, self.top - 14, title, "title")
        for value, label in ticks:
            x, bottom = self.at((value, self.y[0]))
            yield line((x, self.top), (x, bottom), "grid")
            for row, words in enumerate(label.split("\n")):
                yield text(x, bottom + 18 + 15 * row, words, "label middle")
        for value in powers(*self.y):
            left, y = self.at((self.x[0], value))
            yield line((left, y), (left + self.width, y), "grid")
            yield text(left - 8, y + 4, plain(value), "label end")

    def draw(self, drawn: Line) -> Iterable[str]:
        """A line through its points, a marker on each, its name after the last."""
        places = [self.at(point) for point in drawn.points]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        yield f'<polyline class="line s{drawn.style}" points="{path}"/>'
        for (x, y), (_, value) in zip(places, drawn.points, strict=True):
            told = f"{drawn.name}: {value:g}"
            yield f'<g class="mark s{drawn.style}"><title>{escape(told)}</title>'
            yield f"{marker(x, y, drawn.style)}</g>"


def names(panel: Panel, lines: Sequence[Line]) -> Iterable[str]:
    """The name of each line beside its last point, moved apart where they would touch."""
    lowest = math.inf
    ends = sorted(((panel.at(each.points[-1]), each) for each in lines), key=lambda e: -e[0][1])
    for (x, y), each in ends:
        lowest = min(y + 4, lowest - 15)
        yield text(x + 9, lowest, each.name, f"name s{each.style}")


def marker(x: float, y: float, style: int) -> str:
    """A shape for each style: never by colour alone."""
    if style == 0:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4"/>'
    if style == 1:
        return f'<rect x="{x - 3.6:.1f}" y="{y - 3.6:.1f}" width="7.2" height="7.2"/>'
    corners = {
        2: [(0, -5), (4.6, 3.6), (-4.6, 3.6)],
        3: [(0, -5.2), (5.2, 0), (0, 5.2), (-5.2, 0)],
    }[style % 4]
    points = " ".join(f"{x + dx:.1f},{y + dy:.1f}" for dx, dy in corners)
    return f'<polygon points="{points}"/>'


def text(x: float, y: float, words: str, style: str) -> str:
    """Words at a place."""
    return f'<text class="{style}" x="{x:.1f}" y="{y:.1f}">{escape(words)}</text>'


def line(start: Point, end: Point, style: str) -> str:
    """A straight line."""
    (x1, y1), (x2, y2) = start, end
    return f'<line class="{style}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def powers(low: float, high: float) -> Iterable[float]:
    """The powers of ten from `low` to `high`."""
    first, last = math.ceil(math.log10(low) - 1e-9), math.floor(math.log10(high) + 1e-9)
    return (10.0**power for power in range(first, last + 1))


def around(values: Iterable[float]) -> tuple[float, float]:
    """The powers of ten around some values, one apart at least."""
    found = list(values)
    low, high = math.floor(math.log10(min(found))), math.ceil(math.log10(max(found)))
    return 10.0**low, 10.0 ** max(high, low + 1)


def plain(value: float) -> str:
    """A number as people write it."""
    return f"{value:g}" if value < 1000 else f"{value:,.0f}".replace(",", "\u202f")


def _share(value: float, edges: tuple[float, float]) -> float:
    low, high = (math.log10(edge) for edge in edges)
    return (math.log10(value) - low) / (high - low)
