"""Examples of the page of explanations: what commands say of golden problems and their plans."""

import json
import tempfile
from collections.abc import Collection, Mapping, Sequence
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from web.cli import status

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "explanations.md"
GOLDEN = ROOT / "tests" / "golden" / "problems"
WIDTH = 96


def short(value: object, indent: str = "") -> str:
    """JSON with whatever fits into a line on one line."""
    line = json.dumps(value, ensure_ascii=False)
    if len(indent + line) <= WIDTH or not isinstance(value, dict | list):
        return line
    inner = indent + " "
    if isinstance(value, dict):
        rows = [f"{json.dumps(key)}: {short(each, inner)}" for key, each in value.items()]
    else:
        rows = [short(each, inner) for each in value]
    opens, closes = "{}" if isinstance(value, dict) else "[]"
    return f"{opens}\n{inner}" + f",\n{inner}".join(rows) + f"\n{indent}{closes}"


def missions_of(name: str) -> dict[str, object]:
    """The missions of the best plan of a golden problem."""
    found: dict[str, object] = json.loads((GOLDEN / f"{name}.best.json").read_text())["missions"]
    return found


def said(
    command: str,
    name: str,
    plans: Sequence[Mapping[str, object]],
    options: Sequence[str],
    ends: Collection[int] = (0,),
) -> str:
    """What a command prints of a golden problem and some plans of it."""
    printed = StringIO()
    with tempfile.TemporaryDirectory() as folder, redirect_stdout(printed):
        files = [str(GOLDEN / f"{name}.json")]
        for number, missions in enumerate(plans):
            file = Path(folder) / f"{number}.json"
            plan = {"format": "hemicycle/plan@1", "status": "feasible", "missions": missions}
            file.write_text(json.dumps(plan))
            files.append(str(file))
        assert status([command, *files, *options]) in ends
    return printed.getvalue()
