"""News of a search as they come: server-sent events (HTML Living Standard, section 9.2)."""

import time
from collections.abc import Callable, Iterator
from threading import BoundedSemaphore

STREAMS = BoundedSemaphore(2)
"""Streams that one process serves at a time: each holds a thread. Others ask again and again."""
LASTS_SECONDS = 25.0
"""How long one stream lasts; the browser then opens the next."""
PAUSE_SECONDS = 0.5


class Watcher:
    """One of the streams, given back once, whoever thinks of it first."""

    def __init__(self) -> None:
        self._is_held = True

    def give_back(self) -> None:
        """Let somebody else have it."""
        if self._is_held:
            self._is_held = False
            STREAMS.release()


def stream(part: Callable[[], tuple[str, bool]], place: Watcher) -> Iterator[str]:
    """The part of the page, as an event, whenever it has changed; ends with the search.

    `part` answers the HTML, and whether the search is still open.
    """
    ends, told = time.monotonic() + LASTS_SECONDS, ""
    try:
        while time.monotonic() < ends:
            html, is_open = part()
            if html != told:
                told = html
                yield event(html)
            if not is_open:
                return
            time.sleep(PAUSE_SECONDS)
    finally:
        place.give_back()


def event(html: str) -> str:
    """One event: each line of its data is marked as such."""
    lines = "".join(f"data: {line}\n" for line in html.splitlines())
    return f"event: progress\n{lines}\n"
