"""Ids of the matcher made of row ids, and back: `e12` is the expert of row 12, for good.

Institutions, partners, domains and programmes go by their codes.
"""

from collections.abc import Iterable

from matcher.problem import ExpertId, MissionId, RoleId


def expert_id(row_id: int) -> ExpertId:
    """The expert of a row."""
    return ExpertId(f"e{row_id}")


def mission_id(row_id: int) -> MissionId:
    """The mission of a row."""
    return MissionId(f"m{row_id}")


def role_id(row_id: int) -> RoleId:
    """The role of a row."""
    return RoleId(f"r{row_id}")


def row_id(known: ExpertId | MissionId | RoleId) -> int:
    """The row behind an id that was made here. Raises: ValueError where it was not."""
    return int(known[1:])


def is_row(known: str) -> bool:
    """Is there a row behind the id? Whom a scenario imagines has none."""
    return known[1:].isdecimal()


def known_row(known: str) -> int | None:
    """The row behind an id, or None where there is none."""
    return int(known[1:]) if is_row(known) else None


def known_rows(known: Iterable[str]) -> frozenset[int]:
    """The rows behind ids, without those that have none."""
    return frozenset(int(each[1:]) for each in known if is_row(each))
