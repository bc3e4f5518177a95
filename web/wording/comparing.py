"""Two plans side by side in sentences, for pages and the command line alike."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list

from matcher.compare import Comparison, MissionChange, TierChange
from matcher.problem import ExpertId, Problem
from web.languages import N_


class Plural(Protocol):
    """A sentence that depends on a number, in the reader's language."""

    def __call__(self, one: str, many: str, num: int, /) -> str:
        """The form for that number, its gaps still open."""


@dataclass(frozen=True, slots=True)
class Speech:
    """A language: its sentences with open gaps, and how it writes dates and lists."""

    gettext: Callable[[str], str]
    ngettext: Plural
    locale: Locale

    def listed(self, words: list[str]) -> str:
        """`a, b and c`."""
        return str(format_list(words, locale=self.locale))

    def days(self, first: date, last: date) -> str:
        """`12 to 16 January`, `30 January to 2 February`."""
        if first == last:
            return self._day(first)
        same = (first.year, first.month) == (last.year, last.month)
        begin = self._number(first) if same else self._day(first)
        return self.gettext(N_("%(first)s to %(last)s")) % {
            "first": begin,
            "last": self._day(last),
        }

    def _day(self, when: date) -> str:
        return f"{self._number(when)} {format_date(when, 'MMMM', self.locale)}"

    def _number(self, when: date) -> str:
        return "1er" if when.day == 1 and self.locale.language == "fr" else str(when.day)


def sentences(problem: Problem, found: Comparison, speech: Speech) -> Iterator[str]:
    """A summary, a line for each tier that differs, and one for each mission that does."""
    yield summary(found, speech)
    for number, tier in enumerate(found.tiers, start=1):
        if tier.step:
            yield tier_sentence(number, tier, speech)
    for change in found.missions:
        yield mission_sentence(problem, change, speech)


def summary(found: Comparison, speech: Speech) -> str:
    """How many missions differ, and whom to call."""
    if not found.missions:
        return speech.gettext(N_("The two plans do not differ."))
    parts = [
        speech.ngettext("%(num)s mission differs", "%(num)s missions differ", len(found.missions))
        % {"num": len(found.missions)},
        *_seats(found.seats, speech),
        _people(len(found.people), speech),
    ]
    return "; ".join(parts) + "."


def mission_sentence(problem: Problem, change: MissionChange, speech: Speech) -> str:
    """`In Cotonou, 12 to 16 January: X replaces Y; 1 seat filled; 3 people to call.`"""
    parts = [
        *_date(problem, change, speech),
        *_team(problem, change, speech),
        *_seats(change.seats_after - change.seats_before, speech),
        _people(len(change.calls), speech),
    ]
    mission = problem.missions[change.mission]
    start = change.start_before if change.start_after is None else change.start_after
    gaps = {"mission": mission.name or mission.id, "changes": "; ".join(parts)}
    if start is None:
        return speech.gettext(N_("%(mission)s: %(changes)s.")) % gaps
    gaps["days"] = _days(problem, change, start, speech)
    return speech.gettext(N_("%(mission)s, %(days)s: %(changes)s.")) % gaps


def tier_sentence(number: int, tier: TierChange, speech: Speech) -> str:
    """`Level 2: 2 points fewer (proven)`; fewer is better."""
    count = abs(tier.step)
    vacancies = set(tier.tier) == {"vacancies"}
    if tier.step < 0 and vacancies:
        said = speech.ngettext(
            "Level %(level)s, empty seats: %(num)s point of priority fewer",
            "Level %(level)s, empty seats: %(num)s points of priority fewer",
            count,
        )
    elif vacancies:
        said = speech.ngettext(
            "Level %(level)s, empty seats: %(num)s point of priority more",
            "Level %(level)s, empty seats: %(num)s points of priority more",
            count,
        )
    elif tier.step < 0:
        said = speech.ngettext(
            "Level %(level)s: %(num)s point fewer", "Level %(level)s: %(num)s points fewer", count
        )
    else:
        said = speech.ngettext(
            "Level %(level)s: %(num)s point more", "Level %(level)s: %(num)s points more", count
        )
    text = said % {"level": number, "num": count}
    template = N_("%(change)s (proven).") if tier.proven else N_("%(change)s (not proven).")
    return speech.gettext(template) % {"change": text}


def _days(problem: Problem, change: MissionChange, start: int, speech: Speech) -> str:
    span = problem.missions[change.mission].on_site(start)
    return speech.days(problem.horizon.date(span.start), problem.horizon.date(span.end - 1))


def _date(problem: Problem, change: MissionChange, speech: Speech) -> Iterator[str]:
    if change.moved == "held":
        yield speech.gettext(N_("now held"))
    elif change.moved == "dropped":
        yield speech.gettext(N_("no longer held"))
    elif change.moved == "moved" and change.start_before is not None:
        before = _days(problem, change, change.start_before, speech)
        yield speech.gettext(N_("moved from %(days)s")) % {"days": before}


def _team(problem: Problem, change: MissionChange, speech: Speech) -> Iterator[str]:
    for pair in change.replaced:
        yield speech.gettext(N_("%(joined)s replaces %(left)s")) % {
            "joined": _name(problem, pair.joined),
            "left": _name(problem, pair.left),
        }
    came = {pair.joined for pair in change.replaced}
    went = {pair.left for pair in change.replaced}
    joined = [_name(problem, each.expert) for each in change.joined if each.expert not in came]
    left = [_name(problem, each.expert) for each in change.left if each.expert not in went]
    if joined:
        said = speech.ngettext("%(people)s joins", "%(people)s join", len(joined))
        yield said % {"people": speech.listed(joined)}
    if left:
        said = speech.ngettext("%(people)s leaves", "%(people)s leave", len(left))
        yield said % {"people": speech.listed(left)}
    for turn in change.roles:
        yield speech.gettext(N_("%(expert)s changes role")) % {
            "expert": _name(problem, turn.expert)
        }


def _name(problem: Problem, expert: ExpertId) -> str:
    return problem.experts[expert].name or expert


def _seats(more: int, speech: Speech) -> Iterator[str]:
    if more > 0:
        said = speech.ngettext("%(num)s seat filled", "%(num)s seats filled", more)
        yield said % {"num": more}
    elif more < 0:
        said = speech.ngettext("%(num)s seat emptied", "%(num)s seats emptied", -more)
        yield said % {"num": -more}


def _people(count: int, speech: Speech) -> str:
    if not count:
        return speech.gettext(N_("nobody to call"))
    said = speech.ngettext("%(num)s person to call", "%(num)s people to call", count)
    return said % {"num": count}
