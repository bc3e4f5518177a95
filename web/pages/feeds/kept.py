"""Answers that were built once: kept by feed and revision, in the memory of one process.

A poll that changes nothing asks the ledger one thing, who the secret belongs to and the
revision, and finds its bytes here. A GET writes nothing, and a new version of the program,
which may word things otherwise, starts with nothing kept.
"""

import hashlib
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from flask import current_app

OCTETS = 64 * 1024 * 1024
"""How much is kept in all, those asked for least recently leaving first."""


@dataclass(frozen=True, slots=True)
class Built:
    """The bytes of a feed, when it last changed, and what they are known by."""

    body: bytes
    changed_at: datetime
    etag: str = field(init=False)

    def __post_init__(self) -> None:
        # Of the bytes: what is gone from a feed counts as a change, whatever the times say.
        object.__setattr__(self, "etag", hashlib.sha256(self.body).hexdigest())


@dataclass(frozen=True, slots=True)
class Key:
    """Which feed: whose address, in which format, and what else its bytes depend on."""

    token_id: int
    format: str
    visibility: str
    choices: tuple[str, str, int | None]


class Kept:
    """What one process keeps; of each feed the last revision only."""

    def __init__(self, octets: int = OCTETS) -> None:
        self._octets = octets
        self._held = 0
        self._built: OrderedDict[Key, tuple[int, Built]] = OrderedDict()
        self._lock = Lock()

    def find(self, key: Key, revision: int) -> Built | None:
        """What was built of a feed at this revision."""
        with self._lock:
            known = self._built.get(key)
            if known is None or known[0] != revision:
                return None
            self._built.move_to_end(key)
            return known[1]

    def keep(self, key: Key, revision: int, built: Built) -> None:
        """Keep what was built, in the place of what was built before."""
        with self._lock:
            self._drop(key)
            self._built[key] = (revision, built)
            self._held += len(built.body)
            while self._held > self._octets:
                self._drop(next(iter(self._built)))

    def _drop(self, key: Key) -> None:
        known = self._built.pop(key, None)
        if known is not None:
            self._held -= len(known[1].body)


def kept() -> Kept:
    """What this app keeps."""
    found: Kept = current_app.extensions.setdefault("kept_feeds", Kept())
    return found
