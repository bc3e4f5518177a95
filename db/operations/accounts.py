"""Accounts: made, given roles, disabled. Passwords come in as hashes only."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db import words
from db.actors import Actor
from db.errors import Flaw, Invalid
from db.models import AccountRoleRow, AccountRow, ExpertRow
from db.operations.audit import audit
from db.operations.logins import end_sessions_of
from db.queries import accounts as known

LONGEST = 254
"""Letters of a login, as the longest mail address has them."""


@dataclass(frozen=True, slots=True)
class RoleGrant:
    """What an account may do, where, and (experts and assistants) as or for whom."""

    role: words.AccountRole
    institution_id: int
    expert_id: int | None = None


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """What is known of an account when it is made."""

    login: str
    name: str
    roles: tuple[RoleGrant, ...] = ()
    language: words.Language | None = None


def create(
    session: Session, facts: AccountFacts, password_hash: str | None, by: Actor, at: datetime
) -> AccountRow:
    """Make an account. Raises: Invalid where its login is empty, or taken."""
    login = facts.login.strip().lower()
    flaws = list(_flaws(session, login, facts))
    if flaws:
        raise Invalid(flaws)
    row = AccountRow(
        login=login,
        name=facts.name.strip(),
        language=facts.language,
        password_hash=password_hash,
        created_at=at,
    )
    row.roles = [_role(grant) for grant in facts.roles]
    session.add(row)
    after = {"login": login, "roles": [grant.role for grant in facts.roles]}
    audit(session, row, "created", by, at, after=after)
    return row


def set_password(
    session: Session, account_id: int, password_hash: str, by: Actor, at: datetime
) -> AccountRow:
    """Change the password and sign the account out everywhere. Raises: NotFound."""
    row = known.account(session, account_id)
    row.password_hash = password_hash
    end_sessions_of(session, account_id, at)
    audit(session, row, "password_changed", by, at)
    return row


def disable(session: Session, account_id: int, by: Actor, at: datetime) -> AccountRow:
    """Let an account in no more, and sign it out everywhere. Raises: NotFound."""
    row = known.account(session, account_id)
    row.disabled_at = row.disabled_at or at
    end_sessions_of(session, account_id, at)
    audit(session, row, "disabled", by, at)
    return row


def enable(session: Session, account_id: int, by: Actor, at: datetime) -> AccountRow:
    """Let an account in again. Raises: NotFound."""
    row = known.account(session, account_id)
    row.disabled_at = None
    audit(session, row, "enabled", by, at)
    return row


def grant(
    session: Session, account_id: int, given: RoleGrant, by: Actor, at: datetime
) -> AccountRow:
    """Give an account one more role; one it has already is a matter of course."""
    row = known.account(session, account_id)
    if given not in [_grant(role) for role in row.roles]:
        row.roles.append(_role(given))
        audit(session, row, "role_granted", by, at, after={"role": given.role})
    return row


def _flaws(session: Session, login: str, facts: AccountFacts) -> list[Flaw]:
    flaws = []
    if not login:
        flaws.append(Flaw("field.required", "login"))
    if not facts.name.strip():
        flaws.append(Flaw("field.required", "name"))
    if session.scalar(select(AccountRow.id).where(AccountRow.login == login)) is not None:
        flaws.append(Flaw("account.login_taken", "login", {"login": login}))
    if len(login) > LONGEST:
        flaws.append(Flaw("field.too_long", "login", {"most": LONGEST}))
    for given in facts.roles:
        flaws += flaws_of(session, given)
    return flaws


def flaws_of(session: Session, given: RoleGrant) -> list[Flaw]:
    """What speaks against giving a role: it needs an expert, who is of that institution."""
    if given.expert_id is None:
        lacks = given.role in ("expert", "assistant")
        return [Flaw("account.role_needs_expert", "roles", {"role": given.role})] if lacks else []
    expert = session.get(ExpertRow, given.expert_id)
    if expert is None or expert.institution_id != given.institution_id:
        return [Flaw("account.unknown_expert", "roles", {"expert": given.expert_id})]
    return []


def _role(given: RoleGrant) -> AccountRoleRow:
    return AccountRoleRow(
        role=given.role, institution_id=given.institution_id, expert_id=given.expert_id
    )


def _grant(row: AccountRoleRow) -> RoleGrant:
    role: words.AccountRole = row.role  # type: ignore[assignment] # the CHECK allows no other
    return RoleGrant(role, row.institution_id, row.expert_id)
