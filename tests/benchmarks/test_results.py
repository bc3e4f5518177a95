"""Rows are written once, read whole, and the latest of them counts."""

from pathlib import Path

from benchmarks.results import Ledger, latest, read_rows
from tests.benchmarks.measured import MACHINE, row


def test_what_is_in_the_ledger_is_known_again(tmp_path: Path) -> None:
    path = tmp_path / "results" / "sizes.jsonl"
    Ledger(path).add(row())

    again = Ledger(path)

    assert row() in again
    assert row(code="def5678") not in again
    assert row(seconds=60.0) not in again


def test_a_line_cut_short_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "sizes.jsonl"
    Ledger(path).add(row())
    path.write_text(path.read_text() + '{"command": "siz')

    assert list(read_rows([path, tmp_path / "missing.jsonl"])) == [row()]


def test_the_latest_row_of_a_problem_counts() -> None:
    old = row(took=5.0)
    new = row(took=3.0, machine={**MACHINE, "date": "2027-03-02T10:00:00+00:00"})

    assert latest([new, old, row("ptsp")], "sizes") == [new]
