"""What stands against each expert on each start, all their other missions kept.

What the plan breaks already stands against nobody who makes it no worse.
"""

from dataclasses import dataclass

from matcher.arrays import Flags, Numbers, Rows
from matcher.feasibility.commitments import Commitments
from matcher.feasibility.joining import Joining
from matcher.problem import Mission
from matcher.rules import OF_TIME
from matcher.rules.busy import Busy
from matcher.rules.limits import Limits
from matcher.rules.plurality import Plurality
from matcher.rules.programmes import Programmes
from matcher.rules.rest import Rest

_KEPT = tuple(rule for rule in OF_TIME if not isinstance(rule, (Busy, Rest)))
"""What no single change lifts: a busy range may be lifted, and a rest be shorter."""


@dataclass(frozen=True, slots=True)
class Stands:
    """[start, row]: busy ranges met, the last of them, half-days of rest short, barred at all."""

    met: Numbers
    which: Numbers
    rest_short: Numbers
    barred: Flags


def may_join(plan: Commitments, mission: Mission, rows: Rows) -> Rows:
    """Those with a mission left to them, not in the team, and no group alone in it."""
    joining = Joining(plan, mission, (), rows)
    barred = Limits().forbids_missions(joining) | joining.in_team | Plurality().forbids(joining)
    found: Rows = rows[~barred]
    return found


def stands(plan: Commitments, mission: Mission, starts: Numbers, rows: Rows) -> Stands:
    """What keeps these experts from these starts."""
    joining = Joining(plan, mission, tuple(starts.tolist()), rows)
    busy = joining.meets(joining.busy)
    barred = ~joining.is_possible | Programmes().forbids(joining)
    for rule in _KEPT:
        barred |= rule.forbids(joining)
    return Stands(busy.count, busy.last, Rest().short(joining), barred)
