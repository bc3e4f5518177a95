"""Parliaments and associate bodies with a roster, their sittings and closures."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, String, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.base import Base, Code, Key, one_of, owned
from db.words import INSTITUTION_KINDS


class InstitutionRow(Base):
    """A parliament or associate body: employs experts, runs missions, hosts at home.

    `weekend` lists ISO weekdays as digits: `67` is Saturday and Sunday. `mails_at_once` lets
    messages to experts go without anybody looking at them first.
    """

    __tablename__ = "institution"
    __table_args__ = (
        CheckConstraint(one_of("kind", INSTITUTION_KINDS), name="kind"),
        CheckConstraint("hosts_at_once >= 0", name="hosts_at_once"),
    )

    id: Mapped[Key]
    code: Mapped[Code]
    kind: Mapped[str] = mapped_column(String(16), default="parliament")
    name_en: Mapped[str]
    name_fr: Mapped[str]
    country: Mapped[str] = mapped_column(String(2))
    timezone: Mapped[str] = mapped_column(String(64))
    weekend: Mapped[str] = mapped_column(String(7), default="67")
    mailbox: Mapped[str | None]
    hosts_at_once: Mapped[int | None]
    mails_at_once: Mapped[bool] = mapped_column(default=False, server_default=false())

    sittings: Mapped[list["SittingRow"]] = relationship(
        cascade="all, delete-orphan", order_by="SittingRow.first"
    )
    closures: Mapped[list["ClosureRow"]] = relationship(
        cascade="all, delete-orphan", order_by="ClosureRow.first"
    )


class SittingRow(Base):
    """Days on which the members of an institution are needed at home, both ends included."""

    __tablename__ = "sitting"
    __table_args__ = (
        CheckConstraint("first <= last", name="range"),
        Index(None, "institution_id", "first"),
    )

    id: Mapped[Key]
    institution_id: Mapped[int] = mapped_column(owned("institution"))
    first: Mapped[date]
    last: Mapped[date]
    name: Mapped[str | None]


class ClosureRow(Base):
    """Days on which an institution hosts nobody and sends nobody, both ends included."""

    __tablename__ = "closure"
    __table_args__ = (
        CheckConstraint("first <= last", name="range"),
        Index(None, "institution_id", "first"),
    )

    id: Mapped[Key]
    institution_id: Mapped[int] = mapped_column(owned("institution"))
    first: Mapped[date]
    last: Mapped[date]
    name: Mapped[str | None]
    is_estimated: Mapped[bool] = mapped_column(default=False)
