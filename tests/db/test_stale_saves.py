"""Two saves of one form at the same moment: one is kept, the other is told."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from sqlalchemy import text

from db.engine import Ledger
from db.errors import StaleRow
from db.operations import missions
from db.operations.mission_facts import mission_facts
from db.queries import missions as known
from tests import make

TRIES = 100


def _in_pairs(save: Callable[[int, int], str]) -> Counter[tuple[str, ...]]:
    """Let two threads save at once, try after try; what came of each pair."""
    barrier = Barrier(2)

    def racer(which: int) -> list[str]:
        said = []
        for attempt in range(TRIES):
            barrier.wait(60)
            said.append(save(attempt, which))
        return said

    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(racer, (0, 1))
    return Counter(tuple(sorted(pair)) for pair in zip(one, other, strict=True))


def _missions(ledger: Ledger) -> None:
    with ledger.write() as session:
        home, there = make.institution(session), make.partner(session)
        for _ in range(TRIES):
            make.mission(session, home, there)


@pytest.mark.timeout(120)
def test_no_edit_is_lost_when_two_save_one_form(ledger: Ledger) -> None:
    _missions(ledger)

    def save(attempt: int, which: int) -> str:
        try:
            with ledger.write() as session:
                facts = mission_facts(known.mission(session, attempt + 1))
                new = replace(facts, notes=f"{facts.notes} {which}")
                missions.edit(session, attempt + 1, new, 1, make.BY, make.AT)
        except StaleRow:
            return "told"
        return "kept"

    assert _in_pairs(save) == {("kept", "told"): TRIES}


@pytest.mark.timeout(120)
def test_without_the_version_edits_are_lost(ledger: Ledger) -> None:
    """The control: both forms are saved, and the first is gone without a word."""
    _missions(ledger)
    row = text("UPDATE mission SET notes = :notes WHERE id = :id")

    def save(attempt: int, which: int) -> str:
        with ledger.write() as session:
            session.execute(row, {"notes": str(which), "id": attempt + 1})
        return "kept"

    assert _in_pairs(save) == {("kept", "kept"): TRIES}
