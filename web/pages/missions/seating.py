"""The lists from which a coordinator seats people, role by role."""

from collections.abc import Mapping
from dataclasses import dataclass

from db.ids import expert_id, role_id
from db.models import RoleRow
from db.moments import to_index
from db.text import folded, searched
from web.service.choices import Choices
from web.service.missions.by_hand import Candidate, Table
from web.service.missions.view import role_name, role_needs

LONGEST = 80
"""Candidates that one list shows; the search by name reaches the others."""


@dataclass(frozen=True, slots=True)
class RoleChoice:
    """A role with the candidates for its seats and who sits in each now; "" is nobody."""

    row: RoleRow
    name: str
    needs: tuple[str, ...]
    candidates: list[Candidate]
    seats: tuple[str, ...]
    found: int
    free: int

    def sitting(self, chosen: str) -> Candidate | None:
        """Who is chosen for a seat, with what speaks against them then."""
        return next((each for each in self.candidates if str(each.key) == chosen), None)


def role_choices(
    table: Table, start: int, team: Mapping[int, tuple[int, ...]], name: str, choices: Choices
) -> list[RoleChoice]:
    """All roles of the mission; `name` narrows the lists but never hides who is seated."""
    index = to_index(start, table.problem.horizon)
    words = searched(name)
    found = []
    for role in table.mission.roles:
        seated = team.get(role.id, ())
        asked = table.asked.role(role_id(role.id))
        everybody = table.candidates(asked, index, [expert_id(key) for key in seated])
        named = [c for c in everybody if all(word in folded(c.name) for word in words)]
        shown = named[:LONGEST]
        shown += [c for c in everybody if c.key in seated and c not in shown]
        found.append(
            RoleChoice(
                row=role,
                name=role_name(role),
                needs=role_needs(role, choices),
                candidates=shown,
                seats=_seats(role, seated),
                found=sum(candidate.meets for candidate in named),
                free=sum(candidate.meets and candidate.is_free for candidate in named),
            )
        )
    return found


def _seats(role: RoleRow, seated: tuple[int, ...]) -> tuple[str, ...]:
    keys = [str(key) for key in seated][: role.count]
    return (*keys, *("" for _seat in range(role.count - len(keys))))
