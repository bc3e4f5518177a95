"""One program with a site of its own: what it told, beside what it should have."""

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from benchmarks.clients.limits import reason
from benchmarks.clients.program import Program, Unreadable
from benchmarks.clients.site import Site, serving
from benchmarks.clients.told import Difference, Told, differences
from benchmarks.results import Row

SHOWN = 60
"""How many differences a row keeps in words; their number is always whole."""


def watched(program: Program) -> Row:
    """The facts of a row: both versions, entry by entry."""
    with TemporaryDirectory() as folder, serving(Path(folder)) as site:
        own = Path(folder) / "program"
        own.mkdir()
        before, started = site.expected(), monotonic()
        try:
            seen = program.watch(site, own)
        except (Unreadable, OSError, ValueError) as error:
            return {"trouble": f"{type(error).__name__}: {error}"[:500]}
        facts = {"took": round(monotonic() - started, 1), **_polls(program, site)}
        after = site.expected()
    found = [
        *differences(before, seen.first, program.fields),
        *differences(after, seen.second, program.fields),
    ]
    return {
        **facts,
        "fields": list(program.fields),
        "entries": len(before) + len(after),
        "agree": len(before) + len(after) - sum(each.wanted is not None for each in found),
        **_differing(program, found),
        "remarks": list(seen.remarks),
    }


def _differing(program: Program, found: list[Difference]) -> Row:
    """What was told otherwise, and which of it the program is known for."""
    today = datetime.now(UTC).date()
    reasons = [each.wanted and reason(program.name, each.wanted, today) for each in found]
    return {
        "known": sum(bool(each) for each in reasons),
        "reasons": sorted({each for each in reasons if each}),
        "differences": [
            {"wanted": _words(each.wanted), "got": _words(each.got), "known": bool(why)}
            for each, why in zip(found, reasons, strict=True)
        ][:SHOWN],
    }


def _words(told: Told | None) -> list[str] | None:
    return told if told is None else [told.uid, told.start, told.end, told.status, told.summary]


def _polls(program: Program, site: Site) -> Row:
    """Whether it asked with the version that it had, and was told 304; None if it keeps none."""
    asked = any(each.is_conditional and each.status == 304 for each in site.log)
    return {"unchanged": asked if program.polls else None, "requests": len(site.log)}
