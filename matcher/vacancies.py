"""Why a seat stays empty: the funnel that counts who is left after each requirement."""

from collections.abc import Callable, Iterator

from matcher.diary import Diary
from matcher.eligibility import allowed_starts, domain_refusals, is_free, language_refusals
from matcher.plan import FunnelStep, Plan, Vacancy
from matcher.problem import Expert, Mission, Problem, Role, RoleId
from matcher.rules.vacancies import Gap, gaps

Test = Callable[[Expert], bool]


def vacancies(problem: Problem, plan: Plan) -> tuple[Vacancy, ...]:
    """A row for each role with empty seats and for each language nobody in the team speaks."""
    return tuple(
        _vacancy(problem, plan, mission, gap)
        for mission in problem.missions.values()
        for gap in gaps(problem, plan, mission)
    )


def _vacancy(problem: Problem, plan: Plan, mission: Mission, gap: Gap) -> Vacancy:
    role = mission.role(gap.role) if gap.role is not None else _speaker(mission, gap)
    return Vacancy(
        mission=mission.id,
        role=gap.role,
        seats=gap.seats if gap.role is not None else 0,
        language=gap.language,
        funnel=funnel(problem, plan, mission, role),
    )


def _speaker(mission: Mission, gap: Gap) -> Role:
    """Whoever would meet the language: a role of its own that asks for nothing else."""
    languages = {} if gap.language is None else {gap.language: mission.speaks[gap.language]}
    return Role(RoleId(""), languages=languages)


def funnel(problem: Problem, plan: Plan, mission: Mission, role: Role) -> tuple[FunnelStep, ...]:
    """Experts left as the requirements of a role are added one after the other."""
    left = list(problem.experts.values())
    steps = [FunnelStep("all", len(left))]
    for step, test in _tests(problem, plan, mission, role):
        left = [expert for expert in left if test(expert)]
        steps.append(FunnelStep(step, len(left)))
    return tuple(steps)


def _tests(
    problem: Problem, plan: Plan, mission: Mission, role: Role
) -> Iterator[tuple[str, Test]]:
    homes = role.institutions
    starts = allowed_starts(problem, mission)
    yield "kind", lambda expert: role.kind in (None, expert.kind)
    yield "institution", lambda expert: not homes or expert.institution in homes
    yield "domains", lambda expert: not any(domain_refusals(problem, role, expert))
    yield "languages", lambda expert: not any(language_refusals(role, expert))
    yield "not_excluded", lambda expert: not is_excluded(mission, expert)
    yield "available", lambda expert: any(is_free(problem, mission, s, expert) for s in starts)
    diary = Diary(problem, plan)
    held = plan.held(mission.id)
    open_ = starts if held.start is None else (held.start,)
    yield "free_in_plan", lambda expert: any(diary.has_room(mission, s, expert) for s in open_)


def is_excluded(mission: Mission, expert: Expert) -> bool:
    """Is the expert banned from the mission, or will they not go to its partner?"""
    return expert.id in mission.banned or mission.partner in expert.excludes
