"""Several missions with one sponsor and the half-days of work that they may take."""

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.base import Base, Code, Key, owned


class ProgrammeRow(Base):
    """Several missions with one sponsor; half-days are summed over assignments."""

    __tablename__ = "programme"
    __table_args__ = (CheckConstraint("expert_half_days_max >= 0", name="expert_half_days_max"),)

    id: Mapped[Key]
    code: Mapped[Code]
    name_en: Mapped[str]
    name_fr: Mapped[str]
    sponsor: Mapped[str | None]
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"), index=True)
    expert_half_days_max: Mapped[int | None]

    shares: Mapped[list["ProgrammeShareRow"]] = relationship(cascade="all, delete-orphan")


class ProgrammeShareRow(Base):
    """The most half-days that one institution gives to a programme."""

    __tablename__ = "programme_share"
    __table_args__ = (CheckConstraint("half_days_max >= 0", name="half_days_max"),)

    programme_id: Mapped[int] = mapped_column(owned("programme"), primary_key=True)
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"), primary_key=True)
    half_days_max: Mapped[int]
