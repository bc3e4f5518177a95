"""One `solve` after the other, stopped by Ctrl-C with the best plan kept."""

import signal
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from types import FrameType, TracebackType
from typing import Self

import click

from matcher.files import read_plan, read_problem, write_answer
from matcher.plan import Answer, Plan, Progress
from matcher.problem import Problem
from matcher.solve import solve
from matcher.trials.trial import TrialLimits
from matcher.trials.unlocking_answer import with_unlocks
from web.cli.files import document, expect_to_write, read, write
from web.cli.progress import Ticker
from web.cli.wrong import BadInput
from web.language.sentences.measures import aims, tenths, verdict
from web.language.speech import gettext as _
from web.language.speech import told as named

_STDOUT = Path("-")
_WAIT_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class SolveOrder:
    """How long, how, and from what plan to solve; and whether it is told in figures."""

    time_limit: float
    work_limit: float | None
    workers: int
    seed: int
    start: Path | None
    in_figures: bool = False


class Solving:
    """While it is entered, a first Ctrl-C stops searches with their best plan; a second quits.

    The search runs on a thread of its own: only the main one hears of signals.
    """

    def __init__(self, order: SolveOrder) -> None:
        self._order = order
        self._stop = Event()
        self._pool = ThreadPoolExecutor(max_workers=1)
        self._before: dict[signal.Signals, object] = {}

    def __enter__(self) -> Self:
        for number in (signal.SIGINT, signal.SIGTERM):
            self._before[number] = signal.signal(number, self._hear)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop.set()
        self._pool.shutdown(wait=True)
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]  # what signal() gave us

    def solve(self, path: Path, target: Path) -> int:
        """Solve one problem file and write its plan; the exit status that this earns."""
        try:
            problem = read(path, read_problem)
            if target != _STDOUT:
                expect_to_write(target)
            began = time.monotonic()
            start = self._start(problem)
            answer = self._answer(path, problem, start, began)
            self._deliver(target, document(write_answer(answer, problem.horizon)))
        except BadInput as wrong:
            click.echo(wrong.format_message(), err=True)
            return wrong.exit_code
        click.echo(self._summary(path, target, problem, answer), err=True)
        return 0 if answer.plan is not None else 1

    def _answer(self, path: Path, problem: Problem, start: Plan | None, began: float) -> Answer:
        with Ticker(path.name, problem, self._order.in_figures) as ticker:
            searching: Future[Answer] = self._pool.submit(
                self._searched, problem, start, ticker.hear, began
            )
            while not searching.done():
                wait_for([searching], timeout=_WAIT_SECONDS)
            return searching.result()

    def _searched(
        self, problem: Problem, start: Plan | None, hear: Callable[[Progress], None], began: float
    ) -> Answer:
        """The best plan, and with what is left of the limits what would unlock its vacancies."""
        order = self._order
        answer = solve(
            problem,
            time_limit=order.time_limit,
            work_limit=order.work_limit,
            workers=order.workers,
            seed=order.seed,
            start=start,
            progress=hear,
            stop=self._stop.is_set,
            began=began,
        )
        limits = TrialLimits(
            order.time_limit, order.work_limit, order.workers, order.seed, self._stop.is_set
        )
        return with_unlocks(problem, answer, limits)

    def _start(self, problem: Problem) -> Plan | None:
        path = self._order.start
        return None if path is None else read(path, lambda text: read_plan(text, problem.horizon))

    def _deliver(self, target: Path, text: str) -> None:
        if target == _STDOUT:
            click.echo(text, nl=False)
        else:
            write(target, text)

    def _hear(self, number: int, frame: FrameType | None) -> None:
        if self._stop.is_set():
            raise KeyboardInterrupt
        self._stop.set()
        click.echo(_("Stopping with the best plan so far; once more to quit."), err=True)

    def _summary(self, path: Path, target: Path, problem: Problem, answer: Answer) -> str:
        if answer.status == "infeasible":
            return _("%s: the pins leave no plan; %s names those that cannot be kept together.") % (
                path,
                target,
            )
        if answer.plan is None:
            return _("%s: no plan was found in the time given.") % path
        told = _in_figures(answer) if self._order.in_figures else _in_words(problem, answer)
        return _("%(name)s: %(what)s") % {"name": f"{path} → {target}", "what": told}


def _in_words(problem: Problem, answer: Answer) -> str:
    """What is known of a plan, as pages say it; what is not proven line by line."""
    seconds = tenths(answer.seconds)
    unproven = [
        f"  {named(aims(tier), verdict(found.value, found.bound, is_proven=False))}"
        for tier, found in zip(problem.objective, answer.tiers, strict=True)
        if not found.optimal
    ]
    if not unproven:
        return _("no better plan exists: proven in %s s.") % seconds
    first = _("the best plan of %s s; a better one is still possible in these respects:")
    return "\n".join([first % seconds, *unproven])


def _in_figures(answer: Answer) -> str:
    tiers = " · ".join(
        f"{tier.value} ({_('proven') if tier.optimal else f'≥ {tier.bound}'})"
        for tier in answer.tiers
    )
    return f"{answer.status}, {tiers}, {answer.seconds:.1f}\u00a0s"
