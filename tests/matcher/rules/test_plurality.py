"""Plurality: members of more than one group."""

from matcher.plan import Breach
from tests.matcher import make
from tests.matcher.make import MONDAY, held, plan
from tests.matcher.rules.judge import breaches

RED, ROUGE = make.member("red", group="red"), make.member("rouge", group="red")
BLUE, LONE, ALONE = make.member("blue", group="blue"), make.member("lone"), make.member("alone")
OFFICIAL = make.expert("anna", group="blue")
PEOPLE = [RED, ROUGE, BLUE, LONE, ALONE, OFFICIAL]
MISSION = make.mission(roles=(make.role(count=2), make.role("s", count=1)))


def found_for(*team: str, plural: bool = True) -> list[Breach]:
    mission = make.mission(roles=MISSION.roles, plural=plural)
    return breaches(make.problem(mission, PEOPLE), plan(m=held(MONDAY, *team[:2], s=team[2:])))


def test_two_members_of_one_group_are_named() -> None:
    facts = {"group": "red", "members": ["red", "rouge"]}

    assert found_for("red", "rouge") == [make.breach("plurality.one_group", "m", facts=facts)]


def test_members_without_a_group_are_one_group() -> None:
    facts = {"group": None, "members": ["alone", "lone"]}

    assert found_for("lone", "alone") == [make.breach("plurality.one_group", "m", facts=facts)]
    assert found_for("lone", "red") == []


def test_groups_are_counted_across_roles() -> None:
    assert found_for("red", "rouge", "blue") == []
    assert [b.code for b in found_for("red", "anna", "rouge")] == ["plurality.one_group"]


def test_officials_belong_to_no_group() -> None:
    assert found_for("blue", "anna") == []
    assert [b.code for b in found_for("red", "rouge", "anna")] == ["plurality.one_group"]


def test_one_member_is_enough_and_so_is_none() -> None:
    assert found_for("red", "anna") == []
    assert found_for() == []


def test_mission_may_do_without() -> None:
    assert found_for("red", "rouge", plural=False) == []


def test_pins_do_not_lift_plurality() -> None:
    problem = make.problem(MISSION, PEOPLE, pins={"m": held(None, "red", "rouge")})

    found = breaches(problem, plan(m=held(MONDAY, "red", "rouge")))

    assert [breach.code for breach in found] == ["plurality.one_group"]
    assert breaches(problem, plan(m=held(MONDAY, "red", "rouge", s=["blue"]))) == []
