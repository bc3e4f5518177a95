"""Possible starts: how long they may last, how far ahead they may lie, what of them is planned."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from db.engine import Ledger
from db.errors import Flaw, Invalid
from db.ids import mission_id
from db.mapping import load_problem
from db.models import MissionRow
from db.moments import half_day
from db.operations import missions, scenarios
from db.operations.mission_facts import mission_facts
from db.windows import planned, planned_until, window_flaws
from matcher.eligibility import allowed_starts
from matcher.halfdays import Span
from matcher.problem import Held
from matcher.scenario import Change
from tests import make

SLIP = (date(2027, 4, 5), date(2039, 4, 9))
TOO_LONG = Flaw(
    "window.too_long", "window_last", {"opens": SLIP[0], "closes": SLIP[1], "reach": 4387}
)


def test_three_years_ahead_end_on_the_same_day_of_the_year() -> None:
    assert planned_until(date(2026, 11, 30)) == date(2029, 11, 30)
    assert planned_until(date(2028, 2, 29)) == date(2031, 2, 28)


@pytest.mark.parametrize(
    ("window", "code", "field"),
    [
        ((date(2027, 4, 5), date(2028, 4, 5)), None, None),
        ((date(2027, 4, 5), date(2028, 4, 6)), "window.too_long", "window_last"),
        ((date(2028, 4, 5), date(2029, 4, 5)), None, None),
        ((date(2020, 4, 5), date(2020, 4, 9)), None, None),
        ((date(2029, 12, 3), date(2030, 1, 4)), None, None),
        ((date(2029, 12, 3), date(2030, 1, 5)), "window.too_far", "window_last"),
        ((date(2039, 4, 5), date(2039, 4, 9)), "window.too_far", "window_first"),
        ((date(2039, 4, 5), date(2027, 4, 9)), "window.too_far", "window_first"),
        (SLIP, "window.too_long", "window_last"),
    ],
)
def test_possible_starts_span_a_year_within_three(
    window: tuple[date, date], code: str | None, field: str | None
) -> None:
    found = [(flaw.code, flaw.field) for flaw in window_flaws(window, make.TODAY)]

    assert found == ([] if code is None else [(code, field)])


def test_no_mission_gets_a_window_of_many_years(ledger: Ledger) -> None:
    with ledger.write() as session:
        row = _mission(session)
        slip = replace(mission_facts(row), window_first=SLIP[0], window_last=SLIP[1])

        with pytest.raises(Invalid) as created:
            missions.create(session, slip, make.BY, make.AT)
        with pytest.raises(Invalid) as edited:
            missions.edit(session, row.id, slip, row.version, make.BY, make.AT)

        assert created.value.flaws == edited.value.flaws == (TOO_LONG,)
        assert row.window_last == make.MONDAY


def test_a_window_kept_from_before_hinders_no_other_change_and_is_not_copied(
    ledger: Ledger,
) -> None:
    with ledger.write() as session:
        row = _mission(session, window_first=SLIP[0], window_last=SLIP[1])

        facts = replace(mission_facts(row), notes="Ask for visas.")
        missions.edit(session, row.id, facts, row.version, make.BY, make.AT)
        with pytest.raises(Invalid) as copied:
            missions.copy(session, row.id, "Again", make.BY, make.AT)

        assert row.notes == "Ask for visas."
        assert copied.value.flaws == (TOO_LONG,)


def test_a_scenario_holds_to_the_same_rule(ledger: Ledger) -> None:
    with ledger.write() as session:
        row = scenarios.open_scenario(session, "Later", make.BY, make.AT)
        session.flush()

        for first, last, field in (
            ("2027-04-05", "2039-04-09", "last"),
            ("2040-01-01",) * 2 + ("first",),
        ):
            wider = Change("mission.window", {"mission": "m1", "first": first, "last": last})
            with pytest.raises(Invalid) as refused:
                scenarios.change(session, row.id, [wider], make.BY, make.AT)
            assert [flaw.field for flaw in refused.value.flaws] == [field]

        assert (row.gesture, row.steps) == (0, [])


def test_a_window_kept_from_before_bounds_the_horizon_and_stays_plannable(ledger: Ledger) -> None:
    with ledger.write() as session:
        row = _mission(session, window_first=SLIP[0], window_last=SLIP[1], preferred=SLIP[1])

        problem = load_problem(session, today=make.TODAY)

        facts = problem.missions[mission_id(row.id)]
        start = problem.horizon.index_of(SLIP[0])
        assert problem.horizon.last < SLIP[0] + timedelta(days=366 + 10)
        assert facts.window == Span(start, start + 2 * 367)
        assert facts.preferred is None
        assert start in allowed_starts(problem, facts)


def test_a_date_that_was_published_late_in_such_a_window_stays_possible(ledger: Ledger) -> None:
    late = date(2029, 6, 4)
    with ledger.write() as session:
        row = _mission(session, window_first=SLIP[0], window_last=SLIP[1])
        make.staffed_at(session, row, half_day(late))

        problem = load_problem(session, today=make.TODAY)

        facts, start = problem.missions[mission_id(row.id)], problem.horizon.index_of(late)
        assert problem.published == {facts.id: Held(start)}
        assert start in allowed_starts(problem, facts)


def test_what_begins_beyond_the_years_planned_is_left_as_it_is(ledger: Ledger) -> None:
    far = date(2039, 4, 4)
    with ledger.write() as session:
        row = _mission(session, window_first=far, window_last=far)
        dated = _mission(session, window_first=SLIP[0], window_last=SLIP[1])
        dated.pinned_start = half_day(far)
        near = _mission(session)

        problem = load_problem(session, today=make.TODAY)
        make.staffed_at(session, row, half_day(far))
        after = load_problem(session, today=make.TODAY)

        assert list(problem.missions) == list(after.missions) == [mission_id(near.id)]
        assert after.horizon == problem.horizon
        assert problem.horizon.last < date(2027, 4, 1)


def test_all_of_a_window_that_keeps_the_rule_is_planned() -> None:
    window = (date(2027, 4, 5), date(2028, 4, 5))

    assert planned(window, make.TODAY) == window
    assert planned(SLIP, make.TODAY) == (SLIP[0], date(2028, 4, 5))
    assert planned(SLIP, date(2038, 1, 4)) == (SLIP[0], date(2039, 1, 5))
    assert planned(SLIP, date(2038, 10, 4)) == SLIP
    assert planned((SLIP[1], SLIP[1]), make.TODAY) is None


def _mission(session: Session, **facts: object) -> MissionRow:
    known = session.query(MissionRow).first()
    if known is None:
        home, there = make.institution(session), make.partner(session)
    else:
        assert known.partner is not None
        home, there = known.institution, known.partner
    return make.mission(session, home, there, **facts)  # type: ignore[arg-type]  # columns
