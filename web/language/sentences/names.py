"""What the ids of a problem are called in sentences."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from matcher.plan import Breach, Facts
from matcher.problem import Problem
from web.language.sentences.noes import No
from web.language.speech import gettext as _
from web.language.stays import Clock

Id = TypeVar("Id")


def _untold(expert: str, days: Sequence[str], mission: str | None) -> str:
    return ""


def _unknown(mission: str, facts: Facts) -> tuple[str, str] | None:
    return None


def _unexplained(mission: str) -> str:
    return ""


def _unsaid(mission: str, expert: str | None) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Names:
    """Names by id; an id without a name stands for itself."""

    missions: Mapping[str, str] = field(default_factory=dict)
    experts: Mapping[str, str] = field(default_factory=dict)
    listed: Mapping[str, str] = field(default_factory=dict)
    """People as lists call them, the family name first, where a page has such a list."""
    domains: Mapping[str, str] = field(default_factory=dict)
    partners: Mapping[str, str] = field(default_factory=dict)
    institutions: Mapping[str, str] = field(default_factory=dict)
    programmes: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    clocks: Mapping[str, tuple[Clock, ...]] = field(default_factory=dict)
    """Of missions by video, the clocks of the partner and of who runs them."""
    halves: Collection[str] = frozenset()
    """Missions that may start in the afternoon too: of these a morning is said."""
    noes: Mapping[tuple[str, str], tuple[No, ...]] = field(default_factory=dict)
    """What people have refused and nobody has lifted, by mission and person."""
    absences: Callable[[str, Sequence[str], str | None], str] = _untold
    """What takes somebody's days from one moment to another, but for a mission itself.

    Empty where it is not told.
    """
    closings: Callable[[str, Facts], tuple[str, str] | None] = _unknown
    """Why a place receives nobody, by a mission and the facts of `start.closed`: the code of a
    sentence, and the `why` in it. None where nothing more is known, or told."""
    dateless: Callable[[str], str] = _unexplained
    """What leaves a mission without any possible date, in a sentence; empty where it has one."""
    holds_by_word: Callable[[str, str | None], bool] = _unsaid
    """Does only its partner's word hold a mission's date, or somebody in its team?"""

    def in_list(self, expert: str) -> str:
        """Somebody as a line of a list begins."""
        return self.listed.get(expert) or self.experts.get(expert, expert)

    def no_behind(self, breach: Breach) -> No | None:
        """The person's own no to the mission that a breach comes from, where it does."""
        return next(
            (
                no
                for no in self.noes.get((breach.mission or "", breach.expert or ""), ())
                if no.is_behind(breach.code, breach.facts.get("days"))
            ),
            None,
        )


def quoted(titles: Mapping[Id, str]) -> dict[Id, str]:
    """Titles between the quotation marks of the reader's language."""
    marks = _("“%(title)s”")
    return {key: marks % {"title": title} for key, title in titles.items()}


def halves_of(problem: Problem) -> frozenset[str]:
    """The missions of a problem that may start in the afternoon too."""
    return frozenset(key for key, each in problem.missions.items() if each.half_day_starts)
