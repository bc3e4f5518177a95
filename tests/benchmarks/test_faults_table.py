"""The table of faults says what was made, what came of it, and what the control showed."""

from benchmarks.tables.faults import faults
from tests.benchmarks.measured import row

KILLS = {
    "workers_killed": 3,
    "children": 5,
    "lost": 8,
    "done": 4,
    "failed": 1,
    "results": 4,
    "shared": 0,
}


def test_faults_are_said_in_words() -> None:
    rows = [
        row("faults", instance="kills-8-sqlite", **KILLS, stuck=0, control_stuck=1),
        row("faults", instance="releases-9-postgres", one_each=9, control_both=2, control_tries=2),
    ]

    text = faults(rows)

    assert "3 workers and 5 children killed, 8 attempts lost; of 5 jobs 4 done" in text
    assert "0 stuck; 0 results too many | 1 of 1 stuck |" in text
    assert (
        "| postgres | 9 | one published and one refused in 9 | both published in 2 of 2 |" in text
    )


def test_a_result_too_many_is_counted() -> None:
    double = row("faults", instance="carried-8-postgres", **KILLS | {"results": 5}, stuck=2)

    text = faults([double])

    assert "2 stuck; 1 results too many | – |" in text
