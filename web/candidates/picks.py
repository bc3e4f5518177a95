"""The pair that a question is about: what can be picked, and what the address has picked."""

from dataclasses import dataclass

from flask import request
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.ids import mission_id, role_id
from db.models import MissionRow, RoleRow
from db.queries import sight
from db.text import order_key
from matcher.problem import Problem
from web.i18n import gettext as _
from web.labels import label

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
    rows = select(RoleRow.id, RoleRow.title, RoleRow.kind, MissionRow.id, MissionRow.title).join(
        MissionRow, MissionRow.id == RoleRow.mission_id
    )
    rows = rows.where(sight.missions(session))
    found = []
    for role, title, kind, mission, called in session.execute(rows.order_by(RoleRow.id)):
        asked = problem.missions.get(mission_id(mission))
        if asked is None or all(each.id != role_id(role) for each in asked.roles):
            continue
        name = title or (label("kind", kind) if kind else _("Expert"))
        found.append((f"{mission_id(mission)}:{role_id(role)}", f"{called} · {name}"))
    return sorted(found, key=lambda pair: order_key(pair[1]))
