"""A unit's name and e-mail address, as ORGANIZER says who answers for an entry."""

import re
from dataclasses import dataclass

_ADDRESS = re.compile(r"[!-~]+@[!-~]+")


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A unit's name and e-mail address."""

    name: str
    email: str

    def __post_init__(self) -> None:
        if not _ADDRESS.fullmatch(self.email):
            raise ValueError(f"A mailbox needs an e-mail address: {self.email!r}.")
