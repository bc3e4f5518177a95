"""Places: missions on site at once."""

from matcher.halfdays import Span
from tests.matcher import make
from tests.matcher.make import MONDAY, TUESDAY, WEDNESDAY, held, plan
from tests.matcher.rules.judge import breaches


def test_partner_takes_one_mission_at_once_if_nothing_else_is_said() -> None:
    problem = make.problem([make.mission("a", length=4), make.mission("b")])

    found = breaches(problem, plan(a=held(MONDAY), b=held(TUESDAY)))

    facts = {"kind": "partner", "place": "ht", "at_once": 1, "there": ["a", "b"]}
    assert found == [make.breach("places.full", "b", facts=facts)]
    assert breaches(problem, plan(a=held(MONDAY), b=held(WEDNESDAY))) == []


def test_place_is_taken_until_the_last_half_day_on_site() -> None:
    problem = make.problem([make.mission("a", length=3), make.mission("b")])

    facts = {"kind": "partner", "place": "ht", "at_once": 1, "there": ["a", "b"]}
    found = breaches(problem, plan(a=held(MONDAY), b=held(TUESDAY)))
    assert found == [make.breach("places.full", "b", facts=facts)]


def test_travel_takes_no_place() -> None:
    problem = make.problem([make.mission("a", travel_after=2), make.mission("b", travel_before=2)])

    assert breaches(problem, plan(a=held(MONDAY), b=held(TUESDAY))) == []


def test_partner_takes_as_many_as_it_says() -> None:
    missions = [make.mission(name) for name in "abc"]
    problem = make.problem(missions, partners=[make.partner(at_once=2)])

    assert breaches(problem, plan(a=held(MONDAY), b=held(MONDAY))) == []
    found = breaches(problem, plan(a=held(MONDAY), b=held(MONDAY), c=held(MONDAY)))
    assert {breach.code for breach in found} == {"places.full"}


def test_institution_hosts_without_bound_unless_it_says_so() -> None:
    missions, at = [make.home("a"), make.home("b")], plan(a=held(MONDAY), b=held(MONDAY))
    one = make.problem(missions, institutions=[make.institution(hosts_at_once=1)])

    assert breaches(make.problem(missions), at) == []
    facts = {"kind": "institution", "place": "qc", "at_once": 1, "there": ["a", "b"]}
    assert make.breach("places.full", "a", facts=facts) in breaches(one, at)


def test_remote_missions_and_visits_take_no_place_at_the_partner() -> None:
    missions = [make.mission("a"), make.remote("b"), make.home("c", partner="ht")]
    problem = make.problem(missions)

    assert breaches(problem, plan(a=held(MONDAY), b=held(MONDAY), c=held(MONDAY))) == []


def test_partner_and_institution_of_one_name_are_two_places() -> None:
    missions = [make.mission("a", partner="qc"), make.home("b", institution="qc")]
    problem = make.problem(
        missions,
        partners=[make.partner("qc")],
        institutions=[make.institution("qc", hosts_at_once=1)],
    )

    assert breaches(problem, plan(a=held(MONDAY), b=held(MONDAY))) == []


def test_guest_from_elsewhere_takes_the_room_of_one() -> None:
    missions = [make.mission("a", length=6), make.mission("b", length=4)]
    guest = Span(TUESDAY, TUESDAY + 2)
    shared = make.problem(missions, partners=[make.partner(at_once=2, guests=(guest,))])

    found = breaches(shared, plan(a=held(MONDAY), b=held(MONDAY)))

    facts = {"kind": "partner", "place": "ht", "at_once": 2, "there": ["a", "b"], "missions": 1}
    assert found == [make.breach("places.shared", "b", facts=facts)]
    assert breaches(shared, plan(a=held(MONDAY), b=held(WEDNESDAY))) == []


def test_guests_alone_break_nothing() -> None:
    guest = Span(MONDAY, MONDAY + 2)
    crowded = make.partner(guests=(guest, guest))
    problem = make.problem([make.mission("a"), make.mission("b")], partners=[crowded])

    assert breaches(problem, plan(a=held(TUESDAY), b=held(WEDNESDAY))) == []
