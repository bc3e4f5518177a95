"""What the order of missions alone says of their starts and of who comes first."""

from matcher.halfdays import HalfDay
from matcher.index.tables import Tables
from matcher.problem import Mission, MissionId, Problem


def topological(problem: Problem) -> list[Mission]:
    """The missions, each after all that it follows."""
    known = depths(problem)
    return sorted(problem.missions.values(), key=lambda mission: (known[mission.id], mission.id))


def depths(problem: Problem) -> dict[MissionId, int]:
    """How many missions each one follows, one behind the other, at most."""
    found: dict[MissionId, int] = {}

    def depth(mission: Mission) -> int:
        if mission.id not in found:
            before = (problem.missions[after.mission] for after in mission.after)
            found[mission.id] = 1 + max(map(depth, before), default=-1)
        return found[mission.id]

    for mission in problem.missions.values():
        depth(mission)
    return found


def ordered_starts(tables: Tables) -> dict[MissionId, tuple[HalfDay, ...]]:
    """The starts that are left when all that a mission follows is held as early as can be."""
    found: dict[MissionId, tuple[HalfDay, ...]] = {}
    for mission in topological(tables.problem):
        earliest = _earliest(tables.problem, mission, found)
        starts = tables.starts[mission.id]
        if earliest is None:
            found[mission.id] = ()
        else:
            found[mission.id] = tuple(start for start in starts if start >= earliest)
    return found


def _earliest(
    problem: Problem, mission: Mission, starts: dict[MissionId, tuple[HalfDay, ...]]
) -> HalfDay | None:
    """When all that the mission follows can be over; None where some of it is never held."""
    ends = [0]
    for after in mission.after:
        if not starts[after.mission]:
            return None
        ends.append(starts[after.mission][0] + problem.missions[after.mission].length + after.lag)
    return max(ends)
