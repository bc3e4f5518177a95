"""The pair that a question is about: what can be picked, and what the address has picked."""

from dataclasses import dataclass

from flask import request
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.mapping.ids import mission_id, role_id
from db.models import MissionRow, RoleRow
from db.text import folded
from matcher.problem import Problem
from web.i18n import gettext as _
from web.labels import label
from web.policy import scope

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


def seats(session: Session, problem: Problem, *, own: bool) -> Options:
    """Every role of every mission that is placed; `own`: of the reader's missions only."""
    rows = select(RoleRow.id, RoleRow.title, RoleRow.kind, MissionRow.id, MissionRow.title).join(
        MissionRow, MissionRow.id == RoleRow.mission_id
    )
    if own:
        rows = rows.where(MissionRow.institution_id.in_(scope()))
    found = []
    for role, title, kind, mission, called in session.execute(rows.order_by(RoleRow.id)):
        asked = problem.missions.get(mission_id(mission))
        if asked is None or all(each.id != role_id(role) for each in asked.roles):
            continue
        name = title or (label("kind", kind) if kind else _("Expert"))
        found.append((f"{mission_id(mission)}:{role_id(role)}", f"{called} · {name}"))
    return sorted(found, key=lambda pair: folded(pair[1]))


def experts(problem: Problem) -> Options:
    """Everybody of the roster by name."""
    named = [(each.id, each.name or each.id) for each in problem.experts.values()]
    return sorted(named, key=lambda pair: folded(pair[1]))
