"""How much memory and time a child process may take."""

import sys
from dataclasses import dataclass

MEGABYTE = 2**20


@dataclass(frozen=True, slots=True)
class Bounds:
    """Bytes of memory, seconds of processor time, seconds by the clock on the wall."""

    memory: int
    processor: int
    wall: float


READING = Bounds(memory=512 * MEGABYTE, processor=4, wall=6)
"""For reading a calendar."""
FETCHING = Bounds(memory=512 * MEGABYTE, processor=4, wall=10)
"""For fetching one from its address."""


def keep_to(bounds: Bounds) -> None:
    """Bind this process, for good; where the system knows no such bounds, the wall is left."""
    if sys.platform == "win32":
        return
    import resource

    _lower(resource.RLIMIT_AS, bounds.memory)
    # The kernel's signal at the first number ends the process; the second is for good.
    _lower(resource.RLIMIT_CPU, bounds.processor)
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_FSIZE, 0)


def _lower(kind: int, most: int) -> None:
    if sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(kind)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(kind, (most, most))
