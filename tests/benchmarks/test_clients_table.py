"""The tables of programs and polls say what the rows say."""

from typing import Any

from benchmarks.tables import clients, feeds, machines
from tests.benchmarks.measured import MACHINE

Row = dict[str, Any]  # Any: JSON values


def program(**changes: Any) -> Row:  # Any: JSON values
    """A row of a program that agrees on everything and polls."""
    return {
        "command": "clients",
        "instance": "Reader",
        "version": "1.2",
        "code": "abc1234",
        "zones": "2026f",
        "machine": MACHINE,
        "unchanged": True,
        "fields": ["uid", "start", "end", "status", "summary"],
        "entries": 390,
        "agree": 390,
        "known": 0,
        "reasons": [],
        "differences": [],
        "remarks": [],
        **changes,
    }


def cells(text: str, line: int) -> list[str]:
    return [cell.strip() for cell in text.splitlines()[line].strip("|").split("|")]


def test_a_program_that_agrees_says_so() -> None:
    text = clients.clients([program()])

    assert cells(text, 2) == ["Reader", "1.2", "all five", "390", "390", "0", "0", "yes", "2026f"]
    assert text.endswith("Complaints of libical’s iTIP checks: none.")


def test_what_is_told_otherwise_is_counted_apart_from_known_limits() -> None:
    each = [{"wanted": None, "got": None, "known": known} for known in (True, True, False)]
    some = program(agree=387, known=2, reasons=["no zones"], differences=each, unchanged=None)

    text = clients.clients([some | {"fields": ["start", "end"], "remarks": ["pool: failed"]}])

    assert cells(text, 2)[2:8] == ["start, end", "390", "387", "2", "1", "keeps no feed"]
    assert "- Reader: no zones." in text
    assert text.endswith("Complaints of libical’s iTIP checks: pool: failed.")


def test_a_program_in_trouble_stays_in_the_table() -> None:
    text = clients.clients([{**program(), "trouble": "Unreadable: no 304"}])

    assert cells(text, 2) == ["Reader", "1.2", "Unreadable: no 304", *["–"] * 5, "2026f"]


def test_polls_are_told_with_their_ratios() -> None:
    times = {"hello_ms": 1.0, "unchanged_ms": 1.25, "cached_ms": 1.4, "build_cpu_ms": 4.7}
    ratios = {"ratio_304": 0.8, "ratio_200": 0.714, "rounds": 15, "requests": 200}
    row = {"command": "feeds", "events": 200, "code": "abc", "machine": MACHINE, **times, **ratios}

    line = ["200", "1.000", "1.250", "1.400", "0.80", "0.71", "4.7", "15 × 200", "0.1"]
    assert cells(feeds.feeds([row]), 2) == line
    assert "`feeds`: 1 rows, 2027-03-01, code `abc`, load at most 0.1" in machines.machines([row])
