"""What a running solve tells, kept with the time: first plan, checkpoints, proofs."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from matcher.plan import Plan, Progress


@dataclass(frozen=True, slots=True)
class Seen:
    """What was known at a checkpoint: the best plan, and the best bound told of each tier."""

    at: float
    plan: Plan | None
    bounds: dict[int, int]


@dataclass(frozen=True, slots=True)
class Change:
    """News that changed what was known of a tier."""

    seconds: float
    tier: int
    value: int | None
    bound: int | None

    @property
    def is_proof(self) -> bool:
        """Does it say that the tier's value is the best?"""
        return self.value is not None and self.value == self.bound


@dataclass(slots=True)
class Stopwatch:
    """Listens to a solve, from whatever thread, and does nothing slow meanwhile."""

    checkpoints: Sequence[float]
    first_plan: float | None = None
    changes: list[Change] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    _plan: Plan | None = None
    _bounds: dict[int, int] = field(default_factory=dict)
    _told: dict[int, tuple[int | None, int | None]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, news: Progress) -> None:
        """Hear one piece of news."""
        with self._lock:
            self._pass_checkpoints(news.seconds)
            if self.first_plan is None and news.plan is not None and any(news.plan.assignments):
                self.first_plan = news.seconds
            self._plan = news.plan or self._plan
            if news.bound is not None:
                self._bounds[news.tier] = max(news.bound, self._bounds.get(news.tier, 0))
            if self._told.get(news.tier) != (news.value, news.bound):
                self._told[news.tier] = (news.value, news.bound)
                self.changes.append(Change(news.seconds, news.tier, news.value, news.bound))

    def close(self, seconds: float) -> None:
        """The solve has ended; the checkpoints that it did not reach stay unseen."""
        with self._lock:
            self._pass_checkpoints(seconds)

    def proven_at(self, tier: int) -> float | None:
        """When a tier that is proven now was: told so, or left for a tier below it.

        None where that was never told: the answer itself was the first to say it.
        """
        own = [index for index, change in enumerate(self.changes) if change.tier <= tier]
        last = self.changes[own[-1]] if own else None
        if last is not None and last.tier == tier and last.is_proof:
            return last.seconds
        after = self.changes[own[-1] + 1 :] if own else self.changes
        return after[0].seconds if after else None

    def _pass_checkpoints(self, seconds: float) -> None:
        for at in list(self.checkpoints)[len(self.seen) :]:
            if at >= seconds:
                break
            self.seen.append(Seen(at, self._plan, dict(self._bounds)))
