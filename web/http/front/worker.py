"""Gunicorn's threads, with requests and answers held in front of them.

A thread is busy only while a page is made. Before, a connection that had sent one octet held a
thread until its other side went on, and eight of those were the end of the site.
"""

import errno
import resource
import socket
import time
from concurrent.futures import Future
from contextlib import suppress
from http import HTTPStatus
from selectors import EVENT_READ, EVENT_WRITE
from typing import Any

from gunicorn.workers.gthread import TConn, ThreadWorker

from web.http.front.caller import Caller
from web.http.front.refusals import Overheard, refusal
from web.http.front.reports import Reports
from web.service.clock import now as the_time

CONNECTIONS = 1000
"""How many connections one process has; then whoever has waited longest makes room."""
FILES = 4096
"""Open files that a process may have, where the system lets it: a connection has up to three."""
HELD = 256 * 1024 * 1024
"""Octets of requests on their way that one process keeps; then the largest makes room."""
AT_ONCE = 64
"""Connections taken in before the others are looked at again."""
KEPT_SECONDS = 5.0
"""How long a connection is kept for another request."""


class BufferingWorker(ThreadWorker):
    """A process that serves: one loop for all connections, some threads for the pages."""

    callers: dict[socket.socket, Caller]
    reports: Reports
    held: int

    def init_process(self) -> None:
        """Make room for connections, and serve."""
        self.callers = {}
        self.reports = Reports(self.log.warning)
        self.held = 0
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
        if soft != resource.RLIM_INFINITY and soft < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        super().init_process()

    def accept(self, listener: socket.socket) -> None:
        """Take in whoever wants to be connected."""
        for _ in range(AT_ONCE):
            if len(self.callers) >= CONNECTIONS and not self._make_room():
                return
            try:
                line, address = listener.accept()
            except OSError as refused:
                if refused.errno in (errno.EMFILE, errno.ENFILE) and self._make_room():
                    continue
                return
            caller = Caller(line, address, self._wake)
            caller.begin(time.monotonic(), "gathering")
            self.callers[line] = caller
            self.nr_conns = len(self.callers)
            self._watch(caller)

    def murder_pending(self) -> None:
        """End what has lasted too long; once a second."""
        now = time.monotonic()
        for caller in list(self.callers.values()):
            if caller.state == "answering":
                continue
            is_kept = caller.state == "gathering" and not caller.has_begun
            kept = 0.0 if not self.alive else KEPT_SECONDS
            if now - caller.since >= (kept if is_kept else caller.seconds()):
                self._cut(caller)
        self.reports.tell(now)

    def murder_keepalived(self, force: bool = False) -> None:
        """End every connection where that is asked."""
        if force:
            for caller in list(self.callers.values()):
                self._drop(caller)

    def finish_request(self, conn: TConn, fs: "Future[bool]") -> None:
        """The thread is done: hand the rest out, then wait for the next request or end."""
        caller: Caller = conn.sock  # type: ignore[assignment]  # what `_answer` gave it
        if caller.has_no_room:
            self.reports.note("no-room-to-answer", caller.address)
        caller.keeps = not fs.cancelled() and fs.exception() is None and bool(fs.result())
        caller.begin(time.monotonic(), "handing")
        self._go_on(caller)

    # Any: gunicorn's own objects.
    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """From a thread: what gunicorn refuses is logged as it does, and answered as we do.

        Its own answer has no date, and repeats what was sent, with any secret in it.
        """
        overheard = Overheard()
        super().handle_error(req, overheard, addr, exc)  # type: ignore[arg-type]  # as much of a socket as it uses
        with suppress(OSError):
            client.sendall(refusal(overheard.status, the_time()))

    def _wake(self, caller: Caller) -> None:
        """From a thread: there is something to hand out."""
        self.method_queue.defer(self._watch, caller)

    def _hear(self, line: socket.socket) -> None:
        """Something can be read or sent."""
        caller = self.callers.get(line)
        if caller is None:  # it made room for another a moment ago
            return
        if caller.waits_to_send:
            caller.hand_out(time.monotonic())
        if caller.state in ("gathering", "lingering"):
            before = caller.held
            caller.read()
            self.held += caller.held - before
            if self.held > HELD:
                self._make_space()
                if self.callers.get(line) is not caller:  # it was the largest itself
                    return
        self._go_on(caller)

    def _go_on(self, caller: Caller) -> None:
        """Whatever can be done now with a connection."""
        now = time.monotonic()
        if caller.state == "handing":
            self._end_or_next(caller, now)
        if caller.state == "gathering" and caller.refused is not None:
            self._refuse(caller, caller.refused, now)
        if caller.state == "gathering" and caller.framing.part == "whole":
            self._answer(caller, now)
        if caller.is_gone and caller.state != "answering":
            self._drop(caller)
        else:
            self._watch(caller)

    def _end_or_next(self, caller: Caller, now: float) -> None:
        """Once an answer is handed out, wait for the next request, or end."""
        if caller.waits_to_send or caller.is_gone:
            return
        if caller.keeps and not caller.framing.is_last:
            caller.next_request(now)
        else:
            caller.begin(now, "lingering")
            self._say_goodbye(caller)

    def _answer(self, caller: Caller, now: float) -> None:
        """Give a whole request to a thread."""
        # Who closes their side after a whole request may still read the answer.
        caller.is_gone = False
        caller.begin(now, "answering")
        server = caller.line.getsockname()
        conn = TConn(self.cfg, caller, caller.address, server)  # type: ignore[arg-type]  # as much of a socket as they use
        conn.data_ready = True
        self.enqueue_req(conn)

    def _refuse(self, caller: Caller, status: HTTPStatus, now: float) -> None:
        """Answer what no page can: there is no room for it, or nobody can read it."""
        if caller.has_no_room:
            self.reports.note("no-room", caller.address)
        caller.give_back()
        caller.begin(now, "handing")
        with suppress(OSError):
            caller.sendall(refusal(status, the_time()))
        self._end_or_next(caller, now)

    def _say_goodbye(self, caller: Caller) -> None:
        try:
            caller.line.shutdown(socket.SHUT_WR)
        except OSError:
            caller.is_gone = True

    def _cut(self, caller: Caller) -> None:
        """End what has lasted too long, and say so where a request was under way."""
        if caller.state == "gathering" and caller.has_begun:
            self.reports.note("half-sent", caller.address)
            with suppress(OSError):
                caller.sendall(refusal(HTTPStatus.REQUEST_TIMEOUT, the_time()))
        elif caller.state == "handing":
            self.reports.note("half-read", caller.address)
        self._drop(caller)

    def _make_room(self) -> bool:
        """End the connection that has waited longest; False where all are being answered."""
        waiting = [each for each in self.callers.values() if each.state != "answering"]
        if not waiting:
            return False
        longest = min(waiting, key=lambda each: each.since)
        self.reports.note("crowded-out", longest.address)
        self._drop(longest)
        return True

    def _make_space(self) -> None:
        """End the connection of which most is kept, where too much is."""
        self.held = sum(each.held for each in self.callers.values())
        if self.held > HELD:
            largest = max(self.callers.values(), key=lambda each: each.held)
            self.reports.note("crowded-out", largest.address)
            self.held -= largest.held
            largest.is_gone = True
            self._drop(largest)

    def _watch(self, caller: Caller) -> None:
        """Be told of what can be done with a connection, and of nothing else."""
        if self.callers.get(caller.line) is not caller:
            return
        reads = caller.state in ("gathering", "lingering")
        mask = (EVENT_READ if reads else 0) | (EVENT_WRITE if caller.waits_to_send else 0)
        is_known = caller.line in self.poller.get_map()
        if mask and is_known:
            self.poller.modify(caller.line, mask, self._hear)
        elif mask:
            self.poller.register(caller.line, mask, self._hear)
        elif is_known:
            self.poller.unregister(caller.line)

    def _drop(self, caller: Caller) -> None:
        if self.callers.get(caller.line) is not caller:
            return
        if caller.line in self.poller.get_map():
            self.poller.unregister(caller.line)
        self.callers.pop(caller.line, None)
        self.nr_conns = len(self.callers)
        caller.hang_up()
