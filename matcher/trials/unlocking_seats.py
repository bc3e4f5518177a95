"""Who could fill a vacancy, and whether a plan of given tiers does."""

from collections.abc import Iterator, Sequence

from matcher.changes import is_filled
from matcher.eligibility import occupied
from matcher.index.tables import Tables
from matcher.plan import Assignment, Vacancy
from matcher.problem import Expert, ExpertId, Problem, Role, RoleId
from matcher.trials.seating import with_pin
from matcher.trials.unlocking_trials import Trials, TrialVerdict

SeatCandidate = tuple[RoleId, ExpertId]


class Sitters:
    """Whoever sits there fills the vacancy: as the problem is, and with one busy range less."""

    def __init__(self, tables: Tables, row: Vacancy) -> None:
        self.tables, self.row = tables, row
        self.problem: Problem = tables.problem
        self.mission = self.problem.missions[row.mission]

    @property
    def seats(self) -> list[SeatCandidate]:
        """Every role and expert that would do, on some start."""
        return [
            (role.id, candidate.expert.id)
            for role in self._roles
            for candidate in self.tables.candidates[self.mission.id, role.id]
            if self._speaks(candidate.expert)
        ]

    @property
    def needed(self) -> int:
        """How many of them there must be at once."""
        if self.row.role is None:
            return 1
        return self.mission.role(self.row.role).count - self.row.seats + 1

    def newly_free(self) -> Iterator[tuple[ExpertId, int]]:
        """Each expert and busy range of theirs that alone keeps them from some start."""
        able = {int(row) for role in self._roles for row in self.tables.able(self.mission, role)}
        for row in sorted(able):
            expert = self.tables.experts[row]
            if expert.busy and self._speaks(expert):
                yield from ((expert.id, number) for number in sorted(self._alone(expert)))

    @property
    def _roles(self) -> Sequence[Role]:
        row = self.row
        return self.mission.roles if row.role is None else (self.mission.role(row.role),)

    def _speaks(self, expert: Expert) -> bool:
        language = self.row.language
        if language is None:
            return True
        return expert.languages.get(language, 0) >= self.mission.speaks[language]

    def _alone(self, expert: Expert) -> set[int]:
        found: set[int] = set()
        for start in self.tables.starts[self.mission.id]:
            taken = occupied(self.problem, self.mission, start, expert.institution)
            if taken is None or not self.problem.horizon.holds(taken[0], taken[-1] + 1):
                continue
            met = [
                number
                for number, span in enumerate(expert.busy)
                if span.start <= taken[-1]
                and taken[0] < span.end
                and any(half_day in span for half_day in taken)
            ]
            if len(met) == 1:
                found.add(met[0])
        return found


def fills(problem: Problem, row: Vacancy, verdict: TrialVerdict, trials: Trials) -> bool | None:
    """Is the vacancy filled in some plan of the proven tiers? None where time was short.

    Where the plan at hand does not show it, people are pinned to the seats one by one.
    """
    if verdict.plan is None or is_filled(problem, verdict.plan, row):
        return verdict.plan is not None
    sitters = Sitters(Tables(problem), row)
    search = _Pinning(sitters, verdict, trials)
    if search.extend(problem, sitters.seats, sitters.needed):
        return True
    return None if search.is_cut else False


class _Pinning:
    """Goes through the ways to seat people, none of which may make the tiers worse."""

    def __init__(self, sitters: Sitters, verdict: TrialVerdict, trials: Trials) -> None:
        self._row = sitters.row
        self._mission = sitters.mission.id
        self._verdict = verdict
        self._trials = trials
        self.is_cut = False

    def extend(self, problem: Problem, seats: Sequence[SeatCandidate], needed: int) -> bool:
        """Is there a plan with so many more of these seats taken?"""
        for number, seat in enumerate(seats):
            pinned = with_pin(problem, Assignment(self._mission, *seat))
            found = self._trials.of(pinned, self._verdict.plan)
            if found.better is None or (found.better and found.tiers is None):
                self.is_cut = True
            elif found.tiers == self._verdict.tiers and found.plan is not None:
                if is_filled(pinned, found.plan, self._row):
                    return True
                if needed > 1 and self.extend(pinned, seats[number + 1 :], needed - 1):
                    return True
            if self._trials.is_over:
                self.is_cut = True
                return False
        return False
