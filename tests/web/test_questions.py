"""What those below the pages ask: answered in one place, and by a default where nobody answers."""

from pathlib import Path

from web.language.questions import Question

WEB = Path(__file__).resolve().parents[2] / "web"


def test_question_has_its_default_until_somebody_answers() -> None:
    question: Question[int | None] = Question(None)
    assert question() is None

    numbers = iter((1, 2))
    question.answered_by(lambda: next(numbers))

    assert (question(), question()) == (1, 2)


def test_questions_are_answered_in_one_place() -> None:
    answering = {
        path.relative_to(WEB).as_posix()
        for path in WEB.rglob("*.py")
        if ".answered_by(" in path.read_text()
    }

    assert answering == {"http/request_context.py"}
