"""What the converters of public instances share: half-days, and officials for workers."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

DAY0 = date(2000, 1, 1)
WHOLE_WEEK = [1, 2, 3, 4, 5, 6, 7]


def moment(period: int) -> str:
    """A period of an instance as a half-day."""
    half = "pm" if period % 2 else "am"
    return f"{(DAY0 + timedelta(days=period // 2)).isoformat()}/{half}"


def staff(worker: int, skills: Iterable[str]) -> dict[str, Any]:
    """A worker as an official with a domain for each skill."""
    return {
        "id": f"w{worker}",
        "kind": "official",
        "institution": "i",
        "languages": {},
        "domains": dict.fromkeys(skills, 1),
    }


def converted(problem: Callable[[Path], dict[str, Any]], about: str) -> None:
    """The command line of a converter: a file in, a problem out."""
    cli = argparse.ArgumentParser(description=about)
    cli.add_argument("file", type=Path)
    cli.add_argument("-o", "--output", type=Path)
    asked = cli.parse_args()
    text = json.dumps(problem(asked.file), separators=(",", ":")) + "\n"
    if asked.output is None:
        sys.stdout.write(text)
    else:
        asked.output.write_text(text)
