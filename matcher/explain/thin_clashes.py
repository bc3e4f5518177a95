"""Which of several missions one more expert could join together, the rest of a plan kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from matcher.eligibility import occupied
from matcher.halfdays import HalfDay
from matcher.problem import Expert, Mission, MissionId, Problem, Programme, ProgrammeId
from matcher.rules.limits import is_within
from matcher.rules.programmes import half_days_of
from matcher.rules.reading import Reading
from matcher.rules.rest import is_too_near

STEPS = 4000
"""Choices that are gone through for one expert before their sum stands as an upper bound."""
PAIRS = 60_000
"""Stays that are held against each other for all experts of a plan, before only sums stand: some
hundred where a plan is nearly full, and millions where nothing is planned yet.
"""


@dataclass(frozen=True, slots=True)
class Option:
    """A mission that somebody could join alone, on these starts, and what it would be worth."""

    mission: MissionId
    starts: tuple[HalfDay, ...]
    value: int


@dataclass(frozen=True, slots=True)
class Chosen:
    """The missions that are worth most together; `exact` unless it is an upper bound only."""

    value: int
    missions: tuple[MissionId, ...]
    exact: bool


@dataclass(frozen=True, slots=True)
class _Stay:
    """One mission on one start, as it weighs on an expert."""

    mission: Mission
    start: HalfDay
    half_days: frozenset[HalfDay]


_SeatUse = tuple[Mission, Expert, int]
"""Somebody in a mission, and the half-days that it takes of them."""


class Clashes:
    """A plan that stays as it is; what is chosen for an expert must go together beside it."""

    def __init__(self, problem: Problem, reading: Reading) -> None:
        self.problem = problem
        self._plan = reading.plan
        self._seats = reading.seats
        self._seats_by_expert = reading.seats_by_expert
        self.compared = 0

    @property
    def is_over(self) -> bool:
        """Has so much been compared that only sums are told any more?"""
        return self.compared > PAIRS

    def best(self, expert: Expert, options: Sequence[Option]) -> Chosen:
        """The options worth most that go together, each of them possible alone."""
        search = _BranchAndBound(self, expert, sorted(options, key=lambda o: (-o.value, o.mission)))
        search.go(0, 0, ())
        total = sum(option.value for option in options)
        if search.steps > STEPS or self.is_over:
            return Chosen(total, tuple(sorted(o.mission for o in options)), exact=False)
        chosen = tuple(sorted(stay.mission.id for stay in search.taken))
        undated = [m for m in chosen if self._plan.held(m).start is None]
        return Chosen(search.most, chosen, exact=len(undated) < 2)

    def go_together(self, expert: Expert, stays: Sequence[_Stay]) -> bool:
        """Are all bounds kept with the last of these stays, the others known to go together?"""
        *others, new = stays
        self.compared += len(stays)
        if any(not _apart(expert, each, new) for each in others):
            return False
        own = self._seats_by_expert.get(expert.id, [])
        used = half_days_of(own) + sum(len(each.half_days) for each in stays)
        if not is_within(expert, len(own) + len(stays), used):
            return False
        return self._within_programme(expert, new.mission.programme, stays)

    def _within_programme(
        self, expert: Expert, name: ProgrammeId | None, stays: Sequence[_Stay]
    ) -> bool:
        if name is None:
            return True
        programme = self.problem.programmes[name]
        seats = [(s.mission, s.expert, s.half_days) for s in self._seats]
        more = [(each.mission, expert, len(each.half_days)) for each in stays]
        was, new = ([s for s in some if s[0].programme == name] for some in (seats, more))
        return _keeps(self.problem, programme, was, [*was, *new])


class _BranchAndBound:
    """Goes through the options, the most valuable first, and lets be what cannot become best."""

    def __init__(self, clashes: Clashes, expert: Expert, options: Sequence[Option]) -> None:
        self.clashes, self.expert, self.options = clashes, expert, options
        self.most, self.taken, self.steps = 0, tuple[_Stay, ...](), 0
        self._left = [sum(o.value for o in options[k:]) for k in range(len(options) + 1)]

    def go(self, at: int, value: int, stays: tuple[_Stay, ...]) -> None:
        """Choose among the options from this one on."""
        self.steps += 1
        if value > self.most:
            self.most, self.taken = value, stays
        if self.steps > STEPS or value + self._left[at] <= self.most:
            return
        option = self.options[at]
        for start in option.starts:
            if self.clashes.is_over:
                return
            stay = self._stay(option, start)
            if self.clashes.go_together(self.expert, (*stays, stay)):
                self.go(at + 1, value + option.value, (*stays, stay))
        self.go(at + 1, value, stays)

    def _stay(self, option: Option, start: HalfDay) -> _Stay:
        problem = self.clashes.problem
        mission = problem.missions[option.mission]
        taken = occupied(problem, mission, start, self.expert.institution) or ()
        return _Stay(mission, start, frozenset(taken))


def _apart(expert: Expert, one: _Stay, other: _Stay) -> bool:
    """Do they share no half-day, with rest between them where both are abroad?"""
    if one.half_days & other.half_days:
        return False
    return not is_too_near(expert, (one.mission, one.start), (other.mission, other.start))


def _keeps(
    problem: Problem, programme: Programme, was: Sequence[_SeatUse], now: Sequence[_SeatUse]
) -> bool:
    """Are the bounds of a programme kept, or no further from it than they were?"""
    if not _is_no_further(programme.expert_half_days_max, _half_days(was), _half_days(now)):
        return False
    for home, share in programme.by_institution.items():
        own = [_half_days(s for s in seats if s[1].institution == home) for seats in (was, now)]
        if not _is_no_further(share, *own):
            return False
    spent = [sum(problem.costs.of(m, e) for m, e, _ in seats) for seats in (was, now)]
    return _is_no_further(programme.budget_max, *spent)


def _is_no_further(most: int | None, before: int, after: int) -> bool:
    """Is a bound kept, or passed no further than before?"""
    return most is None or after <= max(most, before)


def _half_days(seats: Iterable[_SeatUse]) -> int:
    return sum(takes for _, _, takes in seats)
