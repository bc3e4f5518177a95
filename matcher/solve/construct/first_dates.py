"""First dates, the way a coordinator finds them: the nearest that is still free, one by one."""

from collections.abc import Mapping, Sequence

from matcher.halfdays import HalfDay
from matcher.plan import Starts
from matcher.problem import Mission, MissionId, Problem
from matcher.solve.bounds.precedence import depths
from matcher.solve.construct.agenda import Agenda


def first_dates(
    problem: Problem,
    allowed: Mapping[MissionId, Sequence[HalfDay]],
    held: Starts,
) -> Starts:
    """A date for each mission that still finds one; those that are held stay as they are.

    Places and order are kept. Who has fewest dates to choose from comes first, after what it
    follows.
    """
    agenda = Agenda(problem, held)
    for mission in _in_order(problem, allowed):
        if mission.id not in agenda.starts:
            for start in nearest(mission, allowed[mission.id]):
                if agenda.admits(mission, start):
                    agenda.hold(mission, start)
                    break
    return agenda.starts


def nearest(mission: Mission, starts: Sequence[HalfDay]) -> list[HalfDay]:
    """Starts by their distance from the preferred one; the first of the window without one."""
    goal = mission.preferred if mission.preferred is not None else mission.window.start
    return sorted(starts, key=lambda start: (abs(start - goal), start))


def _in_order(problem: Problem, allowed: Mapping[MissionId, Sequence[HalfDay]]) -> list[Mission]:
    """What others wait for first, then those with fewest dates to choose from."""
    depth = depths(problem)

    def rank(mission: Mission) -> tuple[int, int, int, str]:
        return depth[mission.id], len(allowed[mission.id]), -mission.priority, mission.id

    return sorted((m for m in problem.missions.values() if allowed.get(m.id)), key=rank)
