"""Missions, and what is asked of the whole team."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.base import Base, HalfDayNumber, Key, Moment, one_of, owned
from db.models.institution import InstitutionRow
from db.models.partner import PartnerRow
from db.models.programme import ProgrammeRow
from db.models.role import RoleRow
from db.words import ACTIVITY_TYPES, CEFR, MISSION_STATES, SERVICE_MODES, VENUES


class MissionRow(Base):
    """One dated activity with a team, from request to closing.

    The window holds its possible first days; lengths and travel are in half-days. The
    institution runs it, and hosts it where the venue is home. Without weekdays of its own
    (ISO digits), they follow from its length and the weekend of the place.
    """

    __tablename__ = "mission"
    __table_args__ = (
        CheckConstraint(one_of("activity_type", ACTIVITY_TYPES), name="activity_type"),
        CheckConstraint(one_of("service_mode", SERVICE_MODES), name="service_mode"),
        CheckConstraint(one_of("venue", VENUES), name="venue"),
        CheckConstraint(one_of("state", MISSION_STATES), name="state"),
        CheckConstraint("venue = 'home' OR partner_id IS NOT NULL", name="partner"),
        CheckConstraint("window_first <= window_last", name="window"),
        CheckConstraint("length >= 1", name="length"),
        CheckConstraint("travel_before >= 0 AND travel_after >= 0", name="travel"),
        CheckConstraint("priority BETWEEN 1 AND 100", name="priority"),
        Index(None, "state", "window_first"),
        Index(None, "institution_id", "window_first"),
    )

    id: Mapped[Key]
    title: Mapped[str]
    activity_type: Mapped[str] = mapped_column(String(32))
    service_mode: Mapped[str] = mapped_column(String(16))
    venue: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(32), default="requested")
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"))
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("partner.id"), index=True)
    programme_id: Mapped[int | None] = mapped_column(ForeignKey("programme.id"), index=True)
    window_first: Mapped[date]
    window_last: Mapped[date]
    preferred: Mapped[date | None]
    length: Mapped[int]
    half_day_starts: Mapped[bool] = mapped_column(default=False)
    weekdays: Mapped[str | None] = mapped_column(String(7))
    travel_before: Mapped[int] = mapped_column(default=0)
    travel_after: Mapped[int] = mapped_column(default=0)
    priority: Mapped[int] = mapped_column(default=1)
    plural: Mapped[bool] = mapped_column(default=True)
    notes: Mapped[str] = mapped_column(Text, default="")
    reference: Mapped[str] = mapped_column(String(60), default="")
    pinned_start: Mapped[HalfDayNumber | None]
    created_at: Mapped[Moment]
    changed_at: Mapped[Moment]
    version: Mapped[int] = mapped_column()

    institution: Mapped[InstitutionRow] = relationship()
    partner: Mapped[PartnerRow | None] = relationship()
    programme: Mapped[ProgrammeRow | None] = relationship()
    roles: Mapped[list[RoleRow]] = relationship(
        primaryjoin="and_(RoleRow.mission_id == MissionRow.id, RoleRow.is_dropped.is_(False))",
        order_by=(RoleRow.position, RoleRow.id),
    )
    languages: Mapped[list["MissionLanguageRow"]] = relationship(
        cascade="all, delete-orphan", order_by="MissionLanguageRow.language"
    )
    further_partners: Mapped[list["MissionPartnerRow"]] = relationship(cascade="all, delete-orphan")
    after: Mapped[list["MissionAfterRow"]] = relationship(
        cascade="all, delete-orphan", foreign_keys="MissionAfterRow.mission_id"
    )
    bans: Mapped[list["MissionBanRow"]] = relationship(cascade="all, delete-orphan")
    pins: Mapped[list["MissionPinRow"]] = relationship(cascade="all, delete-orphan")

    __mapper_args__ = {"version_id_col": version}


class MissionLanguageRow(Base):
    """A language that somebody in the team must speak, at a CEFR level."""

    __tablename__ = "mission_language"
    __table_args__ = (CheckConstraint(one_of("cefr", CEFR), name="cefr"),)

    mission_id: Mapped[int] = mapped_column(owned("mission"), primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    cefr: Mapped[str] = mapped_column(String(2))


class MissionPartnerRow(Base):
    """A further partner that takes part, and whose closures count."""

    __tablename__ = "mission_partner"

    mission_id: Mapped[int] = mapped_column(owned("mission"), primary_key=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partner.id"), primary_key=True)


class MissionAfterRow(Base):
    """An earlier mission that must have ended `lag` half-days before this one starts."""

    __tablename__ = "mission_after"
    __table_args__ = (
        CheckConstraint("mission_id <> earlier_id", name="other"),
        CheckConstraint("lag >= 0", name="lag"),
    )

    mission_id: Mapped[int] = mapped_column(owned("mission"), primary_key=True)
    earlier_id: Mapped[int] = mapped_column(owned("mission"), primary_key=True)
    lag: Mapped[int] = mapped_column(default=0)


class MissionBanRow(Base):
    """An expert who may not be in the team."""

    __tablename__ = "mission_ban"

    mission_id: Mapped[int] = mapped_column(owned("mission"), primary_key=True)
    expert_id: Mapped[int] = mapped_column(owned("expert"), primary_key=True)


class MissionPinRow(Base):
    """An expert whom the coordinator has put in a role: no plan may take them out."""

    __tablename__ = "mission_pin"

    mission_id: Mapped[int] = mapped_column(owned("mission"), primary_key=True)
    expert_id: Mapped[int] = mapped_column(owned("expert"), primary_key=True)
    role_id: Mapped[int] = mapped_column(owned("role"))
