"""Tables say what the rows say; time-outs stay in them."""

import pytest

from benchmarks.tables import libraries, machines, markdown, peers, sizes
from benchmarks.tables.gaps import gap, gap_at
from tests.benchmarks.measured import row, tier


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_a_median_over_time_outs_is_one() -> None:
    assert markdown.median([1.0, None, None]) is None
    assert markdown.median([1.0, 3.0, None]) == 3.0
    assert markdown.median([1.0, 2.0]) == 2.0
    assert markdown.within([1.0, 2.0, None, None, None], 60.0) == "> 60 (2 of 5)"
    assert markdown.within([0.5, 2.0, None], 60.0) == "2.0 (2 of 3)"


@pytest.mark.parametrize(
    ("share", "shown"),
    [(0.0, "0 %"), (0.0001, "< 0.1 %"), (0.0123, "1.2 %"), (0.31, "31 %"), (None, "–")],
)
def test_a_gap_is_0_only_where_it_is(share: float | None, shown: str) -> None:
    assert markdown.percent(share) == shown


def test_a_gap_is_of_the_value() -> None:
    assert gap(tier(1000, 990)) == pytest.approx(0.01)
    assert gap(tier(0, 0)) == 0.0
    assert gap(tier(5, None)) is None
    assert gap_at(row(), 1.0, -1) == pytest.approx(0.25)
    assert gap_at(row(), 2.0, -1) is None


def test_a_size_is_a_line_of_medians() -> None:
    slow = row(generator_seed=2, first_plan=0.6, proven=[0.7, None, None, None], peak_mb=200.0)

    line = cells(sizes.sizes([row(), slow]).splitlines()[2])

    assert line == [
        "unit (seeds 1–2)",
        *("10", "0.10", "0.20", "0.60", "> 10 (1 of 2)", "0 % / 0 %"),
        *("> 10 (0 of 2)", "1.0 %", "200", "0.00"),
    ]


def test_gaps_close_from_checkpoint_to_checkpoint() -> None:
    head, _, line = sizes.checkpoints([row()]).splitlines()

    assert cells(head) == ["problems", "1 s", "5 s"]
    assert cells(line) == ["unit (seed 1)", "0 % / 0 % / 25 %", "0 % / 0 % / 1.0 %"]


def test_every_problem_says_its_values() -> None:
    failed = row(generator_seed=2, instance="unit-2", tiers=[], trouble="killed: memory")

    lines = sizes.instances([failed, row()]).splitlines()[2:]

    assert [cells(line)[:3] for line in lines] == [
        ["unit-1", "10", "20 / 46 / 0 / 1\u202f000 (990)"],
        ["unit-2", "10", "killed: memory"],
    ]


def test_a_child_that_failed_stays_in_the_table() -> None:
    failed = {
        key: value
        for key, value in row(status="failed", trouble="killed: time").items()
        if key not in ("tiers", "proven", "checkpoints", "first_plan", "over", "peak_mb")
    }

    line = cells(sizes.sizes([failed]).splitlines()[2])

    assert line[4:] == ["–", "> 10 (0 of 1)", "– / –", "> 10 (0 of 1)", "–", "–", "–"]
    assert sizes.faults([failed]) == "These did not end: unit-1 (killed: time)."


def test_a_wrong_plan_is_named() -> None:
    assert "unit-1" in sizes.faults([row(breaches=2)])
    assert "unit-1" in sizes.faults([row(agrees=False)])


def test_a_library_is_compared_where_every_seat_is_filled() -> None:
    known = {"value": 50, "proven": True, "seconds": 1.0}
    rows = [
        row("mspsp", instance="mspsp/a", published=known, tiers=[tier(0, 0), tier(55, 50)]),
        row("mspsp", instance="mspsp/b", published=known, tiers=[tier(3, 0), tier(40, 0)]),
        row(
            "mspsp",
            instance="mspsp/c",
            published={**known, "proven": False},
            tiers=[tier(0, 0), tier(50, 50)],
            proven=[0.1, 0.2],
        ),
    ]

    text = libraries.mspsp(rows)

    assert [cells(line)[:5] for line in text.splitlines()[2:5]] == [
        ["a", "50", "55", "50", "> 10"],
        ["b", "50", "3 empty", "0", "> 10"],
        ["c", "50 (open)", "50", "50", "0.20"],
    ]
    assert "1 of 3 proven within 10 s; median more than 10 s; 1 not fully staffed" in text
    assert "mean ratio 1.050 (5.0 % above); 0 of 1 published optima reached" in text


def test_peers_stand_together_ours_first() -> None:
    hand = row("peers", peer="by-hand", tiers=[tier(24, None)], breaches=1)
    ours = row("peers", peer="ours", tiers=[tier(20, 20)])

    lines = peers.peers([hand, ours]).splitlines()[2:]

    assert [cells(line)[1:4] for line in lines] == [
        ["**Hemicycle**", "20", "="],
        ["by hand", "24", "–"],
    ]
    assert cells(lines[1])[-1] == "breaks 1 rules"


def test_the_machine_is_said_once() -> None:
    said = machines.machines([row(), row(instance="unit-2")]).splitlines()

    assert said == [
        "- abacus, 2 cores, 4.0 GB; python 3.11.1, ortools 9.15, numpy 2.0",
        "- `sizes`: 2 rows, 2027-03-01, code `abc1234`, 2 workers, load at most 0.1 before a row",
    ]
