"""Days and missions that an expert can be sent for."""

from tests.matcher import make
from tests.matcher.make import FRIDAY, MONDAY, WEDNESDAY, held, plan
from tests.matcher.rules.judge import breaches

MISSIONS = [make.mission("a", length=3), make.home("b"), make.remote("c")]
ALL = plan(a=held(MONDAY, "anna"), b=held(WEDNESDAY, "anna"), c=held(FRIDAY, "anna"))


def test_days_count_half_days_of_every_venue() -> None:
    assert breaches(make.problem(MISSIONS, make.expert(days_max=3)), ALL) == []

    found = breaches(make.problem(MISSIONS, make.expert(days_max=2)), ALL)

    facts = {"most": 4, "half_days": 6}
    assert found == [make.breach("limits.days", expert="anna", facts=facts)]


def test_days_count_travel() -> None:
    problem = make.problem(make.mission(travel_before=1), make.expert(days_max=1))

    found = breaches(problem, plan(m=held(MONDAY + 2, "anna")))

    assert [breach.facts["half_days"] for breach in found] == [3]


def test_load_does_not_count_against_days() -> None:
    problem = make.problem(make.mission(), make.expert(days_max=1, load=50))

    assert breaches(problem, plan(m=held(MONDAY, "anna"))) == []


def test_missions_are_counted() -> None:
    assert breaches(make.problem(MISSIONS, make.expert(missions_max=3)), ALL) == []

    found = breaches(make.problem(MISSIONS, make.expert(missions_max=2)), ALL)

    facts = {"most": 2, "missions": 3}
    assert found == [make.breach("limits.missions", expert="anna", facts=facts)]


def test_remote_session_over_noon_takes_two_half_days() -> None:
    """09:00 in Port-au-Prince in February is 14:00 in UTC, 09:00 in Toronto: one half-day.

    In Halifax it is 10:00 to 13:00: one half-day still. In St John's, 10:30 to 13:30: two.
    """
    for zone, most in (("America/Halifax", 1), ("America/St_Johns", 2)):
        home = make.institution(timezone=zone)
        mission = make.remote(length=1)
        at = plan(m=held(MONDAY, "anna"))
        problem = make.problem(mission, make.expert(load=0), institutions=[home])
        limited = make.problem(mission, make.expert(days_max=0), institutions=[home])

        assert breaches(problem, at) == []
        assert [breach.facts["half_days"] for breach in breaches(limited, at)] == [most]
