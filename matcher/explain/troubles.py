"""How many things would break, for each expert in a seat and each start, all at once.

The same as the rules say of one expert (`Around.breaches`); a property test holds them together.
"""

from collections.abc import Iterator
from functools import cached_property

import numpy as np

from matcher.arrays import Flags, Numbers
from matcher.explain.around import Around
from matcher.explain.joining_seat import JoiningSeat
from matcher.halfdays import HalfDay
from matcher.rules.busy import Busy
from matcher.rules.double import Double
from matcher.rules.limits import Limits
from matcher.rules.pins import EXPERT_MISSING
from matcher.rules.plurality import Plurality
from matcher.rules.programmes import Programmes
from matcher.rules.requirements import Requirements
from matcher.rules.rest import Rest
from matcher.rules.seats import Seats


class Troubles:
    """[start, row]: 0 where an expert can take the seat and nothing breaks."""

    def __init__(self, around: Around, joining: JoiningSeat) -> None:
        self.around, self.joining = around, joining

    @cached_property
    def count(self) -> Numbers:
        """How many kinds of trouble there are."""
        shape = (len(self.joining.starts), len(self.joining.rows))
        found = np.zeros(shape, dtype=np.int64)
        for trouble in self._kinds():
            found = found + trouble
        for number, start in enumerate(self.joining.starts):
            found[number] += self._standing(start)
        return found

    def _kinds(self) -> Iterator[Flags | bool]:
        """What the rules forbid: of two missions that meet, or nearly, one thing is enough."""
        joining = self.joining
        yield Requirements().forbids(joining)
        yield Busy().forbids(joining)
        yield Double().forbids(joining) | Rest().forbids(joining)
        yield joining.in_team
        yield Seats().forbids_role(joining)
        yield Limits().forbids_missions(joining)
        yield Limits().forbids_half_days(joining)
        yield from Programmes().kinds(joining)
        yield Plurality().forbids(joining)

    def _standing(self, start: HalfDay) -> Numbers:
        """[row]: what breaks whoever takes the seat; a pinned expert keeps their own pin."""
        found = [b for b in self.around.breaches(start) if b.code not in Plurality.codes]
        missing = {
            b.expert for b in found if b.code == EXPERT_MISSING and b.role == self.around.role.id
        }
        mended = self.joining.among(expert for expert in missing if expert is not None)
        return len(found) - mended.astype(np.int64)
