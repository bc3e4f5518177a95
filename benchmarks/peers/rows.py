"""A mixed-integer programme in the making: columns and rows as plain lists."""

from collections.abc import Iterable
from dataclasses import dataclass, field

Term = tuple[float, int]
"""A factor and its column."""
INFINITE = float("inf")


@dataclass(slots=True)
class Rows:
    """Columns are whole numbers between two bounds; rows are sums between two bounds."""

    upper: list[float] = field(default_factory=list)
    is_whole: list[bool] = field(default_factory=list)
    least: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    factors: list[float] = field(default_factory=list)

    def column(self, upper: float = 1.0, *, whole: bool = True) -> int:
        """A new column from 0 to `upper`."""
        self.upper.append(upper)
        self.is_whole.append(whole)
        return len(self.upper) - 1

    def at_most(self, terms: Iterable[Term], most: float) -> None:
        """A sum that is not above `most`."""
        self._row(terms, -INFINITE, most)

    def at_least(self, terms: Iterable[Term], least: float) -> None:
        """A sum that is not below `least`."""
        self._row(terms, least, INFINITE)

    def _row(self, terms: Iterable[Term], least: float, most: float) -> None:
        self.starts.append(len(self.columns))
        for factor, column in terms:
            self.columns.append(column)
            self.factors.append(factor)
        self.least.append(least)
        self.most.append(most)
