"""Funnels of one seat, expert by expert: what the tables of all experts must say too."""

from collections.abc import Callable, Iterator

from matcher.eligibility import allowed_starts, domain_refusals, language_refusals
from matcher.halfdays import Span
from matcher.plan import FunnelStep, Plan
from matcher.problem import Expert, Mission, Problem, Role
from tests.matcher.plain_diary import Diary, is_free

Test = Callable[[Expert], bool]


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
    start = plan.held(mission.id).start
    open_ = starts if start is None else [start] if _fits(problem, mission.away(start)) else []
    yield "free_in_plan", lambda expert: any(diary.has_room(mission, s, expert) for s in open_)


def is_excluded(mission: Mission, expert: Expert) -> bool:
    """Is the expert banned from the mission, or will they not go to its partner?"""
    return expert.id in mission.banned or mission.partner in expert.excludes


def _fits(problem: Problem, away: Span) -> bool:
    return problem.horizon.holds(away.start, away.end)
