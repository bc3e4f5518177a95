"""What is said of connections that were ended: a line at once, then how many, now and then."""

from collections import Counter
from collections.abc import Callable

PAUSE_SECONDS = 10.0
"""Between two lines: an attack must not fill the disk with what is said of it."""

_SAID = {
    "half-sent": "Ended %s connections whose request did not come in time; one from %s",
    "half-read": "Ended %s connections that did not take their answer; one from %s",
    "no-room": "Refused %s requests for which the disk has no room; one from %s",
    "no-room-to-answer": "Broke off %s answers for which the disk has no room; one to %s",
    "crowded-out": "Ended %s connections to make room for others; one from %s",
}


class Reports:
    """Counts what was ended, and says it."""

    def __init__(self, say: Callable[..., object]) -> None:
        self._say = say
        self._counted: Counter[str] = Counter()
        self._from: dict[str, object] = {}
        self._told_at: float | None = None

    def note(self, what: str, address: object) -> None:
        """One connection was ended."""
        self._counted[what] += 1
        self._from[what] = address[0] if isinstance(address, tuple) else address or "-"

    def tell(self, now: float) -> None:
        """Say what was counted, unless something was said a moment ago."""
        if not self._counted or (self._told_at is not None and now - self._told_at < PAUSE_SECONDS):
            return
        for what, count in sorted(self._counted.items()):
            self._say(_SAID[what], count, self._from[what])
        self._counted.clear()
        self._told_at = now
