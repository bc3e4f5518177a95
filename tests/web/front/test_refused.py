"""What the front answers itself: bodies that nobody can read, and those it has no room for."""

import errno
import logging
import socket
from collections.abc import Iterator

import pytest
from gunicorn.config import Config

from web.front import worker
from web.front.caller import Caller
from web.front.store import Store
from web.front.worker import BufferingWorker

CHUNKED = b"POST /login HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"


class Loop:
    """A loop with one connection that was taken in, without a process around it."""

    def __init__(self) -> None:
        self.theirs, ours = socket.socketpair()
        self.worker = BufferingWorker(0, 0, [], None, 30, Config(), logging.getLogger("front"))
        self.worker.poller = worker_poller()
        self.worker.callers, self.worker.held = {}, 0
        self.worker.reports = worker.Reports(lambda *said: self.said.append(said))
        self.said: list[tuple[object, ...]] = []
        self.caller = Caller(ours, ("127.0.0.1", 1), lambda _caller: None)
        self.worker.callers[ours] = self.caller

    def hear(self, octets: bytes) -> None:
        """These came."""
        self.theirs.sendall(octets)
        self.worker._hear(self.caller.line)

    def answer(self) -> bytes:
        """What went out."""
        self.theirs.settimeout(1)
        return self.theirs.recv(65536)


def worker_poller():  # type: ignore[no-untyped-def]  # whichever the system has
    from selectors import DefaultSelector

    return DefaultSelector()


@pytest.fixture
def loop() -> Iterator[Loop]:
    made = Loop()
    yield made
    made.theirs.close()
    made.caller.line.close()
    made.worker.poller.close()
    made.worker.tmp.close()


def test_body_in_wrong_chunks_is_answered_400(loop: Loop) -> None:
    loop.hear(CHUNKED + b"zz\r\n")

    assert loop.answer().startswith(b"HTTP/1.1 400 ")
    assert loop.worker.callers == {}


def test_body_without_room_on_the_disk_is_answered_503(
    loop: Loop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_store: Store, _octets: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Store, "add", full)

    loop.hear(b"POST /login HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\na")

    assert loop.answer().startswith(b"HTTP/1.1 503 ")
    assert loop.worker.callers == {}


def test_largest_request_makes_room_although_it_is_the_one_being_read(
    loop: Loop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "HELD", 10)

    loop.hear(b"POST /login HTTP/1.1\r\nHost: h\r\nContent-Length: 50\r\n\r\n" + b"a" * 20)

    assert loop.worker.callers == {}
