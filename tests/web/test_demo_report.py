"""What the example tells of its vacancies agrees with what the search counted."""

import pytest

from matcher.plan import Answer, Plan, Vacancy
from matcher.problem import Language, MissionId, RoleId
from tests.matcher import make
from web.demo.fill import Filled
from web.demo.make import Lack, Made
from web.demo.report import tell
from web.demo.units import QUEBEC
from web.language.speech import speaking

SEAT = Vacancy(MissionId("m"), role=RoleId("r"), seats=1)
LANGUAGE = Vacancy(MissionId("m"), language=Language("fr"))


@pytest.mark.parametrize(
    ("language", "vacancies", "words"),
    [
        ("en", (SEAT,), "1 expert, 1 mission to staff, 1 seat, 1 vacant from today on."),
        ("en", (SEAT, LANGUAGE), "1 vacant from today on and 1 language not spoken."),
        ("fr", (SEAT, LANGUAGE), "1 non pourvu à partir d’aujourd’hui et 1 langue non parlée."),
    ],
)
def test_languages_not_spoken_are_counted_beside_seats(
    language: str,
    vacancies: tuple[Vacancy, ...],
    words: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    answer = Answer(status="optimal", plan=Plan())
    problem = make.problem(make.mission(), make.expert())
    lacking = tuple(Lack(row, "Archives", "Nobody speaks it.") for row in vacancies)
    made = Made(QUEBEC, Filled(1, 1, 1), problem, answer, (), (), lacking)

    with speaking(language):
        tell(made, "http://127.0.0.1:8000")

    said = capsys.readouterr().err
    assert words in said
    assert "  • Archives" in said
