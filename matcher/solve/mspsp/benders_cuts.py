"""Why a schedule cannot be staffed: few tasks whose overlaps ask too much of too few people.

Staffing depends on overlaps alone, and more of them never make it easier. So a least set of
pairs that cannot all overlap is a cut that holds for every schedule: a logic-based Benders
cut (Hooker and Ottosson 2003). Intervals that overlap in pairs share a moment (Helly), so the
cliques of the pairs are their groups. Tasks are found by QuickXplain (Junker 2004).
"""

from collections.abc import Sequence
from itertools import combinations
from random import Random

from matcher.solve.limits import Settings
from matcher.solve.mspsp.project import Project
from matcher.solve.mspsp.staffing import ConcurrentTasks, fullest, staff
from matcher.solve.parameters.mspsp import CUTS

Pair = tuple[int, int]
Cut = frozenset[Pair]
"""Pairs of tasks, or of a task and an absence, of which at least one must not overlap."""


class BendersCuts:
    """Looks for a least conflict within the groups of a schedule that cannot be staffed."""

    def __init__(self, project: Project, settings: Settings) -> None:
        self.project = project
        self.settings = settings
        self.work = 0.0

    def cut(self, together: Sequence[ConcurrentTasks], random: Random) -> Cut | None:
        """A least set of overlaps that cannot be staffed, by chance one of several.

        None where it is large or takes long to find: such a cut would hardly help.
        """
        members = sorted({at for group in together for at in group})
        random.shuffle(members)
        few = frozenset(self._few(together, [], members, is_known=False))
        if len(few) > CUTS.members or self._is_late:
            return None
        left = fullest(group & few for group in together)
        pairs = sorted({pair for group in left for pair in combinations(sorted(group), 2)})
        for pair in list(pairs):
            fewer = [other for other in pairs if other != pair]
            if self._is_impossible(cliques(few, fewer)):
                pairs = fewer
        return None if self._is_late else frozenset(pairs)

    @property
    def _is_late(self) -> bool:
        return self.work > CUTS.work or self.settings.time_left <= 0 or self.settings.stop()

    def _few(
        self,
        together: Sequence[ConcurrentTasks],
        kept: list[int],
        others: list[int],
        *,
        is_known: bool,
    ) -> list[int]:
        """The fewest of the others that, with those kept, still conflict."""
        if is_known and self._is_impossible([group & frozenset(kept) for group in together]):
            return []
        if len(others) == 1:
            return others
        half = len(others) // 2
        first, second = others[:half], others[half:]
        late = self._few(together, [*kept, *first], second, is_known=bool(first))
        early = self._few(together, [*kept, *late], first, is_known=bool(late))
        return [*early, *late]

    def _is_impossible(self, together: Sequence[ConcurrentTasks]) -> bool:
        """Proven so; once late nothing is any more."""
        if self._is_late:
            return False
        found = staff(self.project, fullest(together), self.settings)
        self.work += found.work
        return found.is_impossible


def cliques(members: ConcurrentTasks, pairs: Sequence[Pair]) -> list[ConcurrentTasks]:
    """The fullest sets of members of whom every two are a pair."""
    near: dict[int, set[int]] = {at: set() for at in members}
    for one, other in pairs:
        near[one].add(other)
        near[other].add(one)
    found: list[ConcurrentTasks] = [frozenset()]
    for at in sorted(members):
        found += [frozenset({*clique & near[at], at}) for clique in found]
        found = fullest(found)
    return found
