"""A small picture of a search: what is left to prove, level after level, and the vacancies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

WIDTH, HEIGHT, EDGE = 640, 120, 8


@dataclass(frozen=True, slots=True)
class CurvePicture:
    """Two lines in a box of `width` by `height`, and where another level begins."""

    width: int
    height: int
    gap: str
    vacancies: str
    levels: tuple[tuple[float, int], ...]
    most_vacancies: int
    seconds: float
    points: tuple[tuple[float, int, int | None, int | None, int | None], ...]
    """The same in figures: seconds, level from 1 on, value, bound, vacancies."""


def picture(
    progress: Mapping[str, Any] | None,
) -> CurvePicture | None:  # as `web.worker.jobs.watch` writes it
    """The picture of a search's points; None where there are too few to draw a line."""
    points: Sequence[Sequence[Any]] = (progress or {}).get("curve", ())
    if len(points) < 2:
        return None
    last = max(float(points[-1][0]), 0.001)
    most = max((int(point[4] or 0) for point in points), default=0)
    return CurvePicture(
        width=WIDTH,
        height=HEIGHT,
        gap=_steps([(point[0] / last, _gap(point[2], point[3])) for point in points]),
        vacancies=_steps([(point[0] / last, (point[4] or 0) / max(1, most)) for point in points]),
        levels=tuple(_levels(points, last)),
        most_vacancies=most,
        seconds=last,
        points=tuple((at, tier + 1, *known) for at, tier, *known in points),
    )


def _gap(value: int | None, bound: int | None) -> float:
    """The share that is not proven: 1 where nothing is known, 0 where all is."""
    if value is None or bound is None:
        return 1.0
    return 0.0 if value == bound else min(1.0, (value - bound) / max(1, abs(value)))


def _levels(points: Sequence[Sequence[Any]], last: float) -> list[tuple[float, int]]:
    found, before = [], None
    for point in points:
        if point[1] != before:
            found.append((_x(point[0] / last), int(point[1]) + 1))
            before = point[1]
    return found


def _steps(points: Sequence[tuple[float, float]]) -> str:
    """A line that stays where it is until it changes, as the points of a polyline."""
    drawn: list[tuple[float, float]] = []
    for across, up in points:
        if drawn:
            drawn.append((_x(across), drawn[-1][1]))
        drawn.append((_x(across), _y(up)))
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in drawn)


def _x(share: float) -> float:
    return round(EDGE + share * (WIDTH - 2 * EDGE), 1)


def _y(share: float) -> float:
    return round(HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE), 1)
