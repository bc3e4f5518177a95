"""Pins: decisions already taken hold."""

from matcher.plan import Breach
from matcher.problem import Held
from tests.matcher import make
from tests.matcher.make import MONDAY, TUESDAY, held, plan
from tests.matcher.rules.judge import breaches

PEOPLE = [make.expert(), make.expert("bo")]
MISSION = make.mission(roles=(make.role(count=2), make.role("s")))


def found_for(pin: Held, at: Held) -> list[Breach]:
    problem = make.problem(MISSION, PEOPLE, pins={"m": pin})
    return breaches(problem, plan(m=at))


def test_pinned_start_holds() -> None:
    assert found_for(held(TUESDAY), held(TUESDAY)) == []

    moved = found_for(held(TUESDAY), held(MONDAY))

    facts = {"pinned": "2027-03-02/am", "start": "2027-03-01/am"}
    assert moved == [make.breach("pin.start_moved", "m", facts=facts)]


def test_pinned_mission_is_held() -> None:
    assert found_for(held(TUESDAY), held(None)) == [make.breach("pin.not_held", "m")]
    assert found_for(held(None, "anna"), held(None)) == [make.breach("pin.not_held", "m")]


def test_pin_that_says_nothing_holds_nothing() -> None:
    assert found_for(held(None), held(None)) == []


def test_pinned_experts_are_a_minimum() -> None:
    assert found_for(held(None, "anna"), held(MONDAY, "anna", "bo")) == []

    missing = found_for(held(None, "anna", "bo"), held(MONDAY, "bo"))

    assert missing == [make.breach("pin.expert_missing", "m", "r", "anna")]


def test_missing_experts_are_named_in_one_order() -> None:
    people = [make.expert(f"e{k}") for k in range(9)]
    problem = make.problem(MISSION, people, pins={"m": held(None, *(e.id for e in people))})

    found = breaches(problem, plan(m=held(MONDAY)))

    assert [each.expert for each in found] == [f"e{k}" for k in range(9)]


def test_pinned_expert_sits_in_the_pinned_role() -> None:
    found = found_for(held(None, "anna"), held(MONDAY, s=["anna"]))

    assert found == [make.breach("pin.expert_missing", "m", "r", "anna")]
