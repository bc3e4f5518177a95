"""Members and officials who can be sent, and what is known of them."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.base import Base, Key, Moment, one_of, owned
from db.models.institution import InstitutionRow
from db.text import folded, order_key
from db.words import CEFR, KINDS, WISHES


def _search_name(context: DefaultExecutionContext) -> str:
    names = context.get_current_parameters()  # type: ignore[no-untyped-call] # upstream
    return folded(f"{names['given_name']} {names['family_name']}")


def _sort_name(context: DefaultExecutionContext) -> str:
    names = context.get_current_parameters()  # type: ignore[no-untyped-call] # upstream
    return order_key(names["family_name"], names["given_name"])


_ORDERED = String().with_variant(String(collation="C"), "postgresql")
"""Text that is compared sign by sign on both databases, whatever their language."""


class ExpertRow(Base):
    """A member or official who can be sent.

    `served_from` and `served_until` bound the mandate or employment; `days_max` counts days,
    `rest` half-days. A member has a political group, an official a department and a post.
    `search_name` is the name without accents and capitals, `sort_name` what lists are put in
    order by, family name first.
    """

    __tablename__ = "expert"
    __table_args__ = (
        CheckConstraint(one_of("kind", KINDS), name="kind"),
        CheckConstraint("served_from <= served_until", name="served"),
        CheckConstraint("days_max >= 0", name="days_max"),
        CheckConstraint("missions_max >= 0", name="missions_max"),
        CheckConstraint("rest >= 0", name="rest"),
        Index(None, "sort_name"),
    )

    id: Mapped[Key]
    institution_id: Mapped[int] = mapped_column(ForeignKey("institution.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    given_name: Mapped[str]
    family_name: Mapped[str]
    search_name: Mapped[str] = mapped_column(default=_search_name)
    sort_name: Mapped[str] = mapped_column(_ORDERED, default=_sort_name)
    political_group: Mapped[str | None]
    department: Mapped[str | None]
    post: Mapped[str | None]
    email: Mapped[str | None]
    served_from: Mapped[date | None]
    served_until: Mapped[date | None]
    days_max: Mapped[int | None]
    missions_max: Mapped[int | None]
    rest: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[Moment]
    changed_at: Mapped[Moment]
    version: Mapped[int] = mapped_column()

    institution: Mapped[InstitutionRow] = relationship()
    domains: Mapped[list["ExpertDomainRow"]] = relationship(cascade="all, delete-orphan")
    languages: Mapped[list["ExpertLanguageRow"]] = relationship(
        cascade="all, delete-orphan", order_by="ExpertLanguageRow.language"
    )
    experience: Mapped[list["ExpertExperienceRow"]] = relationship(
        cascade="all, delete-orphan", order_by="ExpertExperienceRow.place"
    )
    wishes: Mapped[list["ExpertWishRow"]] = relationship(cascade="all, delete-orphan")

    __mapper_args__ = {"version_id_col": version}

    @property
    def name(self) -> str:
        """Given name, then family name: in sentences, headings, mails and calendars."""
        return f"{self.given_name} {self.family_name}"

    @property
    def listed_name(self) -> str:
        """Family name, then given name: in lists, which are in order by it, and in choices."""
        return f"{self.family_name}, {self.given_name}"


class ExpertDomainRow(Base):
    """What an expert knows, at level 1 (knows), 2 (practises) or 3 (teaches)."""

    __tablename__ = "expert_domain"
    __table_args__ = (CheckConstraint("level BETWEEN 1 AND 3", name="level"),)

    expert_id: Mapped[int] = mapped_column(owned("expert"), primary_key=True)
    domain_id: Mapped[int] = mapped_column(ForeignKey("domain.id"), primary_key=True, index=True)
    level: Mapped[int]


class ExpertLanguageRow(Base):
    """A language that an expert speaks, at a CEFR level."""

    __tablename__ = "expert_language"
    __table_args__ = (
        CheckConstraint(one_of("cefr", CEFR), name="cefr"),
        Index(None, "language", "cefr"),
    )

    expert_id: Mapped[int] = mapped_column(owned("expert"), primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    cefr: Mapped[str] = mapped_column(String(2))


class ExpertExperienceRow(Base):
    """A country or region in which an expert has worked."""

    __tablename__ = "expert_experience"

    expert_id: Mapped[int] = mapped_column(owned("expert"), primary_key=True)
    place: Mapped[str] = mapped_column(String(64), primary_key=True)


class ExpertWishRow(Base):
    """A partner to which an expert would like to take part, or must not."""

    __tablename__ = "expert_wish"
    __table_args__ = (CheckConstraint(one_of("wish", WISHES), name="wish"),)

    expert_id: Mapped[int] = mapped_column(owned("expert"), primary_key=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partner.id"), primary_key=True)
    wish: Mapped[str] = mapped_column(String(16))
