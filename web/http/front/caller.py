"""One connection: what has come of a request, and what is still to be sent of an answer.

The loop reads and writes as fast as the other side does; the thread that answers sees a socket
on which the whole request is there already, and which takes in the whole answer at once.
"""

import errno
import socket
from collections.abc import Callable
from http import HTTPStatus
from threading import Lock
from typing import Literal

from web.http.front.framing import LARGEST_BODY, Framing
from web.http.front.store import Store

HEAD_SECONDS = 10.0
"""How long a request line with its headers may take."""
BODY_SECONDS = 30.0
"""How long a body may take, and as much again as its size at `SLOWEST` takes."""
SLOWEST = 16 * 1024
"""Octets a second of a body that are waited for."""
STALLED_SECONDS = 30.0
"""How long nothing of an answer may be taken."""
LINGER_SECONDS = 2.0
"""How long what nobody reads is still let in, so that the answer arrives before the end does."""
LINGER_OCTETS = LARGEST_BODY
"""And how much of it."""
PIECE = 64 * 1024

State = Literal["gathering", "answering", "handing", "lingering"]
"""Waiting for a request; in a thread's hands; handing the rest of an answer out; ending."""

GO_ON = b"HTTP/1.1 100 Continue\r\n\r\n"


class Caller:
    """Somebody who is connected; `wake` tells the loop that there is something to hand out."""

    def __init__(self, line: socket.socket, address: object, wake: Callable[["Caller"], None]):
        line.setblocking(False)
        self.line = line
        self.address = address
        self.state: State = "gathering"
        self.framing = Framing()
        self.since = 0.0
        """When it came into its state, or last took something of an answer."""
        self.has_begun = False
        """Whether anything of a request has come."""
        self.is_gone = False
        self.has_no_room = False
        """Whether there was no room on the disk for its request, or for the answer."""
        self.keeps = True
        self._wake = wake
        self._lock = Lock()
        self._inbox, self._outbox = Store(), Store()
        self._ahead = b""
        self._lingered = 0

    def begin(self, now: float, state: State) -> None:
        """Come into a state."""
        self.state, self.since = state, now

    def next_request(self, now: float) -> None:
        """Wait for the next request; what came before its turn is its beginning."""
        self._inbox.close()
        self._inbox, self.framing = Store(), Framing()
        ahead, self._ahead = self._ahead, b""
        self.has_begun = bool(ahead)
        self.begin(now, "gathering")
        if ahead:
            self._gather(ahead)

    def read(self) -> None:
        """Take in what is there; it may be the end."""
        try:
            octets = self.line.recv(PIECE)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            self.is_gone = True
            return
        if not octets:
            self.is_gone = True
        elif self.state == "gathering":
            self.has_begun = True
            self._gather(octets)
        elif self.state == "lingering":
            self._lingered += len(octets)
            self.is_gone = self._lingered > LINGER_OCTETS

    def _gather(self, octets: bytes) -> None:
        taken = self.framing.take(octets)
        try:
            self._inbox.add(octets[:taken])
        except OSError:
            self.has_no_room = True
            return
        if not self.framing.is_last:
            self._ahead = octets[taken:]
        if self.framing.part == "body" and self.framing.expects_word:
            self.framing.expects_word = False
            self.sendall(GO_ON)

    def hand_out(self, now: float) -> None:
        """Send what waits, as much as the other side takes now."""
        with self._lock:
            while len(self._outbox) and not self.is_gone:
                sent = self._send(self._outbox.first(PIECE))
                if not sent:
                    break
                self._outbox.drop(sent)
                self.since = now
            if self.is_gone:
                self._outbox.drop(len(self._outbox))

    @property
    def refused(self) -> HTTPStatus | None:
        """With what its request is refused, where it is."""
        return HTTPStatus.SERVICE_UNAVAILABLE if self.has_no_room else self.framing.refused

    def give_back(self) -> None:
        """Keep nothing of its request, and take no other of this connection."""
        self._inbox.close()
        self._inbox, self._ahead, self.keeps = Store(), b"", False

    @property
    def held(self) -> int:
        """Octets of its request that wait for the rest."""
        return len(self._inbox) if self.state == "gathering" else 0

    @property
    def waits_to_send(self) -> bool:
        """Whether something is still to be handed out."""
        return len(self._outbox) > 0

    def seconds(self) -> float:
        """How long it may stay as it is."""
        if self.state == "lingering":
            return LINGER_SECONDS
        if self.state == "handing":
            return STALLED_SECONDS
        if self.framing.part == "head":
            return HEAD_SECONDS
        return BODY_SECONDS + self.framing.announced / SLOWEST

    def hang_up(self) -> None:
        """End the connection."""
        self.is_gone = True
        self.line.close()
        with self._lock:
            self._inbox.close()
            self._outbox.close()

    # What the thread sees of it, as of a socket of Python's.

    def recv(self, most: int) -> bytes:
        """What is there of the request; nothing after its end."""
        return self._inbox.take(most)

    def sendall(self, octets: bytes) -> None:
        """Send at once what can be, and leave the rest to the loop. Raises: OSError."""
        if self.state == "answering" and octets == GO_ON:
            return  # it was said when the body was waited for
        with self._lock:
            if self.is_gone:
                raise BrokenPipeError(errno.EPIPE, "the other side has gone")
            view = memoryview(octets)
            if not len(self._outbox):
                view = view[self._send(view) :]
            if not len(view):
                return
            try:
                self._outbox.add(bytes(view))
            except OSError as full:
                # Half an answer is none: whoever waits for it sees the connection end.
                self.has_no_room = self.is_gone = True
                raise BrokenPipeError(errno.EPIPE, "no room for the answer") from full
        self._wake(self)

    def send(self, octets: bytes) -> int:
        """The same."""
        self.sendall(octets)
        return len(octets)

    def setblocking(self, _flag: bool) -> None:
        """It never blocks."""

    def settimeout(self, _seconds: float | None) -> None:
        """It never waits."""

    def gettimeout(self) -> float | None:
        """It never waits."""
        return None

    def shutdown(self, _how: int) -> None:
        """The loop ends it, once everything is handed out."""

    def close(self) -> None:
        """The loop ends it, once everything is handed out."""

    def _send(self, octets: bytes | memoryview) -> int:
        try:
            return self.line.send(octets)
        except (BlockingIOError, InterruptedError):
            return 0
        except OSError:
            self.is_gone = True
            return 0
