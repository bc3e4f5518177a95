"""The lists from which a coordinator seats people, role by role."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from db.ids import expert_id, role_id
from db.models import MissionRow, RoleRow
from db.moments import to_index
from db.queries import missions, people
from db.text import folded, searched
from web.language.own_names import role_name
from web.service.belonging import called
from web.service.choices import Choices
from web.service.missions.by_hand import Candidate, Table
from web.service.missions.view import role_needs
from web.service.plans.entries import Somebody

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


def unseated(
    session: Session, row: MissionRow, team: Mapping[int, tuple[int, ...]]
) -> list[Somebody]:
    """Who is published in a role that is asked for no more, and has no seat in this team."""
    asked, seated = {role.id for role in row.roles}, {key for keys in team.values() for key in keys}
    seats = missions.live_team(session, row.id)
    gone = [seat.expert_id for seat in seats if seat.role_id not in asked]
    rows = people.by_ids(session, {key for key in gone if key not in seated})
    names = called(rows)
    return [Somebody(each.id, names[each.id]) for each in rows]


def _seats(role: RoleRow, seated: tuple[int, ...]) -> tuple[str, ...]:
    """Who sits there, also where they are more than the role asks for, then the empty seats."""
    keys = [str(key) for key in seated]
    return (*keys, *("" for _seat in range(role.count - len(keys))))
