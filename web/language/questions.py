"""Questions that only whoever makes a page can answer, asked by those who know no pages."""

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Question(Generic[T]):
    """Asked by calling it; the answer is `default` until somebody is named who knows better."""

    def __init__(self, default: T) -> None:
        self._answer: Callable[[], T] = lambda: default

    def answered_by(self, who: Callable[[], T]) -> None:
        """From now on ask them, in all threads of the process."""
        self._answer = who

    def __call__(self) -> T:
        """The answer at this moment."""
        return self._answer()
