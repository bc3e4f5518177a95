"""What the front answers itself: bodies that nobody can read, and those it has no room for."""

import errno
import logging
import socket
from collections.abc import Iterator
from concurrent.futures import Future
from email.utils import parsedate_to_datetime

import pytest
from gunicorn.config import Config
from gunicorn.workers.gthread import TConn

from tests.clock import TODAY
from web.http.front import worker
from web.http.front.caller import Caller
from web.http.front.store import Store
from web.http.front.worker import BufferingWorker

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
    made.caller.hang_up()
    made.worker.poller.close()
    made.worker.tmp.close()


def test_body_in_wrong_chunks_is_answered_400(loop: Loop) -> None:
    loop.hear(CHUNKED + b"zz\r\n")

    assert loop.answer().startswith(b"HTTP/1.1 400 ")
    assert (loop.caller.state, loop.caller.held) == ("lingering", 0)


def test_refusal_says_when_it_was_made_and_is_the_end(loop: Loop) -> None:
    loop.hear(b"GET / HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\nHost: h\r\n\r\n")

    lines = loop.answer().decode().split("\r\n")

    assert lines[0] == "HTTP/1.1 400 Bad Request"
    assert parsedate_to_datetime(lines[1].removeprefix("Date: ")).date() == TODAY
    assert lines[2:] == [
        "Connection: close",
        "Content-Length: 0",
        "Cache-Control: no-store",
        "",
        "",
    ]
    assert loop.answer() == b""


def test_what_comes_after_a_refusal_has_an_end(loop: Loop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.http.front.caller.LINGER_OCTETS", 10)
    loop.hear(CHUNKED + b"zz\r\n")

    loop.hear(b"a" * 10)
    assert len(loop.worker.callers) == 1
    loop.hear(b"a")
    assert loop.worker.callers == {}


def test_head_without_end_is_answered_431(loop: Loop) -> None:
    loop.caller.framing.take(b"GET / HTTP/1.1\r\nHost: h\r\nX: " + b"a" * 65_000)
    loop.hear(b"a" * 1000)

    assert loop.answer().startswith(b"HTTP/1.1 431 ")


def test_request_of_1_0_that_waits_for_a_word_gets_none(loop: Loop) -> None:
    loop.hear(b"POST / HTTP/1.0\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n")
    loop.theirs.setblocking(False)

    with pytest.raises(BlockingIOError):
        loop.theirs.recv(100)
    assert loop.caller.state == "gathering"


def full(_store: Store, _octets: bytes) -> None:
    """As a disk without room."""
    raise OSError(errno.ENOSPC, "No space left on device")


def test_answer_without_room_on_the_disk_is_broken_off_and_said(
    loop: Loop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Store, "add", full)
    loop.caller.begin(0.0, "answering")

    # What gunicorn passes over without a word: the other side has gone.
    with pytest.raises(BrokenPipeError):
        loop.caller.sendall(b"a" * 50_000_000)
    loop.worker.finish_request(connection(loop), done())
    loop.worker.reports.tell(0.0)

    assert loop.worker.callers == {}
    assert [said[1:] for said in loop.said] == [(1, "127.0.0.1")]


def connection(loop: Loop) -> TConn:
    return TConn(Config(), loop.caller, ("127.0.0.1", 1), ("127.0.0.1", 2))  # type: ignore[arg-type]  # as the front does


def done() -> "Future[bool]":
    made: Future[bool] = Future()
    made.set_result(False)
    return made


def test_body_without_room_on_the_disk_is_answered_503(
    loop: Loop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Store, "add", full)

    loop.hear(b"POST /login HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\na")

    answer = loop.answer()
    assert answer.startswith(b"HTTP/1.1 503 ")
    assert b"\r\nRetry-After: 30\r\n" in answer
    assert (loop.caller.state, loop.caller.held) == ("lingering", 0)


def test_largest_request_makes_room_although_it_is_the_one_being_read(
    loop: Loop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "HELD", 10)

    loop.hear(b"POST /login HTTP/1.1\r\nHost: h\r\nContent-Length: 50\r\n\r\n" + b"a" * 20)

    assert loop.worker.callers == {}
