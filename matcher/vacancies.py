"""Why seats stay empty: what every team of a plan lacks, each with its funnel."""

from matcher.funnels import Funnels
from matcher.plan import Plan, Vacancy
from matcher.problem import Mission, Problem, Role, RoleId
from matcher.rules.vacancies import Gap, gaps
from matcher.tables import Tables


def vacancies(problem: Problem, plan: Plan, tables: Tables | None = None) -> tuple[Vacancy, ...]:
    """A row for each role with empty seats and for each language nobody in the team speaks.

    Who has the tables of the problem already lends them.
    """
    lacking = [(m, gap) for m in problem.missions.values() for gap in gaps(problem, plan, m)]
    if not lacking:
        return ()
    funnels = Funnels(tables or Tables(problem), plan)
    return tuple(_vacancy(funnels, mission, gap) for mission, gap in lacking)


def _vacancy(funnels: Funnels, mission: Mission, gap: Gap) -> Vacancy:
    role = mission.role(gap.role) if gap.role is not None else _speaker(mission, gap)
    return Vacancy(
        mission=mission.id,
        role=gap.role,
        seats=gap.seats if gap.role is not None else 0,
        language=gap.language,
        funnel=funnels.of(mission, role),
    )


def _speaker(mission: Mission, gap: Gap) -> Role:
    """Whoever would meet the language: a role of its own that asks for nothing else."""
    languages = {} if gap.language is None else {gap.language: mission.speaks[gap.language]}
    return Role(RoleId(""), languages=languages)
