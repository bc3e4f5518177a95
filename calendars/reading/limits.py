"""How much of a calendar is read, whoever wrote it."""

from dataclasses import dataclass

MEGABYTE = 2**20


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one reading, beside the fences of the process that reads."""

    bytes: int = 20 * MEGABYTE
    components: int = 12_000
    """Entries near the window, calendars and zones; what lies far away is only counted."""
    depth: int = 8
    flaws: int = 1_000
    """So many flaws are named; the others are only counted."""
    occurrences: int = 50_000
    """Of all entries together, inside the window or passed on the way there."""
    rule_seconds: float = 0.5
    rules_seconds: float = 2.0
    """Processor time for one recurrence rule, and for all of them."""
    refuses_frequent: bool = True
    """Are SECONDLY and MINUTELY rules refused?"""


USUAL = Limits()
