"""Nobody is in two places."""

from tests.matcher import make
from tests.matcher.make import MONDAY, TUESDAY, WEDNESDAY, held, plan
from tests.matcher.rules.judge import breaches


def test_missions_that_share_half_days_are_named() -> None:
    first, second = make.mission("a", length=4), make.home("b", length=4)
    problem = make.problem([first, second], make.expert())

    found = breaches(problem, plan(a=held(MONDAY, "anna"), b=held(TUESDAY, "anna")))

    facts = {"other": "a", "days": ["2027-03-02/am", "2027-03-02/pm"]}
    assert found == [make.breach("availability.double", "b", "r", "anna", facts=facts)]


def test_missions_that_touch_are_no_breach() -> None:
    first, second = make.mission("a", travel_after=2), make.home("b", travel_before=0)
    problem = make.problem([first, second], make.expert())

    assert breaches(problem, plan(a=held(MONDAY, "anna"), b=held(WEDNESDAY, "anna"))) == []
    assert breaches(problem, plan(a=held(MONDAY, "anna"), b=held(TUESDAY, "anna"))) != []


def test_two_experts_are_in_two_places() -> None:
    problem = make.problem([make.mission("a"), make.home("b")], [make.expert(), make.expert("bo")])

    assert breaches(problem, plan(a=held(MONDAY, "anna"), b=held(MONDAY, "bo"))) == []


def test_two_sessions_can_fall_into_one_half_day_here() -> None:
    """Morning in Paris and afternoon in Kathmandu are both before 13:00 in Casablanca."""
    partners = [
        make.partner("ht", timezone="Europe/Paris"),
        make.partner("mg", timezone="Asia/Kathmandu"),
    ]
    casablanca = make.institution(timezone="Africa/Casablanca")
    missions = [make.remote("a"), make.remote("b", partner="mg", half_day_starts=True)]
    problem = make.problem(missions, make.expert(), partners=partners, institutions=[casablanca])

    found = breaches(problem, plan(a=held(MONDAY, "anna"), b=held(MONDAY + 1, "anna")))

    facts = {"other": "a", "days": ["2027-03-01/am", "2027-03-01/am"]}
    assert found == [make.breach("availability.double", "b", "r", "anna", facts=facts)]
