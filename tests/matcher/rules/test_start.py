"""Starts: window, weekday, half, horizon, closures."""

from dataclasses import replace
from typing import Any

from matcher.halfdays import Span
from tests.matcher import make
from tests.matcher.make import FRIDAY, MONDAY, SATURDAY, SUNDAY, TUESDAY, WEDNESDAY, held, plan
from tests.matcher.rules.judge import breaches


def test_start_inside_the_window_is_kept_to_its_last_day() -> None:
    problem = make.problem(make.mission(window=Span(TUESDAY, WEDNESDAY + 1)))

    assert breaches(problem, plan(m=held(TUESDAY))) == []
    assert breaches(problem, plan(m=held(WEDNESDAY))) == []


def test_start_before_and_after_the_window_is_named() -> None:
    problem = make.problem(make.mission(window=Span(TUESDAY, WEDNESDAY + 2)))
    window = ["2027-03-02/am", "2027-03-03/pm"]

    early, late = (breaches(problem, plan(m=held(start))) for start in (MONDAY, WEDNESDAY + 2))

    code = "start.outside_window"
    assert early == [make.breach(code, "m", facts={"start": "2027-03-01/am", "window": window})]
    assert late == [make.breach(code, "m", facts={"start": "2027-03-04/am", "window": window})]


def test_start_on_another_weekday_is_named() -> None:
    problem = make.problem(make.mission(weekdays=frozenset({1, 5, 7})))

    found = breaches(problem, plan(m=held(SATURDAY)))

    facts = {"start": "2027-03-06/am", "weekday": 6, "allowed": [1, 5, 7]}
    assert found == [make.breach("start.weekday", "m", facts=facts)]
    assert breaches(problem, plan(m=held(SUNDAY))) == []


def test_mission_without_weekdays_never_starts() -> None:
    problem = make.problem(make.mission(weekdays=frozenset()))

    assert [breach.code for breach in breaches(problem, plan(m=held(MONDAY)))] == ["start.weekday"]


def test_afternoon_start_needs_half_day_starts() -> None:
    whole = make.problem(make.mission())
    half = make.problem(make.mission(half_day_starts=True))

    found = breaches(whole, plan(m=held(MONDAY + 1)))

    assert found == [make.breach("start.afternoon", "m", facts={"start": "2027-03-01/pm"})]
    assert breaches(half, plan(m=held(MONDAY + 1))) == []


def test_travel_stays_inside_the_horizon() -> None:
    problem = make.problem(make.mission(travel_before=2, travel_after=1))

    early, late = (breaches(problem, plan(m=held(start))) for start in (0, 26))

    code = "start.outside_horizon"
    away = ["2027-02-28/am", "2027-03-02/am"]
    assert early == [make.breach(code, "m", facts={"start": "2027-03-01/am", "away": away})]
    away = ["2027-03-13/am", "2027-03-15/am"]
    assert late == [make.breach(code, "m", facts={"start": "2027-03-14/am", "away": away})]
    assert breaches(problem, plan(m=held(2))) == []
    assert breaches(problem, plan(m=held(24))) == []


def test_travel_of_remote_missions_bounds_their_start_too() -> None:
    problem = make.problem(make.remote(travel_before=2))

    found = breaches(problem, plan(m=held(MONDAY)))

    assert [breach.code for breach in found] == ["start.outside_horizon"]


def test_closure_is_named_with_whose_it_is() -> None:
    friday = (Span(FRIDAY, FRIDAY + 1),)
    partner, home = make.partner(closed=friday), make.institution(closed=friday)
    at = plan(m=held(FRIDAY))

    found = [
        breaches(make.problem(make.mission(closed=friday)), at),
        breaches(make.problem(make.mission(), partners=[partner]), at),
        breaches(make.problem(make.remote(), partners=[partner]), at),
        breaches(make.problem(make.home(), institutions=[home]), at),
    ]

    closed = {"start": "2027-03-05/am", "closed": ["2027-03-05/am", "2027-03-05/am"]}
    whose = ["mission", "partner", "partner", "institution"]
    facts = [{**closed, "whose": who} for who in whose]
    assert found == [[make.breach("start.closed", "m", facts=each)] for each in facts]


def test_others_closures_do_not_matter() -> None:
    friday = (Span(FRIDAY, FRIDAY + 2),)
    partner, home = make.partner(closed=friday), make.institution(closed=friday)
    places: dict[str, Any] = {"partners": [partner], "institutions": [home]}
    guest = make.home(partner="ht", institution="fr")
    away = make.mission(partner="mg", institution="qc")

    assert breaches(make.problem(guest, **places), plan(m=held(FRIDAY))) == []
    assert breaches(make.problem(away, **places), plan(m=held(FRIDAY))) == []


def test_closure_touches_the_time_on_site_and_the_travel_only() -> None:
    around = (Span(MONDAY, WEDNESDAY), Span(WEDNESDAY + 2, FRIDAY))
    mission = make.mission(travel_before=1, travel_after=1, closed=around)

    assert breaches(make.problem(mission), plan(m=held(WEDNESDAY))) == []


def test_pinned_start_is_exempt_from_window_and_weekday_only() -> None:
    mission = make.mission(window=Span(0, 2), weekdays=frozenset({1}))
    closed = replace(mission, closed=(Span(SATURDAY, SATURDAY + 1),))
    pins = {"m": held(SATURDAY)}

    assert breaches(make.problem(mission, pins=pins), plan(m=held(SATURDAY))) == []
    found = breaches(make.problem(closed, pins=pins), plan(m=held(SATURDAY)))
    assert [breach.code for breach in found] == ["start.closed"]


def test_pinned_afternoon_needs_half_day_starts_all_the_same() -> None:
    problem = make.problem(make.mission(), pins={"m": held(TUESDAY + 1)})

    found = breaches(problem, plan(m=held(TUESDAY + 1)))

    assert [breach.code for breach in found] == ["start.afternoon"]


def test_pinned_expert_does_not_lift_the_window() -> None:
    mission = make.mission(window=Span(0, 2))
    problem = make.problem(mission, make.expert(), pins={"m": held(None, "anna")})

    found = breaches(problem, plan(m=held(TUESDAY, "anna")))

    assert [breach.code for breach in found] == ["start.outside_window"]
