"""What a coordinator does by hand: mission by mission, the best person who is free.

The preferred date comes first, and twelve are tried. Every hard rule is kept; a choice once made
is never taken back.

    python -m benchmarks.peers.by_hand PROBLEM -o HANDED
"""

from collections.abc import Iterator
from itertools import islice

from benchmarks.peers.entry import Entry, Unsuited, enter
from benchmarks.peers.facts import rank
from benchmarks.peers.papers import Papers, Team
from matcher.halfdays import HalfDay
from matcher.index.tables import Candidate, Tables
from matcher.plan import Plan
from matcher.problem import Expert, Held, Mission, Problem, Role

DATES_TRIED = 12


def staff(problem: Problem, entry: Entry) -> None:
    """Staff the missions in the order of precedence and priority."""
    if problem.pins or problem.published:
        raise Unsuited("By hand nothing is pinned or published yet.")
    papers = Papers(problem, Tables(problem))
    depth = rank(problem)
    missions = problem.missions.values()
    for mission in sorted(missions, key=lambda m: (depth[m.id], -m.priority, m.window.start, m.id)):
        staff_one(papers, mission)
    entry.hand_in(problem, Plan(dict(papers.plan)), {})


def staff_one(papers: Papers, mission: Mission) -> None:
    """The first date of twelve with a whole team, else the one with the most seats filled."""
    best: tuple[int, HalfDay, Team] | None = None
    for start in islice(papers.dates(mission), DATES_TRIED):
        team = asked_to_come(papers, mission, start)
        filled = len(Held(start, team).experts)
        if best is None or filled > best[0]:
            best = (filled, start, team)
        if filled == mission.seats:
            break
    if best is not None and best[0]:
        papers.settle(mission, best[1], best[2])


def asked_to_come(papers: Papers, mission: Mission, start: HalfDay) -> Team:
    """For each seat in turn the best person who is free on that date."""
    team: Team = {}
    for role in mission.roles:
        for _ in range(role.count):
            fitting = candidates(papers, mission, role, start, team)
            best = min(fitting, key=lambda c: strain(papers, mission, c, team), default=None)
            if best is None:
                break
            team[role.id] = (*team.get(role.id, ()), best.expert.id)
    return team


def candidates(
    papers: Papers, mission: Mission, role: Role, start: HalfDay, team: Team
) -> Iterator[Candidate]:
    """Who may sit in the role then, beside those already asked."""
    asked = Held(start, team).experts
    for candidate in papers.tables.candidates[mission.id, role.id]:
        expert = candidate.expert
        if (
            start in candidate.starts
            and expert.id not in asked
            and mixes(papers.problem, mission, team, expert)
            and papers.is_free(mission, start, expert)
            and papers.can_pay(mission, start, expert, team)
        ):
            yield candidate


def mixes(problem: Problem, mission: Mission, team: Team, expert: Expert) -> bool:
    """Do the members of the team stay of more than one group?"""
    if not mission.plural or expert.kind != "member":
        return True
    asked = (problem.experts[other] for other in Held(None, team).experts)
    groups = {other.group for other in asked if other.kind == "member"}
    return not groups or groups != {expert.group}


def strain(
    papers: Papers, mission: Mission, candidate: Candidate, team: Team
) -> tuple[int, int, int, str]:
    """A language that the team still lacks comes first, then the fit, then who is sent least."""
    expert = candidate.expert
    asked = [papers.problem.experts[other] for other in Held(None, team).experts]
    brings = sum(
        expert.languages.get(language, 0) >= needed
        and all(other.languages.get(language, 0) < needed for other in asked)
        for language, needed in mission.speaks.items()
    )
    load = expert.load + len(papers.taken[expert.id])
    return -brings, candidate.misfit, load, expert.id


if __name__ == "__main__":
    enter("by hand", staff)
