"""A zero-one program, put together in rows; how long it may be solved."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from matcher.solve.parameters.sentinels import INFINITY


class BinaryProgram:
    """Columns between 0 and 1 with whole costs; rows with lowest and highest values."""

    def __init__(self) -> None:
        self.costs: list[int] = []
        self.whole: list[bool] = []
        self.lows: list[float] = []
        self.highs: list[float] = []
        self.columns: list[int] = []
        self.factors: list[int] = []
        self.sizes: list[int] = []

    def add_columns(self, costs: Iterable[int], *, whole: bool = True) -> range:
        """New columns; those that follow from others need not be asked to be whole."""
        begin = len(self.costs)
        self.costs.extend(costs)
        self.whole.extend([whole] * (len(self.costs) - begin))
        return range(begin, len(self.costs))

    def add_row(
        self,
        columns: list[int],
        factors: list[int],
        low: float = -INFINITY,
        high: float = INFINITY,
    ) -> None:
        """A weighted sum of different columns, between two values."""
        self.columns += columns
        self.factors += factors
        self.sizes.append(len(columns))
        self.lows.append(low)
        self.highs.append(high)

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.sizes)


@dataclass(frozen=True, slots=True)
class SolveLimits:
    """Seconds, nodes and seed of one run, and who may stop it."""

    seconds: float
    nodes: int | None
    seed: int
    stop: Callable[[], bool]


@dataclass(frozen=True, slots=True)
class MipResult:
    """How a run ended: is the best solution known, a bound of all of them, nodes looked at."""

    is_done: bool
    bound: float
    nodes: int
