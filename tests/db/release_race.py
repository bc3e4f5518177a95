"""Two planners who publish their scenarios at the same moment, over and over.

Run as a program of its own: `python -m tests.db.release_race URL BARRIER TRIES WHICH`, with
`unguarded` behind it to leave out the check that the other has not moved the same mission, or
with `apart` to give each a mission of its own. Before each try both open a scenario, alter it,
and keep a plan for it that is made from the live plan.
"""

import sys
from pathlib import Path

from db.engine import Ledger
from db.errors import StalePlan
from db.moments import half_day
from db.operations import publish, releases, scenarios, staffing
from db.operations.staffing import Staffing
from db.queries import plans
from db.queries.holdings import rebased
from matcher.scenario import Change
from tests import make
from tests.db.racing import meet

MISSIONS = 2
"""One for each, with somebody of its own, so that nobody is booked twice."""
DAYS = 5
"""A mission goes from one of them to the next: a plan that changes nothing is not published."""


def main(url: str, barrier: Path, tries: int, which: int, *, is_apart: bool) -> None:
    """Publish one's own scenario of each try as soon as the other process is ready too."""
    ledger = Ledger(url)
    for attempt in range(tries):
        meet(barrier, f"{attempt}-drawn", which)
        scenario, base = _solved(ledger, attempt, which, is_apart)
        meet(barrier, f"{attempt}-ready", which)
        print(attempt, _release(ledger, scenario, base), flush=True)
    ledger.dispose()


def _solved(ledger: Ledger, attempt: int, which: int, is_apart: bool) -> tuple[int, int | None]:
    """A scenario with its plan, and the plan that is live meanwhile; each has another day."""
    mission, monday = which + 1 if is_apart else 1, half_day(make.MONDAY)
    with ledger.write() as session:
        held = plans.starts(session, plans.live_id(session) or 0).get(mission, monday)
        start = monday + (held - monday + 2 * (which + 1)) % (2 * DAYS)
        row = scenarios.open_scenario(session, f"{attempt}-{which}", make.BY, make.AT)
        longer = Change("expert.missions_max", {"expert": f"e{mission}", "most": 9})
        scenarios.change(session, row.id, [longer], make.BY, make.AT)
        wanted = Staffing(start, {mission: (mission,)})
        plan = staffing.restaff(session, mission, wanted, make.BY, make.AT)
        scenarios.solved(session, row.id, plan, row.gesture, make.AT)
        return row.id, plan.parent_id


def _release(ledger: Ledger, scenario: int, base: int | None) -> str:
    try:
        with ledger.write() as session:
            releases.release_scenario(session, scenario, "", make.BY, make.AT, base_id=base)
    except StalePlan as refused:
        return f"refused {scenario} {refused.base} {refused.live}"
    return f"published {scenario} {base}"


if __name__ == "__main__":
    address, folder, count, number, *guard = sys.argv[1:]
    if guard == ["unguarded"]:
        publish.over_live = rebased
    main(address, Path(folder), int(count), int(number), is_apart=guard == ["apart"])
