"""The agenda of a mission: sessions and external meetings, by the clock of the place."""

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.base import Base, Key, Moment, one_of, owned
from db.models.expert import ExpertRow
from db.models.mission import MissionRow
from db.words import AGENDA_KINDS


class AgendaItemRow(Base):
    """One session or external meeting: its UID is for life, what is cancelled keeps its row.

    It starts and ends on one day, by the clock of `zone`. SEQUENCE rises when time, place or
    status changes; `version` is that of the form.
    """

    __tablename__ = "agenda_item"
    __table_args__ = (
        CheckConstraint(one_of("kind", AGENDA_KINDS), name="kind"),
        CheckConstraint("starts < ends", name="range"),
        CheckConstraint("sequence >= 0", name="sequence"),
        CheckConstraint("link = '' OR link LIKE 'https://%'", name="link"),
        Index(None, "mission_id", "day"),
    )

    id: Mapped[Key]
    mission_id: Mapped[int] = mapped_column(owned("mission"))
    uid: Mapped[str] = mapped_column(String(64), unique=True)
    sequence: Mapped[int] = mapped_column(default=0)
    kind: Mapped[str] = mapped_column(String(16))
    title: Mapped[str]
    day: Mapped[date]
    starts: Mapped[time]
    ends: Mapped[time]
    zone: Mapped[str] = mapped_column(String(64))
    place: Mapped[str] = mapped_column(default="")
    link: Mapped[str] = mapped_column(Text, default="")
    is_cancelled: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[Moment]
    changed_at: Mapped[Moment]
    archived_at: Mapped[datetime | None]
    """When a long-past cancellation left the feeds; a later change brings it back."""
    version: Mapped[int] = mapped_column()

    mission: Mapped[MissionRow] = relationship()
    speakers: Mapped[list["AgendaSpeakerRow"]] = relationship(
        cascade="all, delete-orphan", order_by="AgendaSpeakerRow.expert_id"
    )

    __mapper_args__ = {"version_id_col": version}


class AgendaSpeakerRow(Base):
    """An expert who speaks."""

    __tablename__ = "agenda_speaker"

    item_id: Mapped[int] = mapped_column(owned("agenda_item"), primary_key=True)
    expert_id: Mapped[int] = mapped_column(owned("expert"), primary_key=True, index=True)

    expert: Mapped[ExpertRow] = relationship()
