"""What `explain` asks of the matcher, about a role of a mission or about an expert for it."""

from dataclasses import dataclass
from functools import cached_property

from matcher.eligibility import is_pinned
from matcher.explain.around import Around
from matcher.explain.candidates import Candidates, candidates
from matcher.explain.excluded import Sieve
from matcher.explain.seat import Seat
from matcher.explain.why import Why, why
from matcher.explain.why_not import WhyNot, why_not
from matcher.feasibility.funnels import Funnels
from matcher.fit import fit
from matcher.index.tables import Tables
from matcher.nights import Nights
from matcher.plan import Assignment, FunnelStep, Plan, Vacancy
from matcher.problem import Expert, ExpertId, MissionId, Problem, RoleId
from matcher.trials.forcing import forced
from matcher.trials.forcing_result import Forced
from matcher.trials.trial import TrialLimits
from matcher.trials.unlocking import Unlocks, unlocks
from matcher.vacancies import unexplained
from web.language.sentences.startless import Startless, startless


@dataclass(frozen=True)
class FileQuestion:
    """A role of a mission in a plan, and the seconds that solving again may take."""

    problem: Problem
    plan: Plan
    mission: MissionId
    role: RoleId
    seconds: float

    @cached_property
    def tables(self) -> Tables:
        """The tables of the problem, worked out once."""
        return Tables(self.problem)

    @property
    def sitting(self) -> tuple[ExpertId, ...]:
        """Who sits in the role; nobody where the mission is not held."""
        held = self.plan.held(self.mission)
        return held.team.get(self.role, ()) if held.start is not None else ()

    @property
    def limits(self) -> TrialLimits:
        """What a trial may take."""
        return TrialLimits(seconds=self.seconds)


@dataclass(frozen=True, slots=True)
class OfRole:
    """A role: its empty seats, its funnel, what would fill it, and everybody ranked for it."""

    vacancy: Vacancy | None
    funnel: tuple[FunnelStep, ...]
    unlocks: Unlocks | None
    candidates: Candidates
    hours: Nights
    at_night: int
    """Whom the hours of a remote session keep away: of those who fit, and of everybody."""
    dateless: Startless | None


@dataclass(frozen=True, slots=True)
class OfExpert:
    """An expert for a role: why, or why not and what forcing them would cost."""

    why: Why | None = None
    why_not: WhyNot | None = None
    forced: Forced | None = None


def of_role(asked: FileQuestion) -> OfRole:
    """Funnel and candidates; unlocks too where a seat is empty."""
    problem, plan = asked.problem, asked.plan
    mission = problem.missions[asked.mission]
    role, funnels = mission.role(asked.role), Funnels(asked.tables, plan)
    rows = (row for row in unexplained(problem, plan) if row.mission == asked.mission)
    vacancy = next((row for row in rows if row.role == asked.role), None)
    return OfRole(
        vacancy=vacancy,
        funnel=funnels.of(mission, role),
        unlocks=None if vacancy is None else unlocks(problem, plan, vacancy, asked.limits),
        candidates=candidates(asked.tables, plan, seat_of(asked)),
        hours=funnels.nights(mission, role),
        at_night=Sieve(Around(asked.tables, plan, seat_of(asked))).at_night(),
        dateless=startless(problem, plan, asked.mission),
    )


def of_expert(asked: FileQuestion, expert: ExpertId) -> OfExpert:
    """Why the expert sits in the role, or why not and what forcing them would cost."""
    tables, plan = asked.tables, asked.plan
    if expert in asked.sitting:
        seat = Seat(asked.mission, asked.role, expert)
        return OfExpert(why=why(tables, plan, seat))
    seat, here = Seat(asked.mission, asked.role), Assignment(asked.mission, asked.role, expert)
    return OfExpert(
        why_not=why_not(tables, plan, seat, expert),
        forced=forced(tables, plan, here, asked.limits),
    )


def seat_of(asked: FileQuestion) -> Seat:
    """The role's empty seat; in a full one that of whoever suits it least, pins apart."""
    problem, mission = asked.problem, asked.problem.missions[asked.mission]
    role = mission.role(asked.role)
    if len(asked.sitting) < role.count:
        return Seat(asked.mission, asked.role)
    known = [problem.experts[each] for each in asked.sitting if each in problem.experts]
    loose = [each for each in known if not is_pinned(problem, mission, role, each)]

    def suited(expert: Expert) -> tuple[int, str]:
        return fit(problem, mission, role, expert).total, expert.id

    instead = min(loose or known, key=suited, default=None)
    return Seat(asked.mission, asked.role, None if instead is None else instead.id)
