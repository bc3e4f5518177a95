"""Two processes that publish at the same moment, over and over: who got through, who did not.

Run as a program of its own: `python -m tests.db.race URL BARRIER TRIES WHICH`; it writes
one line a try. `BARRIER` is a folder where the two wait for each other.
"""

import sys
from datetime import timedelta
from pathlib import Path

from db.engine import Ledger
from db.errors import DoubleBooking
from db.moments import half_day
from db.operations import publish, staffing
from db.operations.staffing import Staffing
from tests import make
from tests.db.racing import meet

EXPERTS = 2
"""People to choose from: so few that about half of the tries conflict."""
PAIRS = 20
"""Pairs of missions that the tries share in turn, each time on other days."""


def missions(attempt: int) -> tuple[int, int]:
    """The missions of the two in a try, by their row numbers, which are those of their roles."""
    first = 2 * (attempt % PAIRS) + 1
    return first, first + 1


def choice(attempt: int, which: int) -> tuple[int, int]:
    """Whom one of the two wants in a try, and on which of two days: pseudo-random, known."""
    mixed = (attempt * 2 + which + 1) * 2654435761 % 2**32 >> 16
    return 1 + mixed % EXPERTS, mixed // EXPERTS % 2


def conflicts(attempt: int) -> bool:
    """Do the two want the same person at the same time? Missions last two days."""
    return choice(attempt, 0)[0] == choice(attempt, 1)[0]


def main(url: str, barrier: Path, tries: int, which: int) -> None:
    """Publish one's own mission of each try as soon as the other process is ready too."""
    ledger = Ledger(url)
    for attempt in range(tries):
        meet(barrier, str(attempt), which)
        print(attempt, _publish(ledger, attempt, which), flush=True)
    ledger.dispose()


def _publish(ledger: Ledger, attempt: int, which: int) -> str:
    expert, day = choice(attempt, which)
    # Each try has a fortnight to itself.
    start = half_day(make.MONDAY + timedelta(days=14 * attempt + day))
    mission = missions(attempt)[which]
    wanted = Staffing(start, {mission: (expert,)})
    try:
        with ledger.write() as session:
            plan = staffing.restaff(session, mission, wanted, make.BY, make.AT)
            publish.publish(session, plan.id, make.BY, make.AT)
    except DoubleBooking as refused:
        found = refused.conflicts[0]
        return f"refused {found.expert_id} {found.mission_id} {found.other_mission_id}"
    return "published"


if __name__ == "__main__":
    address, folder, count, number = sys.argv[1:]
    main(address, Path(folder), int(count), int(number))
