"""How fast feeds are answered, as a ratio to a hello-world view of the same server.

One connection asks one thing after the other, in rounds that take turns, so that other work on
the machine slows all three alike. The client does as little as a socket lets it.
"""

import os
import signal
import socket
import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import func, select

from benchmarks.feed_site import HELLO, Site, fill
from db.engine import Ledger
from db.migrate import upgrade
from db.models import MissionBookingRow
from web.app import create_app
from web.service.settings import Settings

HOST = "127.0.0.1"
Facts = dict[str, float | int | str | None]


def measure(rounds: int, requests: int, events: int) -> Facts:
    """Seconds a request of hello, 304 and 200, medians over the rounds, and their ratios."""
    with TemporaryDirectory() as folder:
        settings = Settings(
            database_url=f"sqlite:///{Path(folder) / 'ledger.db'}", secret_key="k" * 64
        )
        path, shown = _filled(settings, events)
        with _serving(settings) as port:
            seconds = _rounds(port, path, rounds, requests)
    medians = {name: statistics.median(times) for name, times in seconds.items()}
    return {
        "events": shown,
        "rounds": rounds,
        "requests": requests,
        **{f"{name}_ms": round(median * 1000, 4) for name, median in medians.items()},
        "ratio_304": _ratio(seconds, "unchanged"),
        "ratio_200": _ratio(seconds, "cached"),
    }


def _ratio(seconds: Mapping[str, list[float]], name: str) -> float:
    """The median of the ratios of each round: the two of a round ran side by side."""
    pairs = zip(seconds["hello"], seconds[name], strict=True)
    return round(statistics.median(hello / other for hello, other in pairs), 3)


def _filled(settings: Settings, events: int) -> tuple[str, int]:
    upgrade(settings.database_url)
    ledger = Ledger(settings.database_url)
    path = fill(ledger, events)
    with ledger.read() as session:
        shown = session.scalar(select(func.count()).select_from(MissionBookingRow)) or 0
    ledger.dispose()
    return path, shown


def _serve(settings: Settings, port: int) -> None:
    Site(settings, HOST, port, create_app).run()


@contextmanager
def _serving(settings: Settings) -> Iterator[int]:
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = int(free.getsockname()[1])
    server = get_context("spawn").Process(target=_serve, args=(settings, port))
    server.start()
    try:
        _wait(port)
        yield port
    finally:
        if server.pid is not None:
            os.kill(server.pid, signal.SIGTERM)
        server.join(timeout=20)


def _wait(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("The server did not start.")


def _rounds(port: int, path: str, rounds: int, requests: int) -> dict[str, list[float]]:
    with socket.create_connection((HOST, port)) as line:
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        etag = _header(_ask(line, _words(path)), b"etag")
        asked = {
            "hello": _words(HELLO),
            "unchanged": _words(path, f"If-None-Match: {etag}\r\n"),
            "cached": _words(path),
        }
        _hold(lambda name: _ask(line, asked[name]))
        seconds: dict[str, list[float]] = {name: [] for name in asked}
        for _ in range(rounds):
            for name, words in asked.items():
                seconds[name].append(_timed(line, words, requests))
    return seconds


def _hold(ask: Callable[[str], bytes]) -> None:
    """What is measured must be what is claimed."""
    wanted = {"hello": b" 200 ", "unchanged": b" 304 ", "cached": b" 200 "}
    for name, status in wanted.items():
        if status not in ask(name).split(b"\r\n", 1)[0]:
            raise ValueError(f"The server answered {name} otherwise than with {status!r}.")


def _timed(line: socket.socket, words: bytes, requests: int) -> float:
    before = time.perf_counter()
    for _ in range(requests):
        _ask(line, words)
    return (time.perf_counter() - before) / requests


def _words(path: str, more: str = "") -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\n{more}\r\n".encode()


def _ask(line: socket.socket, words: bytes) -> bytes:
    line.sendall(words)
    answer = line.recv(262_144)
    while b"\r\n\r\n" not in answer:
        answer += line.recv(262_144)
    head, _, body = answer.partition(b"\r\n\r\n")
    if b" 304 " in head.split(b"\r\n", 1)[0]:
        return answer
    missing = int(_header(head, b"content-length")) - len(body)
    while missing > 0:
        got = line.recv(262_144)
        if not got:
            raise ConnectionError("The server hung up.")
        missing -= len(got)
    return answer


def _header(head: bytes, name: bytes) -> str:
    for row in head.split(b"\r\n"):
        key, _, value = row.partition(b":")
        if key.lower() == name:
            return value.strip().decode()
    raise ValueError(f"The answer has no {name!r}.")
