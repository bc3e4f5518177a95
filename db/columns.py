"""What is known of a form's facts by their class: which are columns, and which carry a mark."""

from collections.abc import Mapping
from dataclasses import Field, fields
from typing import Any, ClassVar, Protocol

from db.models import Base


class HasFields(Protocol):
    """A dataclass, as those of `db.facts` are."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]  # as dataclasses have it


def columns_of(facts: type[HasFields], row: type[Base]) -> tuple[str, ...]:
    """The facts that a row keeps in a column of the same name."""
    return tuple(each.name for each in fields(facts) if each.name in row.__table__.columns)


def defaults_of(
    facts: type[HasFields], mark: Mapping[str, bool]
) -> dict[str, Any]:  # one type each
    """The facts that carry a mark, and what they are where nothing is said of them."""
    return {
        each.name: each.default for each in fields(facts) if mark.items() <= each.metadata.items()
    }
