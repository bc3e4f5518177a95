"""The certificate is that of the name that was typed, though an address is connected to."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from calendars.errors import CalendarUnreachable
from calendars.fetch.fetch import fetch
from calendars.fetch.rules import Known, Rules
from tests.calendars.hostile.stand_in import CALENDAR
from tests.certificates import Certificate, certificate

RULES = Rules(allows_loopback=True)
NAME = "calendars.example"


@pytest.fixture
def made(tmp_path: Path) -> Certificate:
    return certificate(tmp_path, NAME)


@pytest.fixture
def port(made: Certificate) -> Iterator[int]:
    """A server that shows this certificate and answers with a calendar."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made.shown)
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        threading.Thread(target=serve, args=(listening, context), daemon=True).start()
        yield listening.getsockname()[1]


def serve(listening: socket.socket, context: ssl.SSLContext) -> None:
    try:
        plain, _ = listening.accept()
        with closing(plain), context.wrap_socket(plain, server_side=True) as secure:
            secure.recv(65_536)
            secure.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + CALENDAR)
    except OSError:
        # The other side does not trust us.
        pass


def here(_host: str, _port: int) -> list[str]:
    return ["127.0.0.1"]


def trusting(made: Certificate) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(made.voucher))


def test_certificate_of_the_name_is_taken(made: Certificate, port: int) -> None:
    address = f"https://{NAME}:{port}/a.ics"

    assert fetch(address, Known(), RULES, here, trusting(made)).body == CALENDAR


def test_certificate_of_another_name_is_refused(made: Certificate, port: int) -> None:
    with pytest.raises(CalendarUnreachable, match=r"fetch\.failed"):
        fetch(f"https://other.example:{port}/", Known(), RULES, here, trusting(made))


def test_certificate_that_nobody_vouches_for_is_refused(port: int) -> None:
    with pytest.raises(CalendarUnreachable, match=r"fetch\.failed"):
        fetch(f"https://{NAME}:{port}/", Known(), RULES, here)
