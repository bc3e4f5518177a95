"""The parliaments that are helped, and the days on which they receive nobody."""

from datetime import date

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.base import Base, Code, Key, owned


class PartnerRow(Base):
    """A parliament that is helped; hosts missions abroad."""

    __tablename__ = "partner"
    __table_args__ = (CheckConstraint("at_once >= 1", name="at_once"),)

    id: Mapped[Key]
    code: Mapped[Code]
    name_en: Mapped[str]
    name_fr: Mapped[str]
    country: Mapped[str] = mapped_column(String(2))
    region: Mapped[str | None] = mapped_column(String(64))
    timezone: Mapped[str] = mapped_column(String(64))
    weekend: Mapped[str] = mapped_column(String(7), default="67")
    language: Mapped[str | None] = mapped_column(String(8))
    at_once: Mapped[int] = mapped_column(default=1)

    closures: Mapped[list["PartnerClosureRow"]] = relationship(
        cascade="all, delete-orphan", order_by="PartnerClosureRow.first"
    )


class PartnerClosureRow(Base):
    """Days on which a partner receives nobody, both ends included."""

    __tablename__ = "partner_closure"
    __table_args__ = (
        CheckConstraint("first <= last", name="range"),
        Index(None, "partner_id", "first"),
    )

    id: Mapped[Key]
    partner_id: Mapped[int] = mapped_column(owned("partner"))
    first: Mapped[date]
    last: Mapped[date]
    name: Mapped[str | None]
    is_estimated: Mapped[bool] = mapped_column(default=False)
