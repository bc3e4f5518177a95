"""The conflicts of the live plan as other pages show them: by mission, person and seat."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from web.service.conflicts.finding import Conflict, conflicts
from web.service.page_cache import remembered

MEMORY = "conflicts_shown"
"""Under which they are remembered while a page is made."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What does not hold any more; those that somebody has acknowledged say so."""

    found: Sequence[Conflict]

    @property
    def open(self) -> list[Conflict]:
        """Those that nobody has acknowledged: as many as the menu says."""
        return [each for each in self.found if each.note is None]

    @property
    def unseen(self) -> "Shown":
        """The same without what somebody has acknowledged: what numbers count."""
        return Shown(self.open)

    def of_mission(self, number: int) -> list[Conflict]:
        """Everything about one mission."""
        return [each for each in self.found if each.mission and each.mission[0] == number]

    def of_expert(self, number: int) -> list[Conflict]:
        """Everything about one person."""
        return [each for each in self.found if each.expert and each.expert[0] == number]

    def of_pair(self, mission: int, expert: int) -> list[Conflict]:
        """Everything about somebody's seat in a mission."""
        return [each for each in self.of_mission(mission) if each in self.of_expert(expert)]

    def of_seat(self, mission: int, expert: int) -> list[Conflict]:
        """Everything that somebody in a mission has to know: of their seat, and of the whole."""
        found = self.of_mission(mission)
        return [each for each in found if each.expert is None or each.expert[0] == expert]


def shown(session: Session) -> Shown:
    """The conflicts of now, worked out once a request."""
    return remembered(MEMORY, lambda: Shown(conflicts(session)))
