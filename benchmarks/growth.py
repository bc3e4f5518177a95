"""The picture of how time and memory grow over the four sizes."""

from collections.abc import Iterable, Sequence

from benchmarks.axes import Line, Panel, around, names, plain, text
from benchmarks.generate import SIZES
from benchmarks.results import Row
from benchmarks.tables.markdown import median

WIDTH, HEIGHT = 860, 372
TIMES = (
    ("reading", "reading"),
    ("eligibility", "eligibility"),
    ("first_plan", "first plan"),
    ("first_two", "tiers 1–2 proven"),
)
STYLE = """
text { font: 13px system-ui, sans-serif; fill: #3b4252 }
.title { font-weight: 600; fill: #1f2430 }
.middle { text-anchor: middle } .end { text-anchor: end }
.grid { stroke: #d5d9e0; stroke-width: 1 }
.line { fill: none; stroke-width: 2 }
.s0 { stroke: #1b62b5; fill: #1b62b5 } .s1 { stroke: #a4480f; fill: #a4480f }
.s2 { stroke: #1d7044; fill: #1d7044 } .s3 { stroke: #7a3fa0; fill: #7a3fa0 }
polyline.line { fill: none } text.name { stroke: none }
@media (prefers-color-scheme: dark) {
  text { fill: #c3cad6 } .title { fill: #eef1f6 } .grid { stroke: #3d4452 }
  .s0 { stroke: #7db4f5; fill: #7db4f5 } .s1 { stroke: #f0a06a; fill: #f0a06a }
  .s2 { stroke: #74cf9c; fill: #74cf9c } .s3 { stroke: #cf9df0; fill: #cf9df0 }
}
"""


def growth(rows: Sequence[Row]) -> str:
    """Two panels, time and memory, over the missions of each size; medians of loose problems."""
    loose = [row for row in rows if not row["tight"]] or list(rows)
    sizes = [size for size in SIZES if any(row["size"] == size for row in loose)]
    times = [drawn(loose, key, name, style) for style, (key, name) in enumerate(TIMES)]
    memory = [drawn(loose, "peak_mb", "peak memory", 0)]
    panels = (
        *panel((54, 310), "Seconds", sizes, [line for line in times if line.points]),
        *panel((556, 276), "Peak memory, MB", sizes, [line for line in memory if line.points]),
    )
    return document(panels, described(times + memory))


def drawn(rows: Sequence[Row], key: str, name: str, style: int) -> Line:
    """The medians of a figure over the sizes that have one."""
    points = []
    for size, facts in SIZES.items():
        middle = median(figure(row, key) for row in rows if row["size"] == size)
        if middle:
            points.append((float(facts[2]), middle))
    return Line(name, tuple(points), style)


def figure(row: Row, key: str) -> float | None:
    """A figure of a row; `first_two` is when the first two tiers were proven."""
    if key != "first_two":
        return row.get(key)
    times = row.get("proven") or []
    return times[1] if len(times) > 1 else None


def panel(
    across: tuple[float, float], title: str, sizes: Sequence[str], lines: Sequence[Line]
) -> Iterable[str]:
    """One panel from a left edge on, so wide: frame, lines, and their names where they are many."""
    if not lines:
        return
    y = around(value for line in lines for _, value in line.points)
    missions = [SIZES[size][2] for size in sizes]
    x = (missions[0] * 0.8, missions[-1] * 1.25) if len(missions) > 1 else (30.0, 120.0)
    left, width = across
    frame = Panel(left, 44, width, 250, x, y)
    ticks = [(float(SIZES[size][2]), f"{size}\n{plain(SIZES[size][2])}") for size in sizes]
    yield from frame.frame(title, ticks)
    for line in lines:
        yield from frame.draw(line)
    if len(lines) > 1:
        yield from names(frame, lines)
    yield text(left + width / 2, 44 + 250 + 58, "missions in the problem", "label middle")


def described(lines: Iterable[Line]) -> str:
    """The same figures in words."""
    told = (
        f"{line.name}: {', '.join(f'{value:g} at {x:g} missions' for x, value in line.points)}"
        for line in lines
        if line.points
    )
    return f"Medians of loose problems. {'; '.join(told)}."


def document(parts: Iterable[str], description: str) -> str:
    """The whole picture, with a title and a description for who does not see it."""
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        f' aria-labelledby="title description">\n'
        f'<title id="title">Time and memory over the missions of a problem</title>\n'
        f'<desc id="description">{description}</desc>\n<style>{STYLE}</style>\n{body}\n</svg>\n'
    )
