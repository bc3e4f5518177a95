"""One more competence: held to every set of seats that somebody could then take, one by one."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from hypothesis import given

from matcher.explain.thin_competence import Gain, gained, gains
from matcher.explain.thin_reach import Competence
from matcher.halfdays import HalfDay
from matcher.index.tables import Tables
from matcher.plan import Plan, Vacancy
from matcher.problem import Domain, DomainId, ExpertId, Held, MissionId, Problem, RoleId
from matcher.review import review
from matcher.trials.competence import verified
from matcher.trials.trial import TrialLimits
from matcher.vacancies import unexplained
from tests.chance import examples, often
from tests.matcher import make
from tests.matcher.explain.test_remedies import staffed

Option = tuple[MissionId, RoleId, HalfDay]
ANNA = ExpertId("anna")


def joined(plan: Plan, expert: ExpertId, chosen: tuple[Option, ...]) -> Plan:
    """The plan with the expert in these seats too."""
    missions = dict(plan.missions)
    for name, role, start in chosen:
        team = plan.held(name).team
        missions[name] = Held(start, {**team, role: (*team.get(role, ()), expert)})
    return Plan(missions)


def options(problem: Problem, plan: Plan, gain: Gain) -> Iterator[Option]:
    """Each empty seat that the expert could take with the competence, and not without it."""
    better = gained(problem, gain)
    for row in unexplained(problem, plan):
        if row.role is not None:
            start = plan.held(row.mission).start
            for at in range(len(problem.horizon)) if start is None else (start,):
                option = row.mission, row.role, at
                then = joined(plan, gain.expert, (option,))
                if not review(better, then).breaches and review(problem, then).breaches:
                    yield option


def brute(problem: Problem, plan: Plan, gain: Gain) -> int:
    """By how much vacancies can fall, whatever the expert joins with the competence."""
    better, before = gained(problem, gain), review(problem, plan).measures["vacancies"]
    by_mission: dict[MissionId, list[Option | None]] = {}
    for option in options(problem, plan, gain):
        by_mission.setdefault(option[0], [None]).append(option)
    best = 0
    for chosen in product(*by_mission.values()):
        then = joined(plan, gain.expert, tuple(each for each in chosen if each is not None))
        found = review(better, then)
        if not found.breaches:
            best = max(best, before - found.measures["vacancies"])
    return best


def asked(problem: Problem, plan: Plan) -> Iterator[Gain]:
    """Every expert with every competence that a vacancy asks for, at every level."""
    roles = [role for m in problem.missions.values() for role in m.roles]
    domains = {d for role in roles for d in role.domains}
    tongues = {t for role in roles for t in role.languages}
    tongues |= {t for m in problem.missions.values() for t in m.speaks}
    names = [
        *((Competence("domain", d), level) for d in domains for level in (1, 2, 3)),
        *((Competence("language", t), rank) for t in tongues for rank in range(1, 7)),
    ]
    for expert in problem.experts:
        for competence, level in names:
            yield Gain(expert, competence, level, 0, 0, (), exact=True)


def test_gains_are_what_trying_every_set_of_seats_finds() -> None:
    worked: list[bool] = []

    @examples(50)
    @given(case=staffed())
    def are_what_trying_finds(
        case: tuple[Problem, Plan, Vacancy],
    ) -> None:
        problem, plan, _ = case
        best: dict[tuple[ExpertId, Competence], int] = {}
        for gain in asked(problem, plan):
            key = gain.expert, gain.competence
            best[key] = max(best.get(key, 0), brute(problem, plan, gain))

        found = gains(Tables(problem), plan, most=1000)

        named = {(gain.expert, gain.competence) for gain in found}
        assert all(
            value == 0 for key, value in best.items() if key not in named and ours(key, found)
        )
        for gain in found:
            tried = best[gain.expert, gain.competence]
            assert tried == gain.priority if gain.exact else tried <= gain.priority
            assert brute(problem, plan, gain) == tried
        worked.append(bool(found))

    are_what_trying_finds()
    assert often(worked, 0.25)


def ours(key: tuple[ExpertId, Competence], found: tuple[Gain, ...]) -> bool:
    """Domains that no vacancy asks for are not told: what lies above them is."""
    return key[1].kind == "language" or any(g.competence.name == key[1].name for g in found)


def two(apart: int) -> tuple[Tables, Plan]:
    """Two missions abroad, so many half-days apart, whose one seat asks for law; Anna rests 4."""
    role = make.role(domains={"law": 2})
    missions = [
        make.mission("m", roles=(role,), priority=3),
        make.mission("n", roles=(role,), priority=2, partner="mg"),
    ]
    anna, law = make.expert("anna", rest=4), Domain(DomainId("law"))
    problem = make.problem(missions, [anna], domains=[law])
    return Tables(problem), make.plan(m=make.held(0), n=make.held(2 + apart))


def test_what_one_competence_brings_in_several_missions_is_added_up() -> None:
    [found] = gains(*two(apart=4))

    assert (found.expert, found.competence) == (ANNA, Competence("domain", "law"))
    assert (found.level, found.held, found.priority, found.exact) == (2, 0, 5, True)
    assert found.missions == ("m", "n")


def test_missions_that_clash_count_once() -> None:
    [found] = gains(*two(apart=2))

    assert (found.priority, found.missions) == (3, ("m",))


def test_nothing_is_said_of_who_lacks_two_competences() -> None:
    role = make.role(domains={"law": 1}, languages={"fr": 3})
    problem = make.problem(make.mission("m", roles=(role,)), domains=[Domain(DomainId("law"))])

    assert gains(Tables(problem), make.plan(m=make.held(0))) == ()


def test_who_sits_there_could_speak() -> None:
    problem = make.problem(make.mission("m", speaks={"fr": 4}), [make.expert("anna")])

    [found] = gains(Tables(problem), make.plan(m=make.held(0, "anna")))

    assert (found.competence, found.level) == (Competence("language", "fr"), 4)
    assert (found.priority, found.missions) == (1, ("m",))


def test_gain_is_verified_by_solving_again() -> None:
    tables, plan = two(apart=4)
    problem = replace(tables.problem, objective=({"vacancies": 1}, {"misfit": 1}))

    few, limits = gains(Tables(problem), plan), TrialLimits(seconds=240, workers=1)
    [found] = verified(problem, plan, few, limits)

    assert (found.before, found.verdict.better, found.verdict.tiers) == ((5,), True, (0,))
