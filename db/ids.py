"""Ids of the matcher made of row ids, and back: `e12` is the expert of row 12, for good.

Institutions, partners, domains and programmes go by their codes.
"""

from collections.abc import Iterable

from matcher.problem import ExpertId, MissionId, RoleId

LARGEST = 2**31 - 1
"""The largest number that both databases take where a row's number is asked for."""


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


def row_number(text: str) -> int | None:
    """A row's number in a text from anywhere, None where no row can have it."""
    if not text.isascii() or not text.isdecimal() or len(text) > len(str(LARGEST)):
        return None
    number = int(text)
    return number if number <= LARGEST else None


def is_row(known: str) -> bool:
    """Can there be a row behind the id? Whom a scenario imagines has none."""
    return known_row(known) is not None


def known_row(known: str) -> int | None:
    """The row behind an id, or None where there can be none."""
    return row_number(known[1:])


def known_rows(known: Iterable[str]) -> frozenset[int]:
    """The rows behind ids, without those that have none."""
    return frozenset(row for each in known if (row := known_row(each)) is not None)
