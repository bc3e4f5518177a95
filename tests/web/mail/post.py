"""A mail server on this machine that takes what it gets, or answers as a test wants."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword

OK = "250 OK"


class Post:
    """What came in, in order; `replies` are said to the data of mails, the first one first."""

    def __init__(self) -> None:
        self.taken: list[bytes] = []
        self.recipients: list[str] = []
        self.senders: list[str] = []
        self.replies: list[str] = []
        self.asked = 0
        self.before_reply: Callable[[], None] = lambda: None

    @property
    def mails(self) -> list[EmailMessage]:
        """What was taken, read again."""
        return [message_from_bytes(each, policy=default) for each in self.taken]  # type: ignore[arg-type,misc]  # the policy's own class

    # Any: aiosmtpd's own objects.
    async def handle_DATA(self, _server: Any, _session: Any, envelope: Envelope) -> str:
        """Take a mail, unless this one's reply says otherwise."""
        self.asked += 1
        reply = self.replies.pop(0) if self.replies else OK
        if reply.startswith("250"):
            assert isinstance(envelope.content, bytes)
            self.taken.append(envelope.content)
            self.recipients += envelope.rcpt_tos
            self.senders.append(str(envelope.mail_from))
        self.before_reply()
        return reply


@contextmanager
def post_office(post: Post, **options: Any) -> Iterator[int]:
    """A server for as long as the block lasts; answers its port. `options` are aiosmtpd's."""
    port = free_port()
    controller = Controller(post, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def only(user: bytes, password: bytes) -> Callable[..., AuthResult]:
    """An authenticator that knows one person."""

    def check(_server: Any, _session: Any, _envelope: Any, _way: str, data: Any) -> AuthResult:
        known = isinstance(data, LoginPassword) and (data.login, data.password) == (user, password)
        return AuthResult(success=known, handled=False)

    return check
