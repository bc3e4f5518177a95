"""Facts that problem files call as the values do: numbers, yes and no, left out where ordinary.

They are found by the class of the value, so that a new one is read and written without a word.
"""

from dataclasses import MISSING, Field, fields
from functools import cache
from typing import Any

from matcher.files.documents import Document, Item
from matcher.problem import Mission

APART = frozenset({"half_day_starts"})
"""What files say in other words."""


def written(mission: Mission) -> Document:
    """The plain facts that are not as they are where nothing is said."""
    kept = {each.name: getattr(mission, each.name) for each in _plain()}
    return {each.name: kept[each.name] for each in _plain() if kept[each.name] != each.default}


def read(item: Item) -> dict[str, Any]:  # one type each, which the schema holds
    """The plain facts of one of `missions`."""
    known: dict[Any, type] = {int: int, bool: bool}
    return {f.name: known[f.type](item.get(f.name, f.default)) for f in _plain()}


@cache
def _plain() -> tuple[Field[Any], ...]:  # of one type each
    return tuple(
        each
        for each in fields(Mission)
        if each.type in (int, bool) and each.default is not MISSING and each.name not in APART
    )
