"""The family of single changes that are looked at for a vacancy, and their order by size."""

from collections.abc import Iterator

from matcher.changes.dates import moves, windows
from matcher.changes.requirements import of_role, of_team
from matcher.changes.single import Chain
from matcher.plan import Plan, Unlock, Vacancy
from matcher.problem import Problem

ORDER = (
    "unlock.language_lower",
    "unlock.domain_lower",
    "unlock.speaks_lower",
    "unlock.kind_any",
    "unlock.window_earlier",
    "unlock.window_later",
    "unlock.rest_shorter",
    "unlock.busy_lifted",
    "unlock.move_earlier",
    "unlock.move_later",
)
"""Every code; where sizes are equal those named first come first."""
REQUIREMENTS = frozenset(ORDER[:4])
"""Those that ask less of a role or of a team, and may let one named expert go."""


def of_mission(problem: Problem, row: Vacancy) -> Iterator[Chain]:
    """What the mission itself could ask less of: requirements and dates."""
    mission = problem.missions[row.mission]
    if row.role is not None:
        yield from of_role(problem, mission, mission.role(row.role))
    elif row.language is not None:
        yield of_team(problem, mission, row.language)
    yield from windows(problem, mission)


def of_others(problem: Problem, plan: Plan, row: Vacancy) -> Iterator[Chain]:
    """Moves of each other mission that the plan holds."""
    for mission in problem.missions.values():
        if mission.id != row.mission:
            yield from moves(problem, plan, mission)


def ranked(found: Iterator[tuple[int, Unlock]]) -> tuple[Unlock, ...]:
    """Unlocks with their sizes, the smallest first."""

    def key(sized: tuple[int, Unlock]) -> tuple[int, int, str, str]:
        size, unlock = sized
        return size, ORDER.index(unlock.code), unlock.expert or "", str(unlock.patch[0]["path"])

    return tuple(unlock for _, unlock in sorted(found, key=key))
