"""Unlocks: every smallest single change with which a vacancy is filled and the tiers are better.

A single change is let be only where solving again with it proves the tiers. Most changes do
nothing: many are allowed at once, and where even that does not help, none of them does. Changes
with which somebody could sit there and all else stay as it is come first: each shows a plan, and
often one proof is enough for all of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from matcher.changes import Chain, Single, all_relaxed
from matcher.changes.family import REQUIREMENTS, of_mission, of_others, ranked
from matcher.changes.people import busy_ranges, every_range, rests
from matcher.index.tables import Tables
from matcher.plan import Plan, Unlock, Vacancy
from matcher.problem import ExpertId, Problem
from matcher.review import review
from matcher.trials.trial import TrialLimits
from matcher.trials.unlocking_seats import Sitters, fills
from matcher.trials.unlocking_seeds import Seed, below, seeds
from matcher.trials.unlocking_trials import Trials, TrialVerdict

_FIRST_MOVES = 12
"""Chains of moves tried at once, at first: many missions free to move may take long."""


@dataclass(frozen=True, slots=True)
class Unlocks:
    """What was found, the smallest change first; `complete` where there is nothing else."""

    found: tuple[Unlock, ...]
    complete: bool


def unlocks(
    problem: Problem,
    plan: Plan,
    row: Vacancy,
    limits: TrialLimits | None = None,
    most_trials: int | None = None,
) -> Unlocks:
    """The unlocks of one vacancy row of a right plan; the limits are those of the question.

    Tiers are compared with those of this plan, all but the last. A work limit allows each trial
    half of it and bounds their number; where seconds are infinite too, no clock matters.
    """
    tiers = review(problem, plan).tiers[:-1]
    if not tiers:
        return Unlocks((), complete=True)
    trials = Trials(tiers, plan, limits or TrialLimits(), most_trials)
    search = _UnlockSearch(problem, plan, row, trials)
    search.run()
    return Unlocks(ranked(iter(search.found)), search.complete)


class _UnlockSearch:
    """One question: chain by chain, and group by group where there are many."""

    def __init__(self, problem: Problem, plan: Plan, row: Vacancy, trials: Trials) -> None:
        self._problem = problem
        self._plan = plan
        self._row = row
        self._trials = trials
        self.found: list[tuple[int, Unlock]] = []
        self.complete = True
        self._untold = False
        self._tables = Tables(problem)
        self._known: frozenset[object] = frozenset()

    def run(self) -> None:
        """Look at what the mission asks, then at its people, then at everything else."""
        own = list(of_mission(self._problem, self._row))
        self._from_seeds(own)
        own = self._new(own)
        self._among([chain for chain in own if chain.eases])
        for chain in own:
            if not chain.eases:
                self._take(chain)
        for group in self._beyond():
            if self._trials.is_over:
                self.complete = False
                return
            self._among(self._new(group))

    def _new(self, group: Sequence[Chain]) -> list[Chain]:
        """Those that were not looked at yet."""
        return [chain for chain in group if chain.key not in self._known]

    def _from_seeds(self, own: Sequence[Chain]) -> None:
        """Take the chains of which a plan is known already, the smallest change first."""
        found = seeds(self._tables, self._plan, self._row, self._trials)
        self._known = frozenset(seed.chain.key for seed in found)
        names = {chain.key for chain in own}
        mine = [seed for seed in found if seed.chain.key in names]
        theirs = [seed for seed in found if seed.chain.key not in names]
        least = self._least_tiers([chain for chain in own if chain.eases], mine)
        least |= self._least_tiers([seed.chain for seed in theirs], theirs)
        larger = [seed for seed in found if seed.step > 1]
        are_first = len(larger) > 1 and all(seed.chain.eases for seed in larger)
        if are_first:
            are_first = self._trials.of(below(self._problem, larger)).better is False
        for seed in found:
            self._take_seed(seed, least.get(seed.chain.key), 1 if are_first else seed.step)

    def _least_tiers(
        self, group: Sequence[Chain], found: Sequence[Seed]
    ) -> dict[object, tuple[int, ...] | None]:
        """By key of a chain of a group, tiers that none of them can better; None where unknown."""
        eased = [seed for seed in found if seed.chain.eases]
        if not eased or len(group) < 2:
            return {}
        start = min(eased, key=lambda seed: seed.tiers).plan
        tiers = self._trials.of(all_relaxed(self._problem, group), start).tiers
        return {seed.chain.key: tiers for seed in eased}

    def _take_seed(self, seed: Seed, least: tuple[int, ...] | None, first: int) -> None:
        """Its chain's first step that unlocks; those below `first` are looked at before."""
        self._untold = False
        single = self._least(seed.chain, 1, first - 1)
        if single is None and not self._untold:
            single = self._seeded(seed, least)
        if single is None and not self._untold:
            single = self._least(seed.chain, seed.step + 1, seed.chain.most)
        if single is not None and not self._untold:
            self.found.append(single)

    def _seeded(self, seed: Seed, least: tuple[int, ...] | None) -> tuple[int, Unlock] | None:
        """Its own step as an unlock; its plan is the best where nothing can be better."""
        verdict = TrialVerdict(True, seed.tiers, seed.plan)
        if seed.tiers != least:
            verdict = self._trials.of(seed.single.problem, seed.plan)
        if verdict.tiers != seed.tiers:
            return self._judged(seed.single, verdict)
        return self._judged(seed.single, replace(verdict, plan=seed.plan), seed.expert)

    def _beyond(self) -> Iterator[Sequence[Chain]]:
        """People and other missions; where nobody could sit there, only who is newly free."""
        if self._trials.is_over:
            yield []
        problem, sitters = self._problem, Sitters(self._tables, self._row)
        near = frozenset(sitters.newly_free())
        yield list(busy_ranges(problem, near))
        if len(sitters.seats) >= sitters.needed:
            yield list(rests(problem))
            others = list(of_others(problem, self._plan, self._row))
            yield from _growing(others)
            yield list(busy_ranges(problem, every_range(problem) - near))

    def _among(self, group: Sequence[Chain]) -> None:
        """Take the chains of a group that help; none where all of them together do not."""
        if len(group) == 1:
            self._take(group[0])
        elif group and self._could(group):
            middle = len(group) // 2
            self._among(group[:middle])
            self._among(group[middle:])

    def _could(self, group: Sequence[Chain]) -> bool:
        """Are the tiers better with everything in a group allowed, or is that unknown?"""
        if self._trials.is_over:
            self.complete = False
            return False
        return self._trials.of(all_relaxed(self._problem, group)).better is not False

    def _take(self, chain: Chain) -> None:
        self._untold = False
        single = self._least(chain, 1, chain.most)
        if single is not None and not self._untold:
            self.found.append(single)

    def _least(
        self, chain: Chain, first: int, last: int, known: TrialVerdict | None = None
    ) -> tuple[int, Unlock] | None:
        """The smallest step from `first` to `last` that unlocks.

        `known` is the verdict with everything allowed that those steps allow, and perhaps more.
        """
        if first > last:
            return None
        if self._trials.is_over:
            self._give_up()
            return None
        middle = (first + last) // 2
        if not chain.eases or first == last:
            return self._step(chain, first, known) or self._least(chain, first + 1, last)
        freed = known or self._trials.of(chain.relaxed(self._problem, first, last))
        if freed.better is False:
            return None
        shown = chain.needs(freed.plan) if freed.plan is not None else None
        if shown is None or not first <= shown <= last:
            return self._least(chain, first, middle) or self._least(chain, middle + 1, last)
        if shown > middle:
            rest = (middle + 1, last, freed)
            return self._least(chain, first, middle) or self._least(chain, *rest)
        return (
            self._least(chain, first, shown - 1)
            or self._step(chain, shown, freed)
            or self._least(chain, shown + 1, last)
        )

    def _step(
        self, chain: Chain, step: int, known: TrialVerdict | None
    ) -> tuple[int, Unlock] | None:
        """One step as an unlock; a known verdict holds where its own plan needs just this one."""
        single = chain.make(step)
        if known and known.tiers and known.plan and chain.needs(known.plan) == step:
            return self._judged(single, known)
        return self._judged(single, self._trials.of(single.problem))

    def _give_up(self) -> None:
        """A step could not be told: a larger one may not be the smallest then."""
        self.complete, self._untold = False, True

    def _judged(
        self, single: Single, verdict: TrialVerdict, who: ExpertId | None = None
    ) -> tuple[int, Unlock] | None:
        """The change as an unlock, where its tiers are proven and the vacancy is filled."""
        if verdict.better is False:
            return None
        is_one = None
        if verdict.tiers is not None:
            is_one = fills(single.problem, self._row, verdict, self._trials)
        if is_one is None:
            self._give_up()
        if not is_one or verdict.tiers is None:
            return None
        expert = single.expert or (who if single.code in REQUIREMENTS else None)
        return single.size, Unlock(single.code, single.patch, verdict.tiers, expert)


def _growing(chains: Sequence[Chain]) -> Iterator[Sequence[Chain]]:
    """All of them in groups, each twice as large as the one before."""
    first, size = 0, _FIRST_MOVES
    while first < len(chains):
        yield chains[first : first + size]
        first, size = first + size, 2 * size
