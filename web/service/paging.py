"""Long lists a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

SIZE = 50
"""Rows of a page."""


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list; numbers count from 1."""

    rows: Sequence[T]
    number: int
    pages: int
    total: int


def place(asked: str | None, total: int, size: int = SIZE) -> tuple[int, int]:
    """The page to show and how many there are; a page beyond the last is the last."""
    pages = max(1, -(-total // size))
    number = int(asked) if asked and asked.isdecimal() and len(asked) < 10 else 1
    return min(max(number, 1), pages), pages


def cut(rows: Sequence[T], asked: str | None, size: int = SIZE) -> Page[T]:
    """The page that the address asks for, of a list that is already there."""
    number, pages = place(asked, len(rows), size)
    return Page(rows[(number - 1) * size : number * size], number, pages, len(rows))
