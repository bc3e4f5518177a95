"""The garbage collector at rest while values are made by the million."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """No search for reference cycles inside: what JSON and frozen values hold has none.

    Each such search walks all that was made so far, which more than doubled the time of reading.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
