"""What was measured, a JSON line each: written at once, never measured twice."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

Row = dict[str, Any]  # Any: JSON values, each command's own

KEY = ("command", "instance", "peer", "code", "seconds", "workers", "seed")
"""What tells two measurements apart: the same key measured again is the same measurement."""
PLACE = ("command", "instance", "peer")
"""What a row of a table is about; of several measurements of it the latest is shown."""


class Ledger:
    """A file of rows to which a campaign adds; an interrupted one goes on where it was."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._known = {key_of(row, KEY) for row in read_rows([path])}

    def __contains__(self, row: Row) -> bool:
        return key_of(row, KEY) in self._known

    def add(self, row: Row) -> None:
        """Write a row down."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.open("a") as file:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
        self._known.add(key_of(row, KEY))


def read_rows(paths: Iterable[Path]) -> Iterator[Row]:
    """Every row of the files that exist; a last line cut short by an interruption is left out."""
    for path in paths:
        if not path.exists():
            continue
        for line in path.read_text().splitlines():
            try:
                yield json.loads(line)
            except json.JSONDecodeError:
                continue


def latest(rows: Iterable[Row], command: str) -> list[Row]:
    """The rows of a command, the latest of each place, in the order they were first measured."""
    found: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        if row["command"] == command:
            place = key_of(row, PLACE)
            if place not in found or row["machine"]["date"] >= found[place]["machine"]["date"]:
                found[place] = row
    return list(found.values())


def key_of(row: Row, names: tuple[str, ...]) -> tuple[Any, ...]:
    """The values of these names in a row, None where it has none."""
    return tuple(row.get(name) for name in names)
