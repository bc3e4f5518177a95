"""Vacancies: empty seats, and languages that nobody in the team speaks."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from matcher.plan import Penalty, Plan
from matcher.problem import Language, Measure, Mission, Problem, RoleId
from matcher.rules.reading import Reading, team

if TYPE_CHECKING:
    from matcher.solve.cpsat.skeleton import Expr
    from matcher.solve.cpsat.variables import Variables


@dataclass(frozen=True, slots=True)
class Gap:
    """What a team lacks: empty seats of a role, or one language."""

    seats: int
    role: RoleId | None = None
    language: Language | None = None


class Vacancies:
    """Each empty seat, and each language not spoken, costs the mission's priority."""

    measure: Measure = "vacancies"

    def declare(self, x: "Variables") -> "Expr":
        """Seats less those filled, languages less those spoken."""
        missing = []
        for mission in x.problem.missions.values():
            empty = mission.seats - sum(x.filled(mission.id, role.id) for role in mission.roles)
            spoken = sum(x.spoken(mission.id, language) for language in mission.speaks)
            missing.append(mission.priority * (empty + len(mission.speaks) - spoken))
        return sum(missing)

    def breaches(self, reading: Reading) -> Iterator[Penalty]:
        """A row for each role with empty seats and for each language not spoken."""
        for mission in reading.problem.missions.values():
            for gap in gaps(reading.problem, reading.plan, mission):
                language = {} if gap.language is None else {"language": gap.language}
                facts = {"seats": gap.seats} if gap.role is not None else language
                yield Penalty(mission.priority * gap.seats, mission.id, gap.role, facts=facts)


def gaps(problem: Problem, plan: Plan, mission: Mission) -> Iterator[Gap]:
    """What a mission's team lacks; a mission that is not held lacks all of it."""
    held = plan.held(mission.id)
    for role in mission.roles:
        filled = len(held.team.get(role.id, ())) if held.start is not None else 0
        if filled < role.count:
            yield Gap(role.count - filled, role=role.id)
    members = team(problem, plan, mission) if mission.speaks else ()
    for language, rank in mission.speaks.items():
        if all(expert.languages.get(language, 0) < rank for expert in members):
            yield Gap(1, language=language)
