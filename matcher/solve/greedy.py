"""A first plan, the way a coordinator staffs by hand: mission by mission, best date first."""

from dataclasses import dataclass, field

from matcher.halfdays import HalfDay
from matcher.plan import Plan
from matcher.problem import Expert, ExpertId, Held, Mission, MissionId, Problem, Role, RoleId
from matcher.rules.delay import days_off
from matcher.solve.draft import Draft
from matcher.tables import Candidate, Tables

_DATES_TRIED = 40


@dataclass(frozen=True, slots=True, order=True)
class _Proposal:
    """A date with its team: fewer gaps first, then the nearer date."""

    gaps: int
    delay: int
    start: HalfDay
    team: dict[RoleId, tuple[ExpertId, ...]] = field(compare=False)


def greedy(problem: Problem, tables: Tables, base: Plan) -> Plan:
    """Staff what `base` leaves open, in the order of precedence and priority.

    Places, order, diaries, rest and bounds are kept; the caller reviews the plan.
    """
    draft = Draft(problem, tables, base)
    for mission in _in_order(problem):
        if base.held(mission.id).start is None:
            proposal = _best_date(draft, mission)
            if proposal is not None:
                draft.hold(mission, proposal.start, proposal.team)
        else:
            _complete(draft, mission)
    return draft.plan


def _in_order(problem: Problem) -> list[Mission]:
    """Predecessors first, then by priority, hardest to staff first among equals."""
    depths: dict[MissionId, int] = {}

    def depth(mission: Mission) -> int:
        if mission.id not in depths:
            before = (problem.missions[after.mission] for after in mission.after)
            depths[mission.id] = 1 + max(map(depth, before), default=-1)
        return depths[mission.id]

    return sorted(problem.missions.values(), key=lambda m: (depth(m), -m.priority, -m.seats, m.id))


def _best_date(draft: Draft, mission: Mission) -> _Proposal | None:
    """The date with the fewest gaps; None where nobody could come on any."""
    starts = [s for s in draft.tables.starts[mission.id] if draft.has_place(mission, s)]
    starts.sort(key=lambda start: (days_off(mission, start), start))
    best: _Proposal | None = None
    for start in starts[:_DATES_TRIED]:
        team = _team(draft, mission, start, {})
        gaps = mission.seats - sum(len(seated) for seated in team.values())
        proposal = _Proposal(gaps, days_off(mission, start), start, team)
        if gaps < mission.seats and (best is None or proposal < best):
            best = proposal
        if gaps == 0:
            break
    return best


def _complete(draft: Draft, mission: Mission) -> None:
    held = draft.plan.held(mission.id)
    if held.start is not None:
        team = _team(draft, mission, held.start, dict(held.team))
        draft.hold(mission, held.start, team)


def _team(
    draft: Draft, mission: Mission, start: HalfDay, given: dict[RoleId, tuple[ExpertId, ...]]
) -> dict[RoleId, tuple[ExpertId, ...]]:
    """The roles with fewest candidates first; in each seat the best who is free."""
    team = dict(given)
    ranked = sorted(
        mission.roles, key=lambda r: (len(draft.tables.candidates[mission.id, r.id]), r.id)
    )
    for role in ranked:
        while len(team.get(role.id, ())) < role.count:
            chosen = _best_candidate(draft, mission, role, start, team)
            if chosen is None:
                break
            team[role.id] = (*team.get(role.id, ()), chosen.expert.id)
    return team


def _best_candidate(
    draft: Draft,
    mission: Mission,
    role: Role,
    start: HalfDay,
    team: dict[RoleId, tuple[ExpertId, ...]],
) -> Candidate | None:
    held = Held(start, team)
    fitting = (
        candidate
        for candidate in draft.tables.candidates[mission.id, role.id]
        if start in candidate.starts
        and candidate.expert.id not in held.experts
        and _mixes(draft.problem, mission, held, candidate.expert)
        and draft.has_room(mission, start, candidate.expert, held)
    )

    def strain(candidate: Candidate) -> tuple[int, str]:
        return 10 * candidate.misfit + draft.strain(mission, candidate.expert), candidate.expert.id

    return min(fitting, key=strain, default=None)


def _mixes(problem: Problem, mission: Mission, held: Held, expert: Expert) -> bool:
    """Does the team stay plural with this expert in it?"""
    if not mission.plural or expert.kind != "member":
        return True
    others = (problem.experts[other] for other in held.experts)
    groups = {other.group for other in others if other.kind == "member"}
    return groups != {expert.group}
