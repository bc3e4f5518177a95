"""A campaign measures every instance once, in a process of its own."""

from pathlib import Path

import pytest

from benchmarks import instances
from benchmarks.__main__ import COMMANDS
from benchmarks.campaign import Task, campaign
from benchmarks.results import Ledger, read_rows
from tests.benchmarks.public import DAT, DZN

TASK = Task(seconds=2.0, workers=1, checkpoints=(1.0, 2.0))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small library, and a place of its own for what is made."""
    monkeypatch.setattr(instances, "MADE", tmp_path / "made")
    (tmp_path / "b10.dzn").write_text(DZN)
    (tmp_path / "b9.dzn").write_text(DZN)
    (tmp_path / "a.dat").write_text(DAT)
    known = "instance\tlower_bound\tmakespan\tproven\tseconds\nb9\t5\t5\t1\t0.1\n"
    (tmp_path / "published.tsv").write_text(known)
    return tmp_path


def test_an_instance_is_measured_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "rows.jsonl"
    library = list(instances.library(folder, ".dzn"))[:1]

    campaign("mspsp", library, TASK, Ledger(path), tables=True)
    campaign("mspsp", library, TASK, Ledger(path), tables=True)

    (row,) = read_rows([path])
    assert row["instance"] == "mspsp/b9"
    assert row["published"] == {"value": 5, "proven": True, "seconds": 0.1}
    assert row["tiers"] == [{"value": 0, "bound": 0}, {"value": 5, "bound": 5}]
    assert (row["status"], row["breaches"], row["agrees"]) == ("optimal", 0, True)
    assert [checkpoint["tiers"] for checkpoint in row["checkpoints"]] == 2 * [row["tiers"]]
    assert {"reading", "eligibility", "first_plan", "took", "over", "peak_mb"} < set(row)
    assert "measured already" in capsys.readouterr().out


def test_a_library_is_in_the_order_of_its_numbers(folder: Path) -> None:
    found = [instance.name for instance in instances.library(folder, ".dzn")]

    assert found == ["mspsp/b9", "mspsp/b10"]


def test_an_instance_has_a_name(folder: Path) -> None:
    assert instances.named("unit-tight-3").facts["tight"] is True
    assert instances.named(str(folder / "a.dat")).facts == {"published": None, "at_once": 2}
    for wrong in ("unit", "unit-tight", "unit-x", "town-1", "unit-loose-1"):
        with pytest.raises(ValueError, match=r"Neither a size .* nor a file"):
            instances.named(wrong)


def test_every_command_has_a_file() -> None:
    files = Path(instances.__file__).parent / "commands"

    assert all((files / f"{name}.py").exists() for name in COMMANDS)
