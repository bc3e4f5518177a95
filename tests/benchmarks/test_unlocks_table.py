"""The table of unlocks says what its rows say."""

from benchmarks.tables.unlocks import unlocks


def question(took: float, *found: str, complete: bool = True, wrong: int = 0) -> dict[str, object]:
    return {
        "frozen_ms": 2.0 * took,
        "took": took,
        "complete": complete,
        "unlocks": [*found],
        "differing": [*found][:wrong],
    }


def test_table_counts_questions_and_what_differs() -> None:
    asked = [
        question(0.5),
        question(1.0, "unlock.kind_any", "unlock.busy_lifted"),
        question(2.25, "unlock.rest_shorter", complete=False, wrong=1),
    ]
    row = {"instance": "unit-1", "vacancies": 12, "machine": {"load": 3.5}, "questions": asked}

    said = unlocks([row])

    line = "| unit-1 | 12 | 3 | 2.0 | 4 | 1.0 | 2.2 | 2 | 2 | 3 |"
    assert line in said.splitlines()
    assert said.endswith(
        "2 of 3 questions answered completely; 2 of 3 unlocks gave their levels when the patched "
        "document was read and solved from scratch. Load before, from 3.5 to 3.5."
    )
