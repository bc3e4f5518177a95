"""The site answers while others send half of what they ask, or read half of what they get."""

import http.client
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest

from tests.web.killing import ROOT, wait

HELD = 200
HEAD = b"GET /help HTTP/1.1\r\nHost: localhost\r\nX-Half"
BODY = (
    b"POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n\r\na"
)
CHUNK = (
    b"POST /login HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n\r\n5\r\nab"
)
LARGE = b"GET /bootstrap/static/css/bootstrap.min.css HTTP/1.1\r\nHost: localhost\r\n\r\n"
PAGES = ("/login", "/help", "/healthz")


@contextmanager
def site(folder: Path, *worker_class: str) -> Iterator[int]:
    """The site on a fresh database: its port. What it says is in the folder's `log`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    told = {"HEMICYCLE_DATABASE_URL": f"sqlite:///{folder / 'ledger.db'}"}
    with (folder / "log").open("wb") as log:
        house = subprocess.Popen(
            [sys.executable, "-m", "tests.web.front.house", str(port), *worker_class],
            cwd=ROOT,
            env=os.environ | told,
            stderr=log,
        )
    try:
        wait(lambda: status(port, "/healthz") == 200)
        yield port
    finally:
        house.terminate()
        house.wait(30)


def status(port: int, path: str, seconds: float = 10.0) -> int:
    """What a page answers with; 0 where it does not within the time."""
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=seconds)
    try:
        asked.request("GET", path)
        return asked.getresponse().status
    except OSError:
        return 0
    finally:
        asked.close()


def slow_headers(line: socket.socket) -> None:
    line.sendall(HEAD)


def slow_body(line: socket.socket) -> None:
    line.sendall(BODY)


def slow_chunks(line: socket.socket) -> None:
    line.sendall(CHUNK)


def half_closed(line: socket.socket) -> None:
    line.sendall(BODY)
    line.shutdown(socket.SHUT_WR)


def slow_reading(line: socket.socket) -> None:
    # More than the system's own buffers take, in several answers.
    line.sendall(LARGE * 40)


def silent(line: socket.socket) -> None:
    assert line.fileno() >= 0


WAYS = (slow_headers, slow_body, slow_chunks, half_closed, slow_reading, silent)


@contextmanager
def held(
    port: int, way: Callable[[socket.socket], None], number: int
) -> Iterator[list[socket.socket]]:
    """Connections that are held open in one of the ways."""
    with ExitStack() as lines:
        found = []
        for _ in range(number):
            line = lines.enter_context(socket.socket())
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            line.settimeout(30)
            line.connect(("127.0.0.1", port))
            way(line)
            found.append(line)
        yield found


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path]]:
    folder = tmp_path_factory.mktemp("house")
    with site(folder) as port:
        yield port, folder / "log"


@pytest.fixture
def port(house: tuple[int, Path]) -> int:
    return house[0]


@pytest.fixture
def log(house: tuple[int, Path]) -> Path:
    return house[1]


@pytest.mark.parametrize("way", WAYS)
def test_pages_answer_beside_200_connections_that_do_not_go_on(
    port: int, way: Callable[[socket.socket], None]
) -> None:
    with held(port, way, HELD):
        assert [status(port, path) for path in PAGES * 3] == [200] * 9


def test_half_sent_requests_are_ended_and_said(port: int, log: Path) -> None:
    with held(port, slow_body, 20) as lines:
        ends = [line.recv(1000).partition(b"\r\n")[0] for line in lines]

    assert ends == [b"HTTP/1.1 408 Request Timeout"] * 20
    wait(lambda: "whose request did not come in time" in log.read_text(), 30)
    assert "Traceback" not in log.read_text()


def test_answers_that_nobody_takes_are_ended_and_said(port: int, log: Path) -> None:
    with held(port, slow_reading, 3):
        wait(lambda: "did not take their answer" in log.read_text(), 30)


def test_gunicorns_own_threads_do_not_answer_beside_ten(tmp_path: Path) -> None:
    """The control: what 200 connections must not do here, ten do without the front."""
    with site(tmp_path, "gthread") as port, held(port, slow_body, 10):
        assert status(port, "/help", seconds=3.0) == 0


def test_request_in_small_pieces_is_answered_whole(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), 20) as line:
        for octet in b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n":
            line.sendall(bytes([octet]))

        assert read(line).startswith(b"HTTP/1.1 200 OK\r\n")


def test_requests_behind_each_other_are_answered_in_turn(port: int) -> None:
    asked = [b"/healthz", b"/none", b"/healthz"]
    with socket.create_connection(("127.0.0.1", port), 20) as line:
        line.sendall(
            b"".join(b"GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n" % each for each in asked)
        )
        line.shutdown(socket.SHUT_WR)

        found = read(line)

    assert [each[:3] for each in found.split(b"HTTP/1.1 ")[1:]] == [b"200", b"404", b"200"]


def test_answer_comes_whole_to_who_reads_slowly_and_has_closed_their_side(port: int) -> None:
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.settimeout(20)
        line.connect(("127.0.0.1", port))
        line.sendall(LARGE.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
        line.shutdown(socket.SHUT_WR)

        head, _, body = read(line, 1000).partition(b"\r\n\r\n")

    length = head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0]
    assert len(body) == int(length) > 100_000


def test_body_is_asked_for_where_somebody_waits_for_the_word(port: int) -> None:
    head = BODY.partition(b"Content-Length")[0] + b"Content-Length: 1\r\nExpect: 100-continue"
    with socket.create_connection(("127.0.0.1", port), 20) as line:
        line.sendall(head + b"\r\n\r\n")

        assert line.recv(1000) == b"HTTP/1.1 100 Continue\r\n\r\n"
        line.sendall(b"a")
        assert b"HTTP/1.1 400 " in line.recv(100_000)


REFUSED_BY_GUNICORN = [
    (b"GET /answer/Zq3-wrong HTTP/9.9", 400),
    (b"GET /answer/Zq3-wrong", 400),
    (b"get\t/answer/Zq3-wrong HTTP/1.1", 400),
    (b"G(T /answer/Zq3-wrong HTTP/1.1\r\nHost: h", 400),
    (b"GET /answer/Zq3-wrong" + b"a" * 9000 + b" HTTP/1.1\r\nHost: h", 414),
    (b"GET /answer/Zq3-wrong HTTP/1.1\r\nHost: h\r\nX: " + b"a" * 9000, 431),
    (b"GET /answer/Zq3-wrong HTTP/1.1\r\nHost: h\r\n" + b"X: a\r\n" * 200 + b"X: a", 431),
    (b"GET /answer/Zq3-wrong HTTP/1.1\r\nHost: h\r\nodd name: a", 400),
    (b"GET /answer/Zq3-wrong HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: odd", 501),
    (b"GET /answer/Zq3-wrong HTTP/1.1\r\nHost: h\r\nContent-Length: -1", 400),
    (b"GET /answer/Zq3-wrong HTTP/1.1\r\nHost: h\r\nExpect: else", 417),
    (b"PRI * HTTP/2.0\r\nX: Zq3-wrong", 400),
]
"""Requests that are nobody's fault but their sender's, and what gunicorn makes of them."""


@pytest.mark.parametrize(("asked", "status"), REFUSED_BY_GUNICORN)
def test_what_gunicorn_refuses_says_when_and_repeats_nothing(
    port: int, log: Path, asked: bytes, status: int
) -> None:
    with socket.create_connection(("127.0.0.1", port), 20) as line:
        line.sendall(asked + b"\r\n\r\n")

        answer = read(line).decode()

    head, _, body = answer.partition("\r\n\r\n")
    lines = head.split("\r\n")
    assert lines[0].split(" ")[:2] == ["HTTP/1.1", str(status)]
    assert [each.partition(":")[0] for each in lines[1:]] == [
        "Date",
        "Connection",
        "Content-Length",
        "Cache-Control",
    ]
    assert parsedate_to_datetime(lines[1].partition(": ")[2]).tzinfo is UTC
    assert body == ""
    assert "Zq3" not in log.read_text()


def test_body_that_is_too_large_is_refused_at_once(port: int) -> None:
    head = b"POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900000000\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port), 20) as line:
        line.sendall(head + b"a" * 100_000)

        assert read(line).startswith(b"HTTP/1.1 413 ")


LOGIN = b"POST /login HTTP/1.1\r\nHost: localhost\r\n"
WRONG = {
    "two lengths": LOGIN + b"Content-Length: 4\r\nContent-Length: 0\r\n\r\nabcd",
    "two equal lengths": LOGIN + b"Content-Length: 4\r\nContent-Length: 4\r\n\r\nabcd",
    "length and coding": LOGIN
    + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "length with a sign": LOGIN + b"Content-Length: +4\r\n\r\nabcd",
    "length of other digits": LOGIN + "Content-Length: ٤\r\n\r\nabcd".encode(),
    "no length": LOGIN + b"Content-Length: \r\n\r\n",
    "space before the colon": LOGIN + b"Content-Length : 4\r\n\r\nabcd",
    "folded field": LOGIN + b"X: a\r\n b\r\n\r\n",
    "field without a name": LOGIN + b": a\r\n\r\n",
    "bare CR": LOGIN + b"X: a\rContent-Length: 4\r\n\r\n",
    "bare LF": LOGIN + b"X: a\nContent-Length: 4\r\n\r\n",
    "NUL": LOGIN + b"X: a\x00\r\n\r\n",
    "chunks twice": LOGIN + b"Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
    "chunks of 1.0": b"POST /login HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "no host": b"GET /healthz HTTP/1.1\r\n\r\n",
    "two hosts": b"GET /healthz HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
    "no version": b"GET /healthz\r\n\r\n",
    "version 2": b"GET /healthz HTTP/2.0\r\nHost: h\r\n\r\n",
    "target with an octet": b"GET /\xff HTTP/1.1\r\nHost: h\r\n\r\n",
    "target without a slash": b"GET healthz HTTP/1.1\r\nHost: h\r\n\r\n",
}


@pytest.mark.parametrize("name", WRONG)
def test_request_that_breaks_the_rules_is_refused_and_the_last(port: int, name: str) -> None:
    with socket.create_connection(("127.0.0.1", port), 20) as line:
        line.sendall(WRONG[name] + b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")

        found = read(line)

    assert found.startswith(b"HTTP/1.1 400 ")
    assert found.count(b"HTTP/1.1 ") == 1


@pytest.mark.parametrize("host", [b"a/b@c", b"a b", b"", b"[::1"])
def test_host_that_is_none_is_refused(port: int, host: bytes) -> None:
    assert answers(port, b"GET /healthz HTTP/1.1\r\nHost: " + host)[0][:12] == b"HTTP/1.1 400"


def test_host_in_the_target_counts_more_than_its_header(port: int) -> None:
    there = b"GET http://[bad/healthz HTTP/1.1\r\nHost: localhost"
    here = b"GET http://localhost/healthz HTTP/1.1\r\nHost: a/b@c"

    assert answers(port, there)[0][:12] == b"HTTP/1.1 400"
    assert answers(port, here)[0][:12] == b"HTTP/1.1 200"


def test_close_among_other_words_ends_the_connection(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), 20) as line:
        one = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: x, Close\r\n\r\n"
        line.sendall(one * 2)

        assert read(line).count(b"HTTP/1.1 200 ") == 1


def test_expectation_of_something_else_is_refused(port: int) -> None:
    asked = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nExpect: tea"

    assert answers(port, asked)[0][:12] == b"HTTP/1.1 417"


@pytest.mark.parametrize(
    "asked",
    [
        b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue",
        b"GET /healthz HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 0",
    ],
)
def test_no_word_comes_before_an_answer_that_waits_for_nothing(port: int, asked: bytes) -> None:
    assert answers(port, asked)[0].endswith(b" 200 OK")


def answers(port: int, head: bytes) -> list[bytes]:
    """The lines of what comes back for a head without a body, of a connection that ends then."""
    with socket.create_connection(("127.0.0.1", port), 20) as line:
        line.sendall(head + b"\r\n\r\n")
        line.shutdown(socket.SHUT_WR)
        return read(line).split(b"\r\n")


def read(line: socket.socket, most: int = 65_536) -> bytes:
    """Everything until the other side closes."""
    found = b""
    while piece := line.recv(most):
        found += piece
    return found
