"""The pair that a question is about: what can be picked, and what the address has picked."""

from dataclasses import dataclass

from flask import request
from sqlalchemy.orm import Session

from db.ids import mission_id, role_id
from db.queries.mission_titles import seen_roles
from db.text import order_key
from matcher.problem import Problem
from web.language.own_names import role_name

Options = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Picked:
    """A role of a mission, and an expert, as far as the address names them."""

    mission: str
    role: str
    expert: str

    @property
    def seat(self) -> str:
        """Mission and role as one value of a list."""
        return f"{self.mission}:{self.role}"


def picked() -> Picked:
    """`mission` and `role`, or both as one `seat`; and `expert`."""
    asked = request.values
    mission, _colon, role = asked.get("seat", "").partition(":")
    return Picked(
        asked.get("mission", "") or mission,
        asked.get("role", "") or role,
        asked.get("expert", ""),
    )


def seats(session: Session, problem: Problem) -> Options:
    """Every role of every mission that is placed and that the reader sees."""
    found = []
    for role, mission, called in seen_roles(session):
        asked = problem.missions.get(mission_id(mission))
        if asked is None or all(each.id != role_id(role.id) for each in asked.roles):
            continue
        found.append((f"{mission_id(mission)}:{role_id(role.id)}", f"{called} · {role_name(role)}"))
    return sorted(found, key=lambda pair: order_key(pair[1]))
