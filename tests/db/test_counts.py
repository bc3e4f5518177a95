"""What pages count of the published missions: those of a year, and those ahead of a person."""

from datetime import date

from db.engine import Ledger
from db.operations import publish, staffing
from db.queries.roster import ahead
from db.queries.today import missions_of_year
from tests import make


def test_mission_over_the_turn_of_the_year_counts_in_both(ledger: Ledger) -> None:
    with ledger.write() as session:
        home = make.institution(session)
        row = make.mission(session, home, make.partner(session), first=date(2027, 12, 31))
        make.staffed(session, row, make.expert(session, home))

        counted = {year: missions_of_year(session, {home.id}, year) for year in range(2026, 2030)}

        assert counted == {2026: 0, 2027: 1, 2028: 1, 2029: 0}


def test_cancelled_mission_is_not_ahead_of_anybody(ledger: Ledger) -> None:
    with ledger.write() as session:
        home = make.institution(session)
        anne, row = make.expert(session, home), make.mission(session, home, make.partner(session))
        make.staffed(session, row, anne)
        asked = ([anne.id], [home.id], make.AT.date())
        assert ahead(session, *asked) == {anne.id: 1}

        plan = staffing.restaff(session, row.id, None, make.BY, make.AT)
        publish.publish(session, plan.id, make.BY, make.AT)

        assert ahead(session, *asked) == {}
