"""Only the bars that changed: each mission and each person before and, below it, after."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from flask import url_for

from db.ids import known_row, row_id
from db.moments import day_of
from matcher.compare import Comparison, ExpertChange, MissionChange, SeatHolder
from matcher.halfdays import HalfDay
from matcher.plan import Plan
from matcher.problem import ExpertId, MissionId, Problem
from web.http.expert_links import may_open_expert
from web.http.timeline.canvas import Canvas, Frame
from web.http.timeline.shapes import HEAD, LETTER, TimelinePicture
from web.language.sentences.facts import day_count, listed
from web.language.sentences.names import Names
from web.language.sentences.planned import ledger_span
from web.language.speech import gettext as _
from web.language.stays import Clock, stay_words
from web.service.plans.window import Window

SHOWN = 24
"""Missions, and people, that are drawn; the sentences and the summary know of all."""
ROW = 56
"""Height of a pair of bars."""
_DAYS_AT_LEAST = 27
_YEAR_FROM = 120
"""Days from which the picture is as narrow as that of a year."""


@dataclass(frozen=True, slots=True)
class Stay:
    """A mission on a date in one of the plans; half-days as the ledger counts them.

    `team` is everybody, or the mission's title in the row of somebody; `words` what is drawn.
    """

    mission: str
    first: int
    last: int
    leaves: int
    returns: int
    team: str
    words: str
    venue: str
    clocks: tuple[Clock, ...] = ()

    @property
    def days(self) -> str:
        """Its days in words, with those of travel."""
        away = (self.leaves, self.returns)
        return stay_words(self.venue, (self.first, self.last), away, self.clocks)


@dataclass(frozen=True, slots=True)
class Pair:
    """A mission or a person with their stays before and after, and what else is to be said.

    `href` is empty where the reader has no page of it.
    """

    name: str
    href: str
    detail: str
    before: tuple[Stay, ...]
    after: tuple[Stay, ...]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A stay as it is drawn, with the words beside it."""

    x: float
    width: float
    travel_x: float
    travel_width: float
    words: str
    words_x: float
    is_left: bool


@dataclass(frozen=True, slots=True)
class CompareRow:
    """A pair in its place."""

    y: int
    pair: Pair
    before: tuple[Stroke, ...]
    after: tuple[Stroke, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """The picture of some pairs, and how many more there are."""

    picture: TimelinePicture
    rows: tuple[CompareRow, ...]
    more: int


def mission_pairs(
    problem: Problem, names: Names, found: Comparison, before: Plan, after: Plan
) -> list[Pair]:
    """Every mission that differs, with its team in both plans."""
    pairs = []
    for change in found.missions:
        mission = change.mission
        pairs.append(
            Pair(
                problem.missions[mission].name or mission,
                url_for("missions.show", mission_id=row_id(mission)),
                _calls(change),
                tuple(_stay(problem, names, before, mission, change.left)),
                tuple(_stay(problem, names, after, mission, change.joined)),
            )
        )
    return sorted(pairs, key=lambda pair: min(stay.leaves for stay in (*pair.before, *pair.after)))


def people_pairs(
    problem: Problem, names: Names, found: Comparison, before: Plan, after: Plan
) -> list[Pair]:
    """Everybody who joins, leaves or moves, with those of their missions that differ."""
    pairs = []
    for change in found.experts:
        moved = change.moved
        pairs.append(
            Pair(
                names.in_list(change.expert),
                _page_of(change.expert),
                _days_away(change),
                tuple(_stays(problem, names, (*change.left, *moved), before)),
                tuple(_stays(problem, names, (*change.joined, *moved), after)),
            )
        )
    return pairs


def _page_of(expert: ExpertId) -> str:
    """The page of somebody; nothing where it is closed to the reader, or they are imagined."""
    key = known_row(expert)
    if key is None or not may_open_expert(key):
        return ""
    return url_for("experts.show", expert_id=key)


def drawn(pairs: list[Pair], frame: Frame, room: int) -> Changed | None:
    """The picture of the first pairs, over the days that they take; None where nothing is dated."""
    shown = pairs[:SHOWN]
    stays = [stay for pair in shown for stay in (*pair.before, *pair.after)]
    if not stays:
        return None
    canvas = Canvas(_window(stays), room)
    rows = tuple(_row(canvas, HEAD + k * ROW, pair) for k, pair in enumerate(shown))
    picture = frame.picture(canvas, (), HEAD + len(shown) * ROW)
    return Changed(picture, rows, len(pairs) - len(shown))


def _row(canvas: Canvas, y: int, pair: Pair) -> CompareRow:
    before = tuple(_stroke(canvas, stay) for stay in pair.before)
    return CompareRow(y, pair, before, tuple(_stroke(canvas, stay) for stay in pair.after))


def _stroke(canvas: Canvas, stay: Stay) -> Stroke:
    x, width = canvas.stretch(stay.first, stay.last)
    travel_x, travel_width = canvas.stretch(stay.leaves, stay.returns)
    right = travel_x + travel_width + 6
    is_left = right + len(stay.words) * LETTER > canvas.width
    words_x = travel_x - 6 if is_left else right
    return Stroke(x, width, travel_x, travel_width, stay.words, words_x, is_left)


def _window(stays: Iterable[Stay]) -> Window:
    """Whole weeks around these days, four at least; whole months where there are many."""
    edges = [(day_of(stay.leaves), day_of(stay.returns)) for stay in stays]
    first: date = min(leaves for leaves, _returns in edges)
    last: date = max(returns for _leaves, returns in edges)
    if (last - first).days >= _YEAR_FROM:
        return Window("year", first.replace(day=1), last)
    first -= timedelta(days=first.weekday())
    return Window("quarter", first, max(last, first + timedelta(days=_DAYS_AT_LEAST)))


def _stay(
    problem: Problem, names: Names, plan: Plan, mission: MissionId, other: Iterable[SeatHolder]
) -> Iterator[Stay]:
    """The mission in one plan, drawn with those who are in this plan only, if there are any."""
    held = plan.held(mission)
    if held.start is not None:
        team = [names.in_list(each) for each in held.experts]
        only = [names.in_list(seat.expert) for seat in other]
        said = listed(team) if team else _("nobody")
        words = listed(only) if only else said
        yield _dated(problem, names, mission, held.start, (said, words))


def _stays(
    problem: Problem, names: Names, missions: Iterable[MissionId], plan: Plan
) -> Iterator[Stay]:
    for mission in missions:
        start = plan.held(mission).start
        if start is not None:
            name = problem.missions[mission].name or mission
            yield _dated(problem, names, mission, start, (name, name))


def _dated(
    problem: Problem, names: Names, mission: MissionId, start: HalfDay, said: tuple[str, str]
) -> Stay:
    """A mission on a date; `said` are its team and what is drawn beside it."""
    facts, (team, words) = problem.missions[mission], said
    first, last = ledger_span(problem, facts.on_site(start))
    leaves, returns = ledger_span(problem, facts.away(start))
    return Stay(
        mission=facts.name or mission,
        first=first,
        last=last,
        leaves=leaves,
        returns=returns,
        team=team,
        words=words,
        venue=facts.venue,
        clocks=names.clocks.get(mission, ()),
    )


def _calls(change: MissionChange) -> str:
    return _("%(count)s to call", count=len(change.calls))


def _days_away(change: ExpertChange) -> str:
    return _(
        "away %(before)s → %(after)s",
        before=day_count(change.half_days_before),
        after=day_count(change.half_days_after),
    )
