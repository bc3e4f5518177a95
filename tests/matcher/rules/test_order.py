"""Order: what comes after what."""

from matcher.problem import After, MissionId
from tests.matcher import make
from tests.matcher.make import MONDAY, TUESDAY, WEDNESDAY, held, plan
from tests.matcher.rules.judge import breaches

MISSIONS = [
    make.mission("a", partner="mg", travel_after=2),
    make.mission("b", after=(After(MissionId("a"), lag=1),), half_day_starts=True, travel_before=1),
]


def test_mission_waits_for_the_end_on_site_and_the_lag() -> None:
    problem = make.problem(MISSIONS)

    found = breaches(problem, plan(a=held(MONDAY), b=held(TUESDAY)))

    facts = {"after": "a", "lag": 1, "earliest": "2027-03-02/pm"}
    assert found == [make.breach("order.too_early", "b", facts=facts)]
    assert breaches(problem, plan(a=held(MONDAY), b=held(TUESDAY + 1))) == []


def test_mission_is_not_held_without_the_one_before() -> None:
    found = breaches(make.problem(MISSIONS), plan(b=held(WEDNESDAY)))

    assert found == [make.breach("order.not_held", "b", facts={"after": "a"})]


def test_mission_may_be_held_without_the_one_after() -> None:
    assert breaches(make.problem(MISSIONS), plan(a=held(MONDAY))) == []
