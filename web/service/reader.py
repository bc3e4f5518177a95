"""Who asks: somebody who is signed in, with their roles by institution."""

from dataclasses import dataclass

from db.actors import Actor
from db.queries.sight import FOR_SOMEBODY
from web.language.questions import Question


@dataclass(frozen=True, slots=True)
class Grant:
    """One role in one institution; of experts and assistants, for which expert."""

    role: str
    institution_id: int
    expert_id: int | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who is signed in."""

    id: int
    login: str
    name: str
    language: str | None
    grants: tuple[Grant, ...]

    def has(self, *roles: str, institution: int | None = None) -> bool:
        """Do they hold one of these roles, in that institution if one is named?"""
        return any(
            grant.role in roles and institution in (None, grant.institution_id)
            for grant in self.grants
        )

    def institutions(self, *roles: str) -> frozenset[int]:
        """Where they hold one of these roles, or any role if none is named."""
        return frozenset(
            grant.institution_id for grant in self.grants if not roles or grant.role in roles
        )

    def homes(self, *roles: str) -> frozenset[int]:
        """As which institutions they look: experts, and who acts for them, see what is theirs."""
        return frozenset(
            grant.institution_id
            for grant in self.grants
            if grant.role not in FOR_SOMEBODY and (not roles or grant.role in roles)
        )

    @property
    def experts(self) -> frozenset[int]:
        """The experts that they are or act for."""
        return frozenset(grant.expert_id for grant in self.grants if grant.expert_id is not None)


current_reader: Question[Reader | None] = Question(None)
"""Who is signed in; None where nobody is, as at a command line."""
scope: Question[frozenset[int]] = Question(frozenset())
"""The institutions for which the reader holds a role that the view asks for; none without."""


def the_reader() -> Reader:
    """Who is signed in, where nobody else enters."""
    reader = current_reader()
    if reader is None:
        raise RuntimeError("Nobody is signed in: the view's policy should have seen to it.")
    return reader


def actor() -> Actor:
    """The reader, as the audit names them."""
    reader = the_reader()
    return Actor(reader.id, reader.name)
