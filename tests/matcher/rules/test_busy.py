"""Busy ranges, sessions at night, and the ends of the horizon."""

from collections.abc import Callable
from typing import Any

import pytest

from matcher.halfdays import Span
from matcher.problem import Mission
from tests.matcher import make
from tests.matcher.make import MONDAY, SUNDAY, TUESDAY, WEDNESDAY, held, plan
from tests.matcher.rules.judge import breaches


def test_busy_range_that_a_mission_meets_is_named() -> None:
    anna = make.expert(busy=(Span(TUESDAY + 1, WEDNESDAY + 1),))
    problem = make.problem(make.mission(length=3), anna)

    found = breaches(problem, plan(m=held(TUESDAY, "anna")))

    facts = {"days": ["2027-03-02/pm", "2027-03-03/am"]}
    assert found == [make.breach("availability.busy", "m", "r", "anna", facts=facts)]


def test_busy_range_beside_a_mission_is_no_breach() -> None:
    anna = make.expert(busy=(Span(MONDAY, MONDAY + 1), Span(TUESDAY + 1, WEDNESDAY)))
    problem = make.problem(make.mission(length=1, travel_before=1), anna)

    assert breaches(problem, plan(m=held(TUESDAY, "anna"))) == []


@pytest.mark.parametrize("make_mission", [make.mission, make.home])
def test_travel_meets_busy_ranges_too(make_mission: Callable[..., Mission]) -> None:
    anna = make.expert(busy=(Span(WEDNESDAY, WEDNESDAY + 1),))
    problem = make.problem(make_mission(travel_after=1), anna)

    found = breaches(problem, plan(m=held(TUESDAY, "anna")))

    assert [(breach.code, breach.facts["days"]) for breach in found] == [
        ("availability.busy", ["2027-03-03/am", "2027-03-03/am"])
    ]


def test_remote_session_meets_the_half_day_it_touches_here() -> None:
    """09:00 to 12:00 in Paris is 15:00 to 18:00 in Hong Kong: the afternoon."""
    paris = make.partner(timezone="Europe/Paris")
    hong_kong = make.institution(timezone="Asia/Hong_Kong")
    places: dict[str, Any] = {"partners": [paris], "institutions": [hong_kong]}
    at = plan(m=held(TUESDAY, "anna"))

    mornings = make.expert(busy=(Span(TUESDAY, TUESDAY + 1),))
    afternoons = make.expert(busy=(Span(TUESDAY + 1, TUESDAY + 2),))

    assert breaches(make.problem(make.remote(), mornings, **places), at) == []
    found = breaches(make.problem(make.remote(), afternoons, **places), at)
    assert found == [
        make.breach("availability.busy", "m", "r", "anna", facts={"days": ["2027-03-02/pm"] * 2}),
    ]


def test_session_at_night_is_named() -> None:
    """09:00 in Paris is 03:00 in Toronto."""
    problem = make.problem(
        make.remote(), make.expert(), partners=[make.partner(timezone="Europe/Paris")]
    )

    found = breaches(problem, plan(m=held(TUESDAY, "anna")))

    assert found == [make.breach("availability.session_at_night", "m", "r", "anna")]


def test_session_on_another_date_here_may_leave_the_horizon() -> None:
    """09:00 in Apia (+13) is 10:00 of the day before in Honolulu: outside on the first day."""
    apia = make.partner(timezone="Pacific/Apia")
    honolulu = make.institution(timezone="Pacific/Honolulu")
    problem = make.problem(make.remote(), make.expert(), partners=[apia], institutions=[honolulu])

    found = breaches(problem, plan(m=held(MONDAY, "anna")))

    facts = {"days": ["2027-02-28/am", "2027-02-28/am"]}
    assert found == [make.breach("availability.horizon", "m", "r", "anna", facts=facts)]
    assert breaches(problem, plan(m=held(TUESDAY, "anna"))) == []
    assert breaches(problem, plan(m=held(SUNDAY, "anna"))) == []
