"""A server of ours on this machine that behaves as badly as any: it counts who comes."""

import gzip
import socket
import threading
import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field

from tests.calendars.reading.files import calendar, event

CALENDAR = calendar(event("DTSTART:20270303T090000Z", "DURATION:PT1H"))
TAG = '"v1"'
BOMB = gzip.compress(b"A" * 80_000_000, 1)
PACKED = gzip.compress(CALENDAR)
HALF = CALENDAR[:20]
LOGIN = "Basic " + b64encode("an@na:päss@word".encode()).decode()
EMPTY = calendar()
SECRET = b"what nobody outside may read"


@dataclass(slots=True)
class StandIn:
    """Where it listens, and the paths that were asked for."""

    port: int
    asked: list[str] = field(default_factory=list)
    questions: list[bytes] = field(default_factory=list)

    def address(self, path: str, host: str = "127.0.0.1") -> str:
        """The address of a path here."""
        return f"http://{host}:{self.port}/{path}"


@contextmanager
def stand_in() -> Iterator[StandIn]:
    """Serve until the block ends."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        here = StandIn(listening.getsockname()[1])
        threading.Thread(target=_accept, args=(listening, here), daemon=True).start()
        yield here


def _accept(listening: socket.socket, here: StandIn) -> None:
    while True:
        try:
            connection, _ = listening.accept()
        except OSError:
            return
        threading.Thread(target=_serve, args=(connection, here), daemon=True).start()


def _serve(connection: socket.socket, here: StandIn) -> None:
    with closing(connection):
        try:
            question = connection.recv(65_536)
            path = question.split(b" ", 2)[1].decode().lstrip("/")
            here.asked.append(path)
            here.questions.append(question)
            for piece in _answer(path, question, here):
                connection.sendall(piece)
        except (OSError, IndexError):
            # The other side has had enough.
            pass


def _answer(path: str, question: bytes, here: StandIn) -> Iterator[bytes]:
    kind, _, more = path.partition("/")
    if kind == "to":
        yield _head("302 Found", f"Location: {more}")
    elif kind == "hops":
        left = int(more)
        onwards = f"/hops/{left - 1}" if left > 1 else "/calendar"
        yield _head("301 Moved", f"Location: {onwards}")
    elif kind == "private" and f"Authorization: {LOGIN}".encode() in question:
        yield _head("200 OK") + CALENDAR
    elif kind == "private":
        yield _head("401 Unauthorized", 'WWW-Authenticate: Basic realm="x"') + SECRET
    elif kind == "calendar" and f"If-None-Match: {TAG}".encode() in question:
        yield _head("304 Not Modified", f"ETag: {TAG}")
    else:
        yield from _body(kind)


def _body(kind: str) -> Iterator[bytes]:
    match kind:
        case "calendar":
            yield _head("200 OK", f"ETag: {TAG}", f"Content-Length: {len(CALENDAR)}") + CALENDAR
        case "secret":
            yield _head("200 OK") + SECRET
        case "drip":
            yield _head("200 OK")
            yield from _drops(b"A")
        case "head-drip":
            yield b"HTTP/1.1 200 OK\r\nX-Slow: "
            yield from _drops(b"A")
        case "silence":
            time.sleep(60)
        case "bomb":
            yield _head("200 OK", "Content-Encoding: gzip", f"Content-Length: {len(BOMB)}") + BOMB
        case "gzip":
            yield _head("200 OK", "Content-Encoding: GZIP") + PACKED
        case "gzip-twice":
            both = gzip.compress(HALF) + gzip.compress(CALENDAR[20:])
            yield _head("200 OK", "Content-Encoding: x-gzip") + both
        case "gzip-cut":
            yield _head("200 OK", "Content-Encoding: gzip") + PACKED[:-12]
        case "gzip-broken":
            yield _head("200 OK", "Content-Encoding: gzip") + CALENDAR
        case "brotli":
            yield _head("200 OK", "Content-Encoding: br") + CALENDAR
        case "halved":
            yield _head("200 OK") + CALENDAR.replace(b"END:VCALENDAR\r\n", b"")
        case "empty":
            yield _head("200 OK") + EMPTY
        case "large":
            yield _head("200 OK")
            yield from (b"A" * 1_000_000 for _ in range(40))
        case "cut":
            yield _head("200 OK", "Content-Length: 1000000") + CALENDAR
        case "heads":
            yield b"HTTP/1.1 200 OK\r\n" + b"X-More: yes\r\n" * 100_000 + b"\r\n"
        case "long-head":
            yield b"HTTP/1.1 200 OK\r\nX-Long: " + b"A" * 10_000_000 + b"\r\n\r\n"
        case "garbage":
            yield b"\x16\x03\x01" * 1000
        case "chunks":
            yield _head("200 OK", "Transfer-Encoding: chunked") + b"ffffffffffff\r\n" + b"A" * 5000
        case _:
            yield _head("500 Sorry") + SECRET


def _head(status: str, *lines: str) -> bytes:
    return "\r\n".join((f"HTTP/1.1 {status}", *lines, "Connection: close", "", "")).encode()


def _drops(letter: bytes) -> Iterator[bytes]:
    for _ in range(100):
        time.sleep(0.3)
        yield letter
