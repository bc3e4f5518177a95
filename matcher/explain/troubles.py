"""How many things would break, for each expert in a seat and each start, all at once.

The same as the rules say of one expert (`Around.breaches`); a property test holds them together.
"""

from functools import cached_property

import numpy as np

from matcher.arrays import Numbers
from matcher.explain.around import Around
from matcher.explain.joining_seat import JoiningSeat
from matcher.halfdays import HalfDay
from matcher.rules import OF_A_SEAT
from matcher.rules.pins import EXPERT_MISSING
from matcher.rules.plurality import Plurality


class Troubles:
    """[start, row]: 0 where an expert can take the seat and nothing breaks."""

    def __init__(self, around: Around, joining: JoiningSeat) -> None:
        self.around, self.joining = around, joining

    @cached_property
    def count(self) -> Numbers:
        """How many kinds of trouble there are."""
        found = np.zeros(self.joining.shape, dtype=np.int64)
        for rule in OF_A_SEAT:
            for trouble in rule.kinds(self.joining):
                found = found + trouble
        for number, start in enumerate(self.joining.starts):
            found[number] += self._standing(start)
        return found

    def _standing(self, start: HalfDay) -> Numbers:
        """[row]: what breaks whoever takes the seat; a pinned expert keeps their own pin."""
        found = [b for b in self.around.breaches(start) if b.code not in Plurality.codes]
        missing = {
            b.expert for b in found if b.code == EXPERT_MISSING and b.role == self.around.role.id
        }
        mended = self.joining.among(expert for expert in missing if expert is not None)
        return len(found) - mended.astype(np.int64)
