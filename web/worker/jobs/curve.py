"""How a search went over time: a few points of its news, kept with its progress."""

from collections.abc import Mapping, Sequence
from typing import Any

from matcher.plan import Progress

MOST = 96
"""Points kept; then every second one of the older half goes."""
Point = list[float | int | None]
"""Seconds, tier, value, bound, vacancies."""


class Curve:
    """The points of one search, the latest always among them."""

    def __init__(self, known: Mapping[str, Any] | None = None) -> None:
        # What an earlier attempt told is part of the story.
        self.points: list[Point] = list((known or {}).get("curve", ()))

    def add(self, news: Progress) -> Sequence[Point]:
        """All points with those of the news; one that says the same as the last moves along."""
        said: Point = [news.tier, news.value, news.bound, news.vacancies]
        at = round(news.seconds, 2)
        if len(self.points) > 1 and self.points[-1][1:] == self.points[-2][1:] == said:
            self.points[-1] = [at, *said]
        else:
            self.points.append([at, *said])
        if len(self.points) > MOST:
            half = len(self.points) // 2
            self.points = self.points[:half:2] + self.points[half:]
        return self.points
