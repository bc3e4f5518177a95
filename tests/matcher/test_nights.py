"""Whom a remote mission cannot have because of its hours, and which half of the day would do."""

import pytest

from matcher.halfdays import Span
from matcher.index.tables import Tables
from matcher.nights import Nights, at_night
from matcher.plan import Plan
from matcher.problem import Held, MissionId
from matcher.vacancies import nights_of, unexplained
from tests.matcher import make

BEIRUT = make.partner("lb", timezone="Asia/Beirut")
AFTERNOON = 1


def found(plan: Plan | None = None, **facts: object) -> Nights:
    """Of two of Québec and one of Paris, one of them busy all along, for a mission with Beirut."""
    experts = (
        make.expert("a"),
        make.expert("b", busy=(Span(0, 28),)),
        make.expert("c", institution="fr"),
    )
    institutions = (make.institution(), make.institution("fr", timezone="Europe/Paris"))
    role = make.role(institutions=("qc",))
    mission = make.remote(partner="lb", roles=(role,), **facts)
    problem = make.problem(mission, experts, institutions=institutions, partners=(BEIRUT,))
    plan = plan or Plan()
    (row,) = unexplained(problem, plan)
    return nights_of(Tables(problem), plan, row)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, Nights(2, 0, "pm", 2)),  # 9:00 there is 2:00 here, 14:00 is 7:00
        ({"length": 2}, Nights(2, 0, "pm", 2)),
        ({"half_day_starts": True}, Nights()),
    ],
)
def test_hours_are_counted_apart_from_absences(facts: dict[str, object], expected: Nights) -> None:
    assert found(**facts) == expected


def test_date_of_the_plan_may_be_at_night_where_another_is_not() -> None:
    def held(start: int) -> Plan:
        return Plan({MissionId("m"): Held(start, {})})

    assert found(held(make.MONDAY), half_day_starts=True) == Nights(then=1)
    assert found(held(make.MONDAY + AFTERNOON), half_day_starts=True) == Nights()


def test_whose_day_it_is_is_kept_away_by_no_hours() -> None:
    institutions = (make.institution(), make.institution("fr", timezone="Europe/Paris"))
    experts = (make.expert("a"), make.expert("c", institution="fr"))
    mission = make.remote(partner="lb", roles=(make.role(),))
    problem = make.problem(mission, experts, institutions=institutions, partners=(BEIRUT,))
    tables = Tables(problem)

    starts = tables.starts[mission.id]

    assert at_night(tables, mission, starts).tolist() == [True, False]
    assert at_night(tables, mission, ()).tolist() == [False, False]
