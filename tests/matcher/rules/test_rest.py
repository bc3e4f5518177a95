"""Rest between missions abroad."""

from tests.matcher import make
from tests.matcher.make import MONDAY, THURSDAY, TUESDAY, WEDNESDAY, held, plan
from tests.matcher.rules.judge import breaches

ABROAD = [make.mission("a", travel_after=1), make.mission("b", travel_before=1)]


def test_rest_counts_from_travel_to_travel() -> None:
    problem = make.problem(ABROAD, make.expert(rest=3))

    found = breaches(problem, plan(a=held(MONDAY, "anna"), b=held(WEDNESDAY, "anna")))

    facts = {"other": "a", "rest": 3, "gap": 0}
    assert found == [make.breach("rest.too_short", "b", "r", "anna", facts=facts)]


def test_rest_is_kept_to_the_half_day() -> None:
    at = plan(a=held(MONDAY, "anna"), b=held(THURSDAY, "anna"))

    assert breaches(make.problem(ABROAD, make.expert(rest=2)), at) == []
    found = breaches(make.problem(ABROAD, make.expert(rest=3)), at)
    assert [breach.facts["gap"] for breach in found] == [2]


def test_rest_holds_the_other_way_round() -> None:
    problem = make.problem(ABROAD, make.expert(rest=9))

    found = breaches(problem, plan(b=held(TUESDAY, "anna"), a=held(THURSDAY, "anna")))

    assert [(breach.mission, breach.facts["gap"]) for breach in found] == [("a", 2)]


def test_rest_is_not_asked_between_other_venues() -> None:
    missions = [make.mission("a"), make.home("b"), make.remote("c")]
    problem = make.problem(missions, make.expert(rest=9))
    days = plan(a=held(MONDAY, "anna"), b=held(TUESDAY, "anna"), c=held(WEDNESDAY, "anna"))

    assert breaches(problem, days) == []


def test_no_rest_is_needed_where_none_is_asked() -> None:
    problem = make.problem([make.mission("a"), make.mission("b")], make.expert(rest=0))

    assert breaches(problem, plan(a=held(MONDAY, "anna"), b=held(TUESDAY, "anna"))) == []
