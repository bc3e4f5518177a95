"""The problems that are measured, generated and public ones: files made when needed."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import from_mspsp, from_ptsp
from benchmarks.folders import MADE, ROOT
from benchmarks.results import Row

SIZES = ("unit", "consortium", "continent", "world")


@dataclass(frozen=True, slots=True)
class Instance:
    """A problem by name, what makes its file, and what a row says of it.

    `mark` tells two files of one name apart.
    """

    name: str
    make: Callable[[Path], None] = field(compare=False)
    facts: Row = field(default_factory=dict, compare=False)
    mark: str = ""

    def file(self) -> Path:
        """The problem's file, made now if it is not there yet."""
        path = MADE / "instances" / f"{self.name}{self.mark}.json"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            part = path.with_suffix(".part")
            self.make(part)
            os.replace(part, path)
        return path


def digest(path: Path) -> str:
    """The first digits of a file's SHA-256: the same digits, the same problem."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:12]


def generated(size: str, seed: int, tight: bool) -> Instance:
    """A problem of `benchmarks/generate.py`: `unit-1`, `unit-tight-1`."""
    words = [sys.executable, "-m", "benchmarks.generate", size, str(seed)]

    def make(path: Path) -> None:
        tightly = ["--tight"] if tight else []
        subprocess.run([*words, *tightly, "-o", str(path)], cwd=ROOT, check=True)

    name = f"{size}-tight-{seed}" if tight else f"{size}-{seed}"
    return Instance(name, make, {"size": size, "tight": tight, "generator_seed": seed})


def public(path: Path) -> Instance:
    """An instance of a public library by its file: `.dat` is PTSP, `.dzn` MSPSP.

    Raises: ValueError where the ending is neither.
    """
    problems = {".dat": ("ptsp", from_ptsp.problem), ".dzn": ("mspsp", from_mspsp.problem)}
    if path.suffix not in problems:
        raise ValueError(f"An instance is a .dat or .dzn file: {path.name}.")
    kind, problem = problems[path.suffix]

    def make(to: Path) -> None:
        to.write_text(json.dumps(problem(path), separators=(",", ":")) + "\n")

    facts = {"published": published(path)} | (
        {"at_once": from_ptsp.most_at_once(path)} if kind == "ptsp" else {}
    )
    return Instance(f"{kind}/{path.stem}", make, facts, mark=f"-{digest(path)}")


def published(path: Path) -> Row | None:
    """What `published.tsv` beside an instance says of it; None where it says nothing."""
    table = path.with_name("published.tsv")
    if not table.exists():
        return None
    head, *lines = (line.split("\t") for line in table.read_text().splitlines())
    rows = (dict(zip(head, line, strict=False)) for line in lines)
    row = next((row for row in rows if row.get("instance") == path.stem), None)
    if row is None:
        return None
    value = row.get("makespan") or row.get("value")
    return {
        "value": int(value) if value else None,
        "proven": row.get("proven") == "1",
        "seconds": float(row["seconds"]) if row.get("seconds") else None,
    }


def library(folder: Path, ending: str) -> Iterator[Instance]:
    """Every instance under a folder, in the order of the numbers in their names."""
    for path in sorted(folder.rglob(f"*{ending}"), key=natural):
        yield public(path)


def natural(path: Path) -> tuple[tuple[int, int | str], ...]:
    """A name as its numbers and letters: 10 comes after 9."""
    parts = "".join(c if c.isdigit() else f" {c} " for c in path.stem).split()
    return tuple((0, int(part)) if part.isdigit() else (1, part) for part in parts)


def named(name: str) -> Instance:
    """A generated problem by its name, or a public one by its file.

    Raises: ValueError where it is neither.
    """
    path = Path(name)
    if path.suffix in (".dat", ".dzn"):
        return public(path)
    size, *rest = name.split("-")
    if size not in SIZES or not rest or not rest[-1].isdigit() or rest[:-1] not in ([], ["tight"]):
        raise ValueError(f"Neither a size with a seed (unit-1, unit-tight-1) nor a file: {name}.")
    return generated(size, int(rest[-1]), rest[:-1] == ["tight"])
