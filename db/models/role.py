"""What a mission's team needs, role by role."""

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.base import Base, Key, one_of, owned
from db.words import CEFR, KINDS


class RoleRow(Base):
    """`count` seats of a mission with the same requirements.

    A role that an old plan or a booking still names is dropped, not deleted.
    """

    __tablename__ = "role"
    __table_args__ = (
        CheckConstraint("count >= 1", name="count"),
        CheckConstraint(one_of("kind", KINDS), name="kind"),
    )

    id: Mapped[Key]
    mission_id: Mapped[int] = mapped_column(owned("mission"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[str] = mapped_column(default="")
    count: Mapped[int] = mapped_column(default=1)
    kind: Mapped[str | None] = mapped_column(String(16))
    is_dropped: Mapped[bool] = mapped_column(default=False)

    domains: Mapped[list["RoleDomainRow"]] = relationship(cascade="all, delete-orphan")
    languages: Mapped[list["RoleLanguageRow"]] = relationship(
        cascade="all, delete-orphan", order_by="RoleLanguageRow.language"
    )
    institutions: Mapped[list["RoleInstitutionRow"]] = relationship(cascade="all, delete-orphan")


class RoleDomainRow(Base):
    """A domain that every seat of a role requires, at a level of 1 to 3."""

    __tablename__ = "role_domain"
    __table_args__ = (CheckConstraint("level BETWEEN 1 AND 3", name="level"),)

    role_id: Mapped[int] = mapped_column(owned("role"), primary_key=True)
    domain_id: Mapped[int] = mapped_column(ForeignKey("domain.id"), primary_key=True)
    level: Mapped[int]


class RoleLanguageRow(Base):
    """A language that every seat of a role requires, at a CEFR level."""

    __tablename__ = "role_language"
    __table_args__ = (CheckConstraint(one_of("cefr", CEFR), name="cefr"),)

    role_id: Mapped[int] = mapped_column(owned("role"), primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    cefr: Mapped[str] = mapped_column(String(2))


class RoleInstitutionRow(Base):
    """An institution from which a role may be filled; without any, all may fill it."""

    __tablename__ = "role_institution"

    role_id: Mapped[int] = mapped_column(owned("role"), primary_key=True)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"), primary_key=True)
