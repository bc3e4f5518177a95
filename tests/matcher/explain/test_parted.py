"""People for a seat, parted by institution: nobody is lost, and nothing is told of others."""

from dataclasses import replace

from hypothesis import given

from matcher.explain.around import Around
from matcher.explain.called import called
from matcher.explain.candidates import candidates
from matcher.explain.parted import Skips, parted
from matcher.explain.seat import Seat
from matcher.index.tables import Tables
from matcher.problem import ExpertId, InstitutionId, MissionId, RoleId
from tests.chance import examples
from tests.matcher import make
from tests.matcher.exhaustive import Json
from tests.matcher.explain.test_candidates import ALL, read, seats
from tests.matcher.make import MONDAY, TUESDAY, held, plan
from tests.matcher.problems import planned

M, R = MissionId("m"), RoleId("r")
OURS = InstitutionId("qc")


def test_everybody_is_own_or_of_others_with_the_same_rank() -> None:
    met = {"own": 0, "others free": 0, "others taken": 0}

    @examples(120)
    @given(planned())
    def agree(drawn: tuple[Json, Json]) -> None:
        problem, plan = read(drawn)
        homes = [*problem.institutions][:1]
        mine = {e.id for e in problem.experts.values() if e.institution in homes}
        for seat in seats(problem, plan):
            whole = candidates(Tables(problem), plan, seat, most=ALL)
            found = parted(Around(Tables(problem), plan, seat), homes, Skips(most=ALL))

            own, others = found.own, found.others
            assert [*own.free.shown] == [c for c in whole.free.shown if c.expert in mine]
            assert [*own.breaking.shown] == [c for c in whole.breaking.shown if c.expert in mine]
            assert [*own.excluded.shown] == [r for r in whole.excluded.shown if r.expert in mine]
            free = {c.expert for c in whole.free.shown} - mine
            assert [*others.free] == sorted(free)
            told = [own.free.count, own.breaking.count, own.excluded.count, len(free), others.taken]
            groups = whole.free.count, whole.breaking.count, whole.excluded.count
            assert sum(told) == sum(groups)
            met["own"] += sum(told[:3])
            met["others free"] += len(free)
            met["others taken"] += others.taken

    agree()
    assert all(count > 5 for count in met.values()), met


def test_pages_one_after_the_other_are_the_whole() -> None:
    names = ("a", "b", "c", "d", "e")
    experts = [make.expert(each, load=number) for number, each in enumerate(names)]
    around = Around(Tables(make.problem(make.mission(), experts)), plan(m=held(MONDAY)), Seat(M, R))

    pages = [parted(around, [OURS], Skips(free=skip, most=2)).own.free for skip in (0, 2, 4)]

    assert [page.count for page in pages] == [5, 5, 5]
    assert [c.expert for page in pages for c in page.shown] == [ExpertId(n) for n in names]


def test_somebody_who_joins_a_published_team_and_who_leaves_hear_of_it() -> None:
    people = [make.expert("anna"), make.expert("luc")]
    published = {M: held(MONDAY, "anna")}
    problem = make.problem(make.mission(), people, published=published)
    around = Around(Tables(problem), plan(m=held(MONDAY, "anna")), Seat(M, R, ExpertId("anna")))

    assert called(around, MONDAY, ExpertId("luc")) == {"anna": "leaves", "luc": "joins"}


def test_who_hears_of_it_anyway_is_not_called_again() -> None:
    people = [make.expert("anna"), make.expert("luc"), make.expert("zoe")]
    role = make.role(count=2)
    published = {M: held(MONDAY, "anna")}
    problem = make.problem(make.mission(roles=(role,)), people, published=published)
    around = Around(Tables(problem), plan(m=held(TUESDAY, "anna")), Seat(M, R))

    assert called(around, TUESDAY, ExpertId("luc")) == {"luc": "joins"}


def test_nobody_hears_of_a_mission_that_was_not_published() -> None:
    around = Around(
        Tables(make.problem(make.mission(), make.expert())), plan(m=held(MONDAY)), Seat(M, R)
    )

    assert called(around, MONDAY, ExpertId("anna")) == {}


def test_as_many_are_called_as_the_measure_says() -> None:
    met = 0

    @examples(120)
    @given(planned())
    def agree(drawn: tuple[Json, Json]) -> None:
        nonlocal met
        drawn_problem, plan = read(drawn)
        problem = replace(drawn_problem, published=plan.missions)
        for seat in seats(problem, plan):
            if plan.held(seat.mission).start is None:
                continue
            around = Around(Tables(problem), plan, seat)
            for choice in candidates(Tables(problem), plan, seat, most=ALL).free.shown:
                found = called(around, choice.start, choice.expert)
                assert len(found) == choice.measures["calls"]
                met += len(found)

    agree()
    assert met > 10
