"""No test reaches beyond this machine."""

import socket

import pytest
from pytest_socket import SocketConnectBlockedError

HERE = ("127.0.0.1", 0)


def test_addresses_elsewhere_are_closed() -> None:
    with socket.socket() as outward, pytest.raises((SocketConnectBlockedError, UserWarning)):
        outward.connect(("192.0.2.1", 80))


def test_this_machine_is_open() -> None:
    with socket.create_server(HERE) as server, socket.socket() as inward:
        inward.connect(server.getsockname())

        assert inward.getpeername() == server.getsockname()
