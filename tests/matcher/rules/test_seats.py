"""Seats: names that exist, one seat an expert, no more than `count`, nobody without a date."""

from matcher.review import review
from tests.matcher import make
from tests.matcher.make import MONDAY, held, plan
from tests.matcher.rules.judge import breaches

PEOPLE = [make.expert(), make.expert("bo"), make.expert("cy")]
PROBLEM = make.problem(make.mission(roles=(make.role(count=2), make.role("s"))), PEOPLE)


def test_role_is_filled_to_its_count() -> None:
    assert breaches(PROBLEM, plan(m=held(MONDAY, "anna", "bo"))) == []

    found = breaches(PROBLEM, plan(m=held(MONDAY, "anna", "bo", "cy")))

    facts = {"count": 2, "seated": 3}
    assert found == [make.breach("seat.too_many", "m", "r", facts=facts)]


def test_expert_sits_once_in_a_team() -> None:
    two_roles = breaches(PROBLEM, plan(m=held(MONDAY, "anna", s=["anna"])))
    one_role = breaches(PROBLEM, plan(m=held(MONDAY, "anna", "anna")))

    assert two_roles == [make.breach("seat.twice", "m", "s", "anna")]
    assert one_role == [make.breach("seat.twice", "m", "r", "anna")]


def test_mission_not_held_has_no_team() -> None:
    found = breaches(PROBLEM, plan(m=held(None, "anna")))

    assert found == [make.breach("seat.not_held", "m", facts={"experts": ["anna"]})]
    assert breaches(PROBLEM, plan(m=held(None))) == breaches(PROBLEM, plan()) == []


def test_names_that_the_problem_does_not_know_are_named() -> None:
    found = review(PROBLEM, plan(m=held(MONDAY, "zoe", t=["anna"]), n=held(MONDAY, "bo")))

    assert set(map(str, found.breaches)) == {
        str(make.breach("plan.unknown_expert", "m", "r", "zoe")),
        str(make.breach("plan.unknown_role", "m", "t")),
        str(make.breach("plan.unknown_mission", "n")),
    }
