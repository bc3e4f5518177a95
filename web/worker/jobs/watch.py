"""A search watched by its worker: its news written down, people's orders passed on."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from db.base import Document
from db.engine import Ledger
from db.operations import attempts
from db.operations.attempts import Orders, Ticket
from matcher.files import write_answer
from matcher.plan import Answer, Plan, Progress, TierResult
from matcher.review import review
from web.service.trials.unproven import as_answer
from web.worker.jobs.child import Child
from web.worker.jobs.curve import Curve
from web.worker.jobs.solving import Search

LISTEN_SECONDS = 0.2
"""How long news is gathered before it is written, and orders are looked at."""
GRACE_SECONDS = 0.5
"""After an order to stop, how long the child may take to answer by itself."""

Clock = Callable[[], datetime]


@dataclass(slots=True)
class Watch:
    """One attempt at a search, with the best that it has told of so far."""

    ledger: Ledger
    ticket: Ticket
    search: Search
    now: Clock
    best: Plan | None = None
    stopped_at: float | None = None
    curve: Curve = field(default_factory=Curve)

    def __post_init__(self) -> None:
        self.best = self.search.start

    def until_answered(self, child: Child, leaving: Callable[[], bool]) -> Answer | None:
        """Wait for the answer; None where it is not wanted any more, or we have to leave.

        Raises: Superseded, ChildDied.
        """
        while not leaving():
            news, answer = _hear(child)
            orders = self._tell(news)
            if answer is not None:
                return answer
            if orders.cancel:
                return None
            if orders.stop and self._is_overdue(child) and self.best is not None:
                return as_answer(self.search.problem, self.best)
        return None

    def _tell(self, news: Progress | None) -> Orders:
        """Write news down, and read what people have asked meanwhile."""
        if news is None:
            with self.ledger.read() as session:
                return attempts.orders(session, self.ticket)
        best = None
        if news.plan is not None and news.plan is not self.best:
            self.best = news.plan
            # With its measures: a plan without them is none that the next attempt could read.
            measures = review(self.search.problem, news.plan).measures
            found = Answer("feasible", news.plan, measures=measures)
            best = write_answer(found, self.search.problem.horizon)
        with self.ledger.write() as session:
            return attempts.report(session, self.ticket, self._progress(news), best, self.now())

    def _progress(self, news: Progress) -> Document:
        gap = None
        if news.value is not None and news.bound is not None:
            gap = round(TierResult(news.value, news.bound).gap, 4)
        return {
            "tier": news.tier,
            "value": news.value,
            "bound": news.bound,
            "gap": gap,
            "vacancies": news.vacancies,
            "seconds": round(news.seconds, 2),
            "curve": self.curve.add(news),
        }

    def _is_overdue(self, child: Child) -> bool:
        """Tell the child to stop, once; True when it has had its time to answer."""
        if self.stopped_at is None:
            child.stop()
            self.stopped_at = time.monotonic()
        return time.monotonic() - self.stopped_at > GRACE_SECONDS


def _hear(child: Child) -> tuple[Progress | None, Answer | None]:
    """The last news that the child tells within a moment, and its answer once that comes."""
    deadline = time.monotonic() + LISTEN_SECONDS
    latest: Progress | None = None
    while (left := deadline - time.monotonic()) > 0:
        said = child.news(left)
        if isinstance(said, Answer):
            return latest, said
        latest = said or latest
    return latest, None
