"""Accounts of the example, one for each part that people play; passwords are new each time."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from db.actors import Actor
from db.operations import accounts
from db.operations.accounts import AccountFacts, RoleGrant
from db.words import AccountRole
from web.service.passwords import hash_password, make_password

PARTS: tuple[AccountRole, ...] = (
    "admin",
    "coordinator",
    "planner",
    "approver",
    "reader",
    "expert",
)


@dataclass(frozen=True, slots=True)
class Login:
    """What somebody types to come in as one of the parts."""

    role: AccountRole
    login: str
    password: str


def make_logins(
    session: Session, institution_id: int, expert_id: int, by: Actor, at: datetime
) -> list[Login]:
    """An account for each part; the expert's is that of one of the roster."""
    made = []
    for part in PARTS:
        login = Login(part, part, make_password())
        grant = RoleGrant(part, institution_id, expert_id if part == "expert" else None)
        facts = AccountFacts(login.login, part.title(), (grant,))
        accounts.create(session, facts, hash_password(login.password), by, at)
        made.append(login)
    return made
