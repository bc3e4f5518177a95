"""Names of everything in the ledger, for whoever speaks of more than one problem has."""

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.ids import expert_id, mission_id, role_id
from db.models import ExpertRow, MissionRow, RoleRow
from matcher.problem import Problem
from web.i18n import gettext as _
from web.labels import label
from web.wording.names import Names, quoted, read_names


def scenario_names(session: Session, problem: Problem) -> Names:
    """Names of everything that a change may speak of, also of what is not in the problem."""
    names = read_names(session, problem)
    wanted = select(MissionRow.id, MissionRow.title, MissionRow.half_day_starts)
    missions = session.execute(wanted).all()
    roles = session.scalars(select(RoleRow)).all()
    people = select(ExpertRow.id, ExpertRow.given_name, ExpertRow.family_name)
    experts = {row.id: f"{row.given_name} {row.family_name}" for row in session.execute(people)}
    return replace(
        names,
        missions=quoted({mission_id(row.id): row.title for row in missions}),
        experts={**{expert_id(key): name for key, name in experts.items()}, **names.experts},
        roles={role_id(row.id): role_name(row) for row in roles},
        halves={mission_id(row.id) for row in missions if row.half_day_starts},
    )


def role_name(row: RoleRow) -> str:
    """What a role is called: its title, or whom it is open to."""
    return row.title or (label("kind", row.kind) if row.kind else _("Expert"))
