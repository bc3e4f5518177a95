"""Each change alters what it names and nothing else; what is gone is told, not failed on."""

import json
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.files import read_problem, write_problem
from matcher.halfdays import Span
from matcher.problem import After, Domain, DomainId, ExpertId, MissionId, Problem, ProgrammeId
from matcher.scenario import Change, ChangeUnknown, added, apply
from matcher.scenario.applying import APPLIERS
from tests.matcher import make
from tests.matcher.make import TUESDAY, WEDNESDAY
from tests.matcher.problems import problems

Facts = Mapping[str, object]
ANNA, MARC = ExpertId("anna"), ExpertId("marc")
ONE, TWO, THREE = MissionId("one"), MissionId("two"), MissionId("three")
P = ProgrammeId("p")
DAYS = {"first": "2027-03-02", "last": "2027-03-03"}


def base() -> Problem:
    """Two missions, one after the other, and two people."""
    law = make.role(domains={"law": 2}, languages={"fr": 4})
    one = make.mission("one", roles=(law,), preferred=TUESDAY, programme="p", banned={"marc"})
    two = make.mission("two", window=Span(2, 9), after=(After(ONE),))
    return make.problem(
        [one, two],
        [make.expert("anna"), make.member("marc")],
        domains=[Domain(DomainId("law")), Domain(DomainId("library"))],
        programmes=[make.programme("p", by_institution={"qc": 4})],
        pins={"one": make.held(WEDNESDAY, "anna")},
    )


def changed(code: str, facts: Facts) -> Problem:
    applied = apply(base(), [Change(code, facts)])
    assert applied.gone == ()
    return applied.problem


def test_expert_withdrawn_takes_their_pins_and_bans_along() -> None:
    left = changed("expert.withdrawn", {"expert": "anna"})

    assert list(left.experts) == ["marc"]
    assert left.pins[ONE] == make.held(WEDNESDAY)
    banned = changed("expert.withdrawn", {"expert": "marc"})
    assert banned.missions[ONE].banned == frozenset()


def test_expert_busy_adds_whole_days() -> None:
    busy = changed("expert.busy", {"expert": "anna", **DAYS})

    assert busy.experts[ANNA].busy == (Span(2, 6),)
    assert busy.experts[MARC] == base().experts[MARC]


def test_institution_sits_binds_its_members_alone() -> None:
    sits = changed("institution.sits", {"institution": "qc", **DAYS})

    assert sits.experts[MARC].busy == (Span(2, 6),)
    assert sits.experts[ANNA].busy == ()


def test_bounds_of_an_expert_are_set_and_lifted() -> None:
    facts = {"expert": "anna", "most": 3}

    assert changed("expert.days_max", facts).experts[ANNA].days_max == 3
    assert changed("expert.missions_max", facts).experts[ANNA].missions_max == 3
    assert changed("expert.days_max", {**facts, "most": None}).experts[ANNA].days_max is None
    rested = changed("expert.rest", {"expert": "anna", "half_days": 4})
    assert rested.experts[ANNA].rest == 4


def test_mission_dropped_frees_those_that_wait_for_it() -> None:
    dropped = changed("mission.dropped", {"mission": "one"})

    assert list(dropped.missions) == ["two"]
    assert dropped.missions[TWO].after == ()
    assert dropped.pins == {}


def test_mission_window_and_priority_are_replaced() -> None:
    assert changed("mission.window", {"mission": "two", **DAYS}).missions[TWO].window == Span(2, 6)
    first = changed("mission.priority", {"mission": "two", "priority": 7})
    assert first.missions[TWO].priority == 7


def test_mission_shifted_moves_window_preference_and_pin() -> None:
    shifted = changed("mission.shifted", {"mission": "one", "days": 2})

    before = base().missions[ONE]
    one = shifted.missions[ONE]
    assert one.window == Span(before.window.start + 4, before.window.end)
    assert one.preferred == TUESDAY + 4
    assert shifted.pins[ONE] == make.held(WEDNESDAY + 4, "anna")


def test_mission_shifted_out_of_the_horizon_is_cut_or_gone() -> None:
    late = changed("mission.shifted", {"mission": "one", "days": 12})
    never = apply(base(), [Change("mission.shifted", {"mission": "one", "days": 14})])

    assert late.missions[ONE].window == Span(24, 28)
    assert late.missions[ONE].preferred == TUESDAY + 24
    assert late.pins[ONE] == make.held(None, "anna")
    assert [change.code for change in never.gone] == ["mission.shifted"]


def test_mission_banned_and_admitted_undo_each_other() -> None:
    banned = Change("mission.banned", {"mission": "one", "expert": "anna"})
    admitted = Change("mission.admitted", {"mission": "one", "expert": "anna"})

    assert apply(base(), [banned]).problem.missions[ONE].banned == {"anna", "marc"}
    assert apply(base(), [banned, admitted]).problem == base()


def test_role_changes_touch_what_is_asked_for() -> None:
    at = {"mission": "one", "role": "r"}

    assert changed("role.count", {**at, "count": 3}).missions[ONE].seats == 3
    assert changed("role.kind", {**at, "kind": "member"}).missions[ONE].roles[0].kind == "member"
    assert changed("role.kind", {**at, "kind": "any"}).missions[ONE].roles[0].kind is None
    less = changed("role.domain", {**at, "domain": "law", "level": None})
    assert less.missions[ONE].roles[0].domains == {}
    more = changed("role.domain", {**at, "domain": "library", "level": 1})
    assert more.missions[ONE].roles[0].domains == {"law": 2, "library": 1}
    spoken = changed("role.language", {**at, "language": "en", "level": "C1"})
    assert spoken.missions[ONE].roles[0].languages == {"fr": 4, "en": 5}


def test_pins_come_and_go() -> None:
    start = Change("pin.start", {"mission": "two", "start": "2027-03-02"})
    seat = Change("pin.expert", {"mission": "two", "role": "r", "expert": "marc"})
    loose = Change("unpin.start", {"mission": "two"})
    out = Change("unpin.expert", {"mission": "two", "expert": "marc"})

    assert apply(base(), [start, seat]).problem.pins[TWO] == make.held(TUESDAY, "marc")
    assert apply(base(), [start, seat, loose]).problem.pins[TWO] == make.held(None, "marc")
    assert apply(base(), [start, seat, loose, out]).problem == base()


def test_programme_bounds_are_set_and_lifted() -> None:
    name = {"programme": "p"}

    assert (
        changed("programme.half_days", {**name, "most": 9}).programmes[P].expert_half_days_max == 9
    )
    assert changed("programme.budget", {**name, "most": 5}).programmes[P].budget_max == 5
    share = {**name, "institution": "qc", "most": None}
    assert changed("programme.share", share).programmes[P].by_institution == {}


def test_weights_replace_those_of_the_last_tier() -> None:
    weights = {"misfit": 1, "burden": 5, "delay": 9}

    assert changed("objective.weights", weights).objective[-1] == weights
    with pytest.raises(ValueError, match="Weights are whole numbers"):
        changed("objective.weights", {"misfit": 1})


def test_mission_added_is_one_that_the_problem_was_given() -> None:
    add = Change("mission.added", {"mission": "two"})
    other = Change("mission.added", {"mission": "three"})

    assert added([add, other]) == {TWO, THREE}
    assert apply(base(), [add]).problem == base()
    assert apply(base(), [other]).gone == (other,)


def test_change_of_what_is_gone_is_told_and_the_others_stay() -> None:
    gone = Change("expert.busy", {"expert": "nobody", **DAYS})
    past = Change("expert.busy", {"expert": "anna", "first": "2026-01-01", "last": "2026-01-02"})
    kept = Change("mission.priority", {"mission": "two", "priority": 2})

    applied = apply(base(), [gone, past, kept])

    assert applied.gone == (gone, past)
    assert applied.problem.missions[TWO].priority == 2


def test_unknown_change_is_refused() -> None:
    with pytest.raises(ChangeUnknown):
        apply(base(), [Change("mission.painted", {})])


def test_change_is_the_same_after_json() -> None:
    change = Change("expert.busy", {"expert": "anna", **DAYS})

    assert Change.read(json.loads(json.dumps(change.written))) == change


def facts_of(problem: Problem) -> st.SearchStrategy[Change]:
    """Any change, mostly of things that the problem knows."""
    dates = st.sampled_from([problem.horizon.first.isoformat(), problem.horizon.last.isoformat()])
    mission = st.sampled_from([*problem.missions, "gone"])
    roles = sorted({role.id for m in problem.missions.values() for role in m.roles})
    facts = st.fixed_dictionaries(
        {
            "expert": st.sampled_from([*problem.experts, ExpertId("gone")]),
            "institution": st.sampled_from([*problem.institutions]),
            "mission": mission,
            "role": st.sampled_from(roles),
            "programme": st.sampled_from([*problem.programmes]),
            "first": st.just(problem.horizon.first.isoformat()),
            "last": dates,
            "start": dates,
            "days": st.integers(-3, 3),
            "most": st.none() | st.integers(0, 5),
            "half_days": st.integers(0, 5),
            "priority": st.integers(1, 100),
            "count": st.integers(1, 3),
            "kind": st.sampled_from(["member", "official", "any"]),
            "domain": st.sampled_from([*problem.domains]),
            "language": st.sampled_from(["fr", "en"]),
        }
    )
    others = {"role.domain", "role.language", "mission.speaks", "objective.weights", "expert.added"}
    codes = st.sampled_from(sorted(APPLIERS.keys() - others))
    return st.builds(Change, codes, facts)


@given(st.data(), problems())
def test_changed_problem_is_one_that_files_can_say(data: st.DataObject, document: object) -> None:
    problem = read_problem(json.dumps(document))
    changes = data.draw(st.lists(facts_of(problem), max_size=5))

    found = apply(problem, changes).problem

    again = read_problem(json.dumps(write_problem(found)))
    assert again == found


def test_expert_free_lifts_what_lies_in_the_range_and_no_more() -> None:
    away = replace(base().experts[ANNA], busy=(Span(0, 3), Span(4, 5), Span(5, 9)))
    problem = replace(base(), experts={**base().experts, ANNA: away})

    applied = apply(problem, [Change("expert.free", {"expert": "anna", **DAYS})])

    assert applied.problem.experts[ANNA].busy == (Span(0, 2), Span(6, 9))


def test_limits_of_an_institution_bind_each_of_its_people() -> None:
    facts = {"institution": "qc", "most": 3}

    days = changed("institution.days_max", facts).experts.values()
    missions = changed("institution.missions_max", {**facts, "most": None}).experts.values()
    rests = changed("institution.rest", {"institution": "qc", "half_days": 2}).experts.values()

    assert [each.days_max for each in days] == [3, 3]
    assert [each.missions_max for each in missions] == [None, None]
    assert [each.rest for each in rests] == [2, 2]
    elsewhere = changed("institution.rest", {"institution": "fr", "half_days": 2})
    assert elsewhere.experts == base().experts


def test_mission_speaks_another_level_or_no_more() -> None:
    facts = {"mission": "one", "language": "ht"}

    assert changed("mission.speaks", {**facts, "level": "B2"}).missions[ONE].speaks == {"ht": 4}
    assert changed("mission.speaks", {**facts, "level": None}).missions[ONE].speaks == {}


def test_horizon_cuts_windows_and_leaves_out_what_begins_later() -> None:
    one, two, three = (
        make.mission("one", window=Span(0, 8), preferred=6),
        make.mission("two", window=Span(8, 12)),
        make.mission("three", after=(After(TWO),)),
    )
    problem = make.problem([one, two, three], make.expert("anna"))

    found = apply(problem, [Change("horizon.until", {"last": "2027-03-02"})]).problem

    assert [*found.missions] == [ONE]
    assert (found.missions[ONE].window, found.missions[ONE].preferred) == (Span(0, 4), None)


def test_horizon_keeps_what_is_published_for_later_with_whoever_can_still_go() -> None:
    two = make.mission("two", window=Span(0, 12), roles=(make.role(count=3),))
    people = [make.expert("anna"), make.expert("luc", busy=(Span(8, 9),))]
    published = {"two": make.held(8, "anna", "luc", "gone")}
    problem = make.problem(two, people, published=published)

    found = apply(problem, [Change("horizon.until", {"last": "2027-03-02"})]).problem

    assert found.pins == {TWO: make.held(8, "anna")}
    assert found.missions == problem.missions


def test_horizon_before_the_first_day_is_gone() -> None:
    change = Change("horizon.until", {"last": "2027-02-01"})

    assert apply(base(), [change]).gone == (change,)


IMAGINED = {
    "expert": "x-1",
    "name": "A jurist",
    "kind": "member",
    "institution": "qc",
    "domains": {"law": 3},
    "languages": {"fr": "C1"},
}


def test_somebody_imagined_is_on_the_roster_and_may_be_pinned() -> None:
    pin = Change("pin.expert", {"mission": "two", "role": "r", "expert": "x-1"})

    found = apply(base(), [Change("expert.added", IMAGINED), pin])

    somebody = found.problem.experts[ExpertId("x-1")]
    assert (somebody.kind, somebody.institution, somebody.name) == ("member", "qc", "A jurist")
    assert (somebody.domains, somebody.languages) == ({"law": 3}, {"fr": 5})
    assert found.problem.pins[TWO].experts == ("x-1",)
    assert found.gone == ()


def test_somebody_imagined_needs_an_id_of_their_own_and_a_kind() -> None:
    for wrong in ({"expert": "anna"}, {"kind": "any"}):
        with pytest.raises(ValueError, match="imagined"):
            apply(base(), [Change("expert.added", {**IMAGINED, **wrong})])


def test_somebody_imagined_with_a_domain_that_is_gone_is_gone() -> None:
    change = Change("expert.added", {**IMAGINED, "domains": {"painting": 1}})

    assert apply(base(), [change]).gone == (change,)
