"""Where read busy times come from: a file that was uploaded, an address that is subscribed to."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Document, Key, Listing, Moment, one_of, owned
from db.words import SOURCE_KINDS


class BusySourceRow(Base):
    """A calendar of an expert: its name, what was read of it, and what went wrong.

    The address is a secret of theirs and stands in no audit line. `flaws` lists the first
    `[code, line, facts]` of what could not be read; `read_at` is the last good reading, `until`
    the last day of which its words were read.
    """

    __tablename__ = "busy_source"
    __table_args__ = (
        CheckConstraint(one_of("kind", SOURCE_KINDS), name="kind"),
        CheckConstraint("(kind = 'subscription') = (address IS NOT NULL)", name="address"),
    )

    id: Mapped[Key]
    expert_id: Mapped[int] = mapped_column(owned("expert"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(120))
    address: Mapped[str | None] = mapped_column(String(2000))
    counts_tentative: Mapped[bool] = mapped_column(default=True)
    etag: Mapped[str] = mapped_column(String(200), default="")
    modified: Mapped[str] = mapped_column(String(200), default="")
    entries: Mapped[int] = mapped_column(default=0)
    flaw_count: Mapped[int] = mapped_column(default=0)
    flaws: Mapped[Listing] = mapped_column(default=list)
    failures: Mapped[int] = mapped_column(default=0)
    error_code: Mapped[str | None] = mapped_column(String(64))
    error_facts: Mapped[Document | None]
    created_at: Mapped[Moment]
    tried_at: Mapped[datetime | None]
    read_at: Mapped[datetime | None]
    until: Mapped[date | None]
    next_at: Mapped[datetime | None] = mapped_column(index=True)

    @property
    def state(self) -> str:
        """`waiting` for its first reading, `failing`, read in `part`, or `well`."""
        if self.error_code:
            return "failing"
        if self.read_at is None:
            return "waiting"
        return "part" if self.flaw_count else "well"
