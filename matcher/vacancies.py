"""Why seats stay empty: what every team of a plan lacks, each with its funnel."""

from dataclasses import replace

from matcher.feasibility.funnels import Funnels
from matcher.index.tables import Tables
from matcher.nights import Nights
from matcher.plan import FunnelStep, Plan, Vacancy
from matcher.problem import Mission, Problem, Role, RoleId
from matcher.rules.vacancies import gaps


def vacancies(tables: Tables, plan: Plan) -> tuple[Vacancy, ...]:
    """A row for each role with empty seats and for each language nobody in the team speaks."""
    rows = unexplained(tables.problem, plan)
    if not rows:
        return ()
    funnels = Funnels(tables, plan)
    return tuple(replace(row, funnel=_funnel(funnels, tables.problem, row)) for row in rows)


def unexplained(problem: Problem, plan: Plan) -> tuple[Vacancy, ...]:
    """The same rows without their funnels, which take time where experts are many."""
    return tuple(
        Vacancy(mission.id, gap.role, gap.seats if gap.role is not None else 0, gap.language)
        for mission in problem.missions.values()
        for gap in gaps(problem, plan, mission)
    )


def nights_of(tables: Tables, plan: Plan, row: Vacancy) -> Nights:
    """Whom of those who fit a vacancy the hours of a remote mission keep away."""
    mission = tables.problem.missions[row.mission]
    if mission.venue != "remote":
        return Nights()
    return Funnels(tables, plan).nights(mission, _asked(mission, row))


def _funnel(funnels: Funnels, problem: Problem, row: Vacancy) -> tuple[FunnelStep, ...]:
    mission = problem.missions[row.mission]
    return funnels.of(mission, _asked(mission, row))


def _asked(mission: Mission, row: Vacancy) -> Role:
    return _speaker(mission, row) if row.role is None else mission.role(row.role)


def _speaker(mission: Mission, row: Vacancy) -> Role:
    """Whoever would meet the language: a role of its own that asks for nothing else."""
    languages = {} if row.language is None else {row.language: mission.speaks[row.language]}
    return Role(RoleId(""), languages=languages)
