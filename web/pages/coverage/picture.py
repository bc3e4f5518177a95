"""The heat map: where each domain, language and cell goes, in pixels."""

from collections.abc import Sequence
from dataclasses import dataclass

from web.pages.coverage.places import PlaceSeen

NAMES = 230
"""Width of the column of domains."""
HEAD = 34
"""Height of the languages above."""
CELL_WIDTH, CELL_HEIGHT = 112, 30


@dataclass(frozen=True, slots=True)
class Cell:
    """One pair in its place."""

    x: int
    y: int
    seen: PlaceSeen


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Domains from top to bottom, languages from left to right."""

    width: int
    height: int
    languages: tuple[tuple[int, str], ...]
    domains: tuple[tuple[int, str], ...]
    cells: tuple[Cell, ...]


def heat_map(seen: Sequence[PlaceSeen]) -> HeatMap:
    """The picture of some pairs; what nobody asks for stays blank."""
    rows = list(dict.fromkeys(each.domain for each in seen))
    spoken = sorted({(each.place.need.language is None, each.language) for each in seen})
    columns = [language for _, language in spoken]
    x = {language: k * CELL_WIDTH for k, language in enumerate(columns)}
    y = {domain: HEAD + k * CELL_HEIGHT for k, domain in enumerate(rows)}
    return HeatMap(
        width=len(columns) * CELL_WIDTH,
        height=HEAD + len(rows) * CELL_HEIGHT,
        languages=tuple((x[each], each) for each in columns),
        domains=tuple((y[each], each) for each in rows),
        cells=tuple(Cell(x[each.language], y[each.domain], each) for each in seen),
    )
