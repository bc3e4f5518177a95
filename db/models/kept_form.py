"""Forms that were sent after a login had ended, until their writer has signed in again."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Key, Listing, Moment, owned


class KeptFormRow(Base):
    """The fields of one form, for one account, for a short while; nothing is done by it.

    `fields` are `[name, text]` in the order in which they came, without passwords and files.
    Only the hash of the secret that finds it is kept.
    """

    __tablename__ = "kept_form"

    id: Mapped[Key]
    account_id: Mapped[int] = mapped_column(owned("account"), index=True)
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    action: Mapped[str] = mapped_column(String(2000))
    """The address that it was sent to."""
    fields: Mapped[Listing]
    created_at: Mapped[Moment]
    expires_at: Mapped[Moment] = mapped_column(index=True)
