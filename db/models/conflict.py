"""Conflicts that somebody has seen: what does not hold any more, with a note."""

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Key, Moment


class ConflictNoteRow(Base):
    """What somebody says of a conflict of the live plan.

    The key is made of all facts of the conflict: when these change it is another one, which
    nobody has seen yet.
    """

    __tablename__ = "conflict_note"

    id: Mapped[Key]
    key: Mapped[str] = mapped_column(String(64), unique=True)
    note: Mapped[str] = mapped_column(Text, default="")
    author_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[Moment]
