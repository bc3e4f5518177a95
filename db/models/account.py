"""Accounts, their roles, their sessions, and attempts to log in."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.base import Base, Key, Moment, one_of, owned
from db.models.expert import ExpertRow
from db.models.institution import InstitutionRow
from db.words import ACCOUNT_ROLES, LANGUAGES


class AccountRow(Base):
    """Somebody who may log in; `login` is kept in lower case."""

    __tablename__ = "account"
    __table_args__ = (CheckConstraint(one_of("language", LANGUAGES), name="language"),)

    id: Mapped[Key]
    login: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str]
    password_hash: Mapped[str | None]
    language: Mapped[str | None] = mapped_column(String(2))
    created_at: Mapped[Moment]
    disabled_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    roles: Mapped[list["AccountRoleRow"]] = relationship(
        cascade="all, delete-orphan", order_by="AccountRoleRow.id"
    )

    __mapper_args__ = {"version_id_col": version}


class AccountRoleRow(Base):
    """What an account may do, and in which institution; `expert_id` says who or for whom."""

    __tablename__ = "account_role"
    __table_args__ = (
        CheckConstraint(one_of("role", ACCOUNT_ROLES), name="role"),
        CheckConstraint(
            "role NOT IN ('expert', 'assistant') OR expert_id IS NOT NULL", name="expert"
        ),
        UniqueConstraint("account_id", "role", "institution_id", "expert_id"),
    )

    id: Mapped[Key]
    account_id: Mapped[int] = mapped_column(owned("account"), index=True)
    role: Mapped[str] = mapped_column(String(32))
    institution_id: Mapped[int] = mapped_column(owned("institution"))
    expert_id: Mapped[int | None] = mapped_column(owned("expert"), index=True)

    institution: Mapped[InstitutionRow] = relationship()
    expert: Mapped[ExpertRow | None] = relationship()


class WebSessionRow(Base):
    """A login that is still good; only the hash of its secret is kept."""

    __tablename__ = "web_session"

    id: Mapped[Key]
    account_id: Mapped[int] = mapped_column(owned("account"), index=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[Moment]
    seen_at: Mapped[Moment]
    expires_at: Mapped[Moment] = mapped_column(index=True)
    revoked_at: Mapped[datetime | None]

    account: Mapped[AccountRow] = relationship()


class LoginAttemptRow(Base):
    """Somebody tried to log in; counted across processes, forgotten after a while."""

    __tablename__ = "login_attempt"
    __table_args__ = (Index(None, "login", "at"), Index(None, "address", "at"))

    id: Mapped[Key]
    login: Mapped[str] = mapped_column(String(254))
    address: Mapped[str] = mapped_column(String(64))
    at: Mapped[Moment]
    succeeded: Mapped[bool]
