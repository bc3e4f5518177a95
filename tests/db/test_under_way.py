"""Who is away on what is left of a mission that has begun."""

from datetime import timedelta

from db.engine import Ledger
from db.moments import half_day
from db.queries.under_way import missing
from tests import make

NEXT = make.MONDAY + timedelta(days=1)


def test_absence_on_what_is_left_is_found_with_its_half_days(ledger: Ledger) -> None:
    with ledger.write() as session:
        home = make.institution(session)
        anne, paul = make.expert(session, home), make.expert(session, home, "Paul Deru")
        row = make.mission(session, home, make.partner(session), make.role(count=2))
        make.staffed(session, row, anne, paul)
        make.busy(session, anne, make.MONDAY, NEXT)
        make.busy(session, paul, make.MONDAY)
        mission, who = row.id, anne.id

    with ledger.read() as session:
        found = missing(session, NEXT, planned=())
        first = half_day(NEXT)

        assert [(row.expert_id, *days) for row, *days in found] == [(who, first, first + 1)]
        assert missing(session, NEXT, planned=[mission]) == []
        assert missing(session, NEXT + timedelta(days=1), planned=()) == []
