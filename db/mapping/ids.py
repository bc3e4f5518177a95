"""Ids of the matcher made of row ids, and back: `e12` is the expert of row 12, for good.

Institutions, partners, domains and programmes go by their codes.
"""

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


def is_row(known: ExpertId | MissionId | RoleId) -> bool:
    """Is there a row behind the id? Whom a scenario imagines has none."""
    return known[1:].isdecimal()
