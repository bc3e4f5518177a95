"""The progress of a solve on standard error: a live line on a terminal, plain lines elsewhere."""

import time
from collections.abc import Sequence
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.live import Live
from rich.text import Text

from matcher.plan import Progress
from matcher.problem import Problem, Tier
from web.language.sentences.measures import MEASURES, tenths, verdict
from web.language.speech import gettext as _

Objective = Sequence[Tier]

_PLAIN_SECONDS = 1.0


def progress_line(news: Progress, objective: Objective) -> str:
    """How far a search is, in the words of the pages."""
    gaps = {
        "step": news.tier + 1,
        "steps": len(objective),
        "aims": ", ".join(_(MEASURES[measure]) for measure in objective[news.tier]),
        "vacancies": news.vacancies,
        "seconds": tenths(news.seconds),
    }
    if news.value is None or news.vacancies is None:
        return _("step %(step)s of %(steps)s (%(aims)s): no plan yet; %(seconds)s s") % gaps
    known = news.bound if news.bound is not None else 0
    found = {"verdict": verdict(news.value, known, news.value == news.bound)}
    return _(
        "step %(step)s of %(steps)s (%(aims)s): %(verdict)s; vacant seats and unspoken "
        "languages: %(vacancies)s; %(seconds)s s"
    ) % (gaps | found)


def figures_line(news: Progress, objective: Objective) -> str:
    """The same in figures, as a search reckons: for whoever asks for them."""
    gaps = {
        "tier": f"{news.tier + 1}/{len(objective)}",
        "best": "–" if news.value is None else news.value,
        "bound": "–" if news.bound is None else news.bound,
        "gap": _gap(news),
        "vacancies": "–" if news.vacancies is None else news.vacancies,
        "seconds": f"{news.seconds:.1f}",
    }
    words = _(
        "tier %(tier)s · best %(best)s · bound %(bound)s · gap %(gap)s · "
        "vacancies %(vacancies)s · %(seconds)s s"
    )
    return words % gaps


def _gap(news: Progress) -> str:
    if news.value is None or news.bound is None:
        return "–"
    if news.value == news.bound:
        return _("proven")
    return f"{100 * (news.value - news.bound) / max(1, abs(news.value)):.1f} %"


class Ticker:
    """Shows what a solve says of itself while it runs; a context that tidies up after it."""

    def __init__(self, name: str, problem: Problem, in_figures: bool = False) -> None:
        self._name = name
        self._objective = problem.objective
        self._words = figures_line if in_figures else progress_line
        self._console = Console(stderr=True, highlight=False)
        self._live = Live(console=self._console, refresh_per_second=8, transient=True)
        self._news: Progress | None = None
        self._told_at = 0.0

    def __enter__(self) -> Self:
        if self._console.is_terminal:
            self._live.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._console.is_terminal:
            self._live.stop()
        if self._news is not None:
            self._say(self._news)

    def hear(self, news: Progress) -> None:
        """Show a piece of news; off a terminal, at most one line a second."""
        self._news = news
        if self._console.is_terminal:
            self._live.update(Text(self._line(news)))
        elif time.monotonic() - self._told_at >= _PLAIN_SECONDS:
            self._say(news)

    def _say(self, news: Progress) -> None:
        self._told_at = time.monotonic()
        self._console.print(self._line(news), soft_wrap=True)

    def _line(self, news: Progress) -> str:
        said = {"name": self._name, "what": self._words(news, self._objective)}
        return _("%(name)s: %(what)s") % said
