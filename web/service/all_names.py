"""Names of everything in the ledger, for whoever speaks of more than one problem has."""

from dataclasses import replace

from sqlalchemy.orm import Session

from db.ids import expert_id, mission_id, role_id
from db.queries import mission_titles, people
from matcher.problem import Problem
from web.language.own_names import role_name
from web.language.sentences.names import Names, quoted
from web.service.names import read_names


def scenario_names(session: Session, problem: Problem) -> Names:
    """Names of everything that a change may speak of, also of what is not in the problem."""
    names = read_names(session, problem)
    missions, roles = mission_titles.titled(session), mission_titles.roles(session)
    experts = {key: f"{given} {family}" for key, given, family in people.names(session)}
    return replace(
        names,
        missions=quoted({mission_id(row.id): row.title for row in missions}),
        experts={**{expert_id(key): name for key, name in experts.items()}, **names.experts},
        roles={role_id(row.id): role_name(row) for row in roles},
        halves={mission_id(row.id) for row in missions if row.has_halves},
    )
