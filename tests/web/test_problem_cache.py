"""What is worked out once: as long as the ledger stands still, and for each asker apart."""

from datetime import date

from flask import Flask

from db.engine import Ledger
from db.models import InstitutionRow
from db.operations import scenarios
from db.queries import scenarios as known
from matcher.scenario import Change
from tests import make
from web.service.problem_cache import kept, scenario_key, scenario_problem

TODAY = date(2027, 1, 4)


def test_what_was_made_is_kept_until_the_ledger_changes(
    app: Flask, ledger: Ledger, institution: int
) -> None:
    made: list[int] = []

    def again() -> int:
        made.append(1)
        return len(made)

    with app.test_request_context("/"):
        with ledger.read() as session:
            twice = [kept(session, "help", "key", again) for _ in range(2)]
            other = kept(session, "help", "another", again)
        with ledger.write() as session:
            home = session.get_one(InstitutionRow, institution)
            make.expert(session, home)
        with ledger.read() as session:
            later = kept(session, "help", "key", again)

    assert (twice, other, later) == ([1, 1], 2, 3)


def test_scenarios_with_other_changes_have_other_problems(app: Flask, ledger: Ledger) -> None:
    with ledger.write() as session:
        row = scenarios.open_scenario(session, "One", make.BY, make.AT)
        session.flush()
        number = row.id
    with app.test_request_context("/"):
        with ledger.read() as session:
            found = known.scenario(session, number)
            before = scenario_key(found, TODAY)
            first = scenario_problem(session, found, TODAY)
            assert scenario_problem(session, found, TODAY) is first
        with ledger.write() as session:
            last = Change("horizon.until", {"until": "2027-06-30"})
            scenarios.change(session, number, [last], make.BY, make.AT)
        with ledger.read() as session:
            after = scenario_key(known.scenario(session, number), TODAY)

    assert before != after
