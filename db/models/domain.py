"""Fields of knowledge, on two levels."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.base import Base, Code, Key


class DomainRow(Base):
    """A field of knowledge; who holds a child holds its parent."""

    __tablename__ = "domain"

    id: Mapped[Key]
    code: Mapped[Code]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("domain.id"), index=True)
    name_en: Mapped[str]
    name_fr: Mapped[str]
    position: Mapped[int] = mapped_column(default=0)

    parent: Mapped["DomainRow | None"] = relationship(remote_side="DomainRow.id")
