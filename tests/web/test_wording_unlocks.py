"""Every unlock has its sentence, in both languages, with the day, the level or the person."""

import pytest
from flask import Flask

from matcher.changes.family import ORDER, REQUIREMENTS
from matcher.halfdays import Span
from matcher.plan import Unlock, Vacancy
from matcher.problem import ExpertId, Language, MissionId, RoleId
from tests.matcher import make
from tests.matcher.make import MONDAY, TUESDAY, WEDNESDAY
from web.language.sentences.names import Names
from web.language.sentences.unlocks import NO_MORE, SENTENCES, WHO, WHO_NO_MORE, unlock_sentence
from web.language.speech import gettext

ROW = Vacancy(MissionId("m"), RoleId("r"), 1)
TEAM = Vacancy(MissionId("m"), language=Language("fr"))
PROBLEM = make.problem(
    [make.mission(), make.mission("n")],
    make.expert(busy=(Span(MONDAY, TUESDAY), Span(WEDNESDAY, WEDNESDAY + 2)), rest=4),
)
NAMES = Names(
    missions={"m": "“Budget”", "n": "“Audit”"},
    experts={"anna": "Anna"},
    domains={"law": "Law"},
    roles={"r": "facilitator"},
)


def unlock(code: str, path: str, value: object = None, expert: str | None = None) -> Unlock:
    step = {"op": "remove", "path": path} | ({} if value is None else {"value": value})
    return Unlock(code, (step,), (0,), None if expert is None else ExpertId(expert))


def test_every_code_has_a_sentence() -> None:
    assert set(SENTENCES) == set(ORDER)
    assert set(NO_MORE) <= set(ORDER)
    assert set(WHO) == REQUIREMENTS
    assert set(WHO_NO_MORE) <= REQUIREMENTS


@pytest.mark.parametrize(
    ("row", "found", "words"),
    [
        (
            ROW,
            unlock("unlock.language_lower", "/missions/0/roles/0/languages/fr", "B1"),
            "If B1 in French were enough for the role “facilitator”, the seat would be filled.",
        ),
        (
            ROW,
            unlock("unlock.language_lower", "/missions/0/roles/0/languages/fr", "B1", "anna"),
            "If B1 in French were enough for the role “facilitator”, Anna could take part.",
        ),
        (
            ROW,
            unlock("unlock.domain_lower", "/missions/0/roles/0/domains/law", None, "anna"),
            "If the role “facilitator” did not ask for Law, Anna could take part.",
        ),
        (
            ROW,
            unlock("unlock.domain_lower", "/missions/0/roles/0/domains/law"),
            "If the role “facilitator” did not ask for Law, the seat would be filled.",
        ),
        (
            TEAM,
            unlock("unlock.speaks_lower", "/missions/0/speaks/fr"),
            "If nobody in the team had to speak French, nothing would be missing here.",
        ),
        (
            ROW,
            unlock("unlock.window_later", "/missions/0/window/1", "2027-03-03/pm"),
            "If “Budget” could start as late as 3 March 2027, the vacancy would be filled.",
        ),
        (
            ROW,
            unlock("unlock.rest_shorter", "/experts/0/rest", 3, "anna"),
            "If 1.5 days of rest were enough for Anna, the vacancy would be filled.",
        ),
        (
            ROW,
            unlock("unlock.rest_shorter", "/experts/0/rest", 0, "anna"),
            "If Anna needed no rest between two missions, the vacancy would be filled.",
        ),
        (
            ROW,
            unlock("unlock.busy_lifted", "/experts/0/busy/1", None, "anna"),
            "If Anna were available, 3 March 2027, the vacancy would be filled.",
        ),
        (
            ROW,
            unlock("unlock.move_later", "/pins", {"n": {"start": "2027-03-02/am"}}),
            "If “Audit” were put off until 2 March 2027, the vacancy would be filled.",
        ),
        (
            ROW,
            unlock("unlock.move_earlier", "/pins/n", {"start": "2027-03-02/am"}),
            "If “Audit” were moved forward to 2 March 2027, the vacancy would be filled.",
        ),
        (
            ROW,
            unlock("unlock.move_earlier", "/pins/n/start", "2027-03-02/am"),
            "If “Audit” were moved forward to 2 March 2027, the vacancy would be filled.",
        ),
    ],
)
def test_unlock_is_said_in_a_sentence(app: Flask, row: Vacancy, found: Unlock, words: str) -> None:
    with app.test_request_context("/?lang=en"):
        said = unlock_sentence(PROBLEM, row, found, NAMES)

    assert said == words


def test_unlock_is_said_in_french(app: Flask) -> None:
    found = unlock("unlock.busy_lifted", "/experts/0/busy/1", None, "anna")
    with app.test_request_context("/?lang=fr"):
        said = unlock_sentence(PROBLEM, ROW, found, NAMES)
        every = [s for each in (SENTENCES, NO_MORE, WHO, WHO_NO_MORE) for s in each.values()]
        same = [s for s in every if gettext(s) == s]

    assert said == "Avec cette personne disponible (Anna, 3 mars 2027), le poste serait pourvu."
    assert same == []
