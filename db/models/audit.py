"""Who did what, when, and what it was before: written once, never changed.

Each row carries a hash of itself and of the row before, so that a gap shows. The triggers
are made with the table, here for tests and by the migration that makes it.
"""

from sqlalchemy import DDL, Index, String, event
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Document, Key, Moment


class AuditRow(Base):
    """One thing that was done to one subject.

    `account_id` is no foreign key: the line outlives the account.
    """

    __tablename__ = "audit"
    __table_args__ = (Index(None, "subject", "subject_id", "id"),)

    id: Mapped[Key]
    at: Mapped[Moment]
    account_id: Mapped[int | None]
    by: Mapped[str]
    subject: Mapped[str] = mapped_column(String(32))
    subject_id: Mapped[int]
    what: Mapped[str] = mapped_column(String(64))
    reason: Mapped[str | None]
    before: Mapped[Document | None]
    after: Mapped[Document | None]
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64), unique=True)


SQLITE_TRIGGERS = tuple(
    f"""CREATE TRIGGER audit_no_{change.lower()}
BEFORE {change} ON audit
BEGIN
  SELECT RAISE(ABORT, 'The audit is append-only.');
END"""
    for change in ("UPDATE", "DELETE")
)
POSTGRESQL_TRIGGERS = (
    """CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The audit is append-only.';
END $$""",
    """CREATE TRIGGER audit_append_only
BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
FOR EACH STATEMENT
EXECUTE FUNCTION audit_is_append_only()""",
)

for dialect, statements in (("sqlite", SQLITE_TRIGGERS), ("postgresql", POSTGRESQL_TRIGGERS)):
    for statement in statements:
        made = DDL(statement).execute_if(dialect=dialect)  # type: ignore[no-untyped-call] # upstream
        event.listen(AuditRow.__table__, "after_create", made)
