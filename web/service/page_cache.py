"""What is worked out once while one page is made; whoever makes pages lends the memory."""

from collections.abc import Callable, MutableMapping
from typing import Any, TypeVar

T = TypeVar("T")
Memory = MutableMapping[str, Any]  # each thing that is remembered has its own type


class _Lent:
    """Who is asked for the memory of the page that is being made; None where none is."""

    memory: Callable[[], Memory | None] = staticmethod(lambda: None)


def lend(memory: Callable[[], Memory | None]) -> None:
    """Let somebody be asked for a memory that lasts as long as a page is made."""
    _Lent.memory = staticmethod(memory)


def remembered(name: str, make: Callable[[], T]) -> T:
    """What was made under this name for the same page, or made now."""
    memory = _Lent.memory()
    if memory is None:
        return make()
    if name not in memory:
        memory[name] = make()
    found: T = memory[name]
    return found


def known(name: str) -> Any | None:  # each thing that is remembered has its own type
    """What was made under this name for the same page; None where nothing was."""
    memory = _Lent.memory()
    return None if memory is None else memory.get(name)
