"""What is worked out once while one page is made."""

from collections.abc import Callable, MutableMapping
from typing import Any, TypeVar

from web.language.questions import Question

T = TypeVar("T")
Cache = MutableMapping[str, Any]  # each thing that is remembered has its own type

page_cache: Question[Cache | None] = Question(None)
"""Where to keep something as long as a page is made; None where none is."""


def remembered(name: str, make: Callable[[], T]) -> T:
    """What was made under this name for the same page, or made now."""
    cache = page_cache()
    if cache is None:
        return make()
    if name not in cache:
        cache[name] = make()
    found: T = cache[name]
    return found


def known(name: str) -> Any | None:  # each thing that is remembered has its own type
    """What was made under this name for the same page; None where nothing was."""
    cache = page_cache()
    return None if cache is None else cache.get(name)
