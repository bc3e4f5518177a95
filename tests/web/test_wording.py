"""Every code that the rooms below can answer with has a sentence, in both languages."""

import re
from pathlib import Path

import pytest
from flask import Flask

import db
import matcher
import web
from matcher.eligibility import NEVER_CODES
from matcher.plan import FunnelStep, Vacancy
from matcher.problem import MissionId
from matcher.rules import CODES
from web.language.sentences import day_count, reason_of, sentence
from web.language.sentences.sentences import SENTENCES
from web.language.speech import gettext
from web.service.gate_sentences import SENTENCES as BEFORE_PUBLISHING

_MADE = re.compile(r"\b(?:Breach|Reason)\(([^)]*)")
_CODE = re.compile(r"\"([a-z]+\.[a-z_]+)\"")
_ROOMS = [Path(str(room.__file__)).parent for room in (matcher, db, web)]


def codes() -> set[str]:
    """Codes of breaches and reasons: those with a name, and those written where one is made."""
    sources = (path.read_text("utf-8") for room in _ROOMS for path in room.rglob("*.py"))
    written = {
        code for text in sources for made in _MADE.findall(text) for code in _CODE.findall(made)
    }
    return written | {*CODES, *NEVER_CODES}


def test_codes_are_found_in_the_sources() -> None:
    assert {"availability.double", "rest.too_short", "start.none"} <= codes()


def test_every_code_has_a_sentence() -> None:
    assert codes() - SENTENCES.keys() - BEFORE_PUBLISHING.keys() == set()


@pytest.mark.parametrize("code", ["job.died", "plan.infeasible", "plan.unknown"])
def test_failed_searches_have_a_sentence(code: str) -> None:
    assert code in SENTENCES


def test_every_sentence_is_said_in_french_too(app: Flask) -> None:
    with app.test_request_context("/?lang=fr"):
        same = {code for code, sentence in SENTENCES.items() if gettext(sentence) == sentence}

    assert same == set()


def test_french_sentences_keep_their_gaps(app: Flask) -> None:
    gap = re.compile(r"%\((\w+)\)s")
    with app.test_request_context("/?lang=fr"):
        differing = {
            code
            for code, sentence in SENTENCES.items()
            if set(gap.findall(gettext(sentence))) != set(gap.findall(sentence))
        }

    assert differing == set()


@pytest.mark.parametrize(
    ("language", "many", "one"),
    [
        (
            "en",
            "Other missions need all 2 people who fit and are available.",
            "Other missions need the one person who fits and is available.",
        ),
        (
            "fr",
            "D’autres missions retiennent les 2 personnes qui conviennent et sont disponibles.",
            "D’autres missions retiennent la seule personne qui convient et est disponible.",
        ),
    ],
)
def test_reason_of_a_vacancy_counts_people(app: Flask, language: str, many: str, one: str) -> None:
    def said(left: int) -> str:
        funnel = (FunnelStep("available", left), FunnelStep("free_in_plan", 0))
        return reason_of(Vacancy(MissionId("m"), seats=1, funnel=funnel))

    with app.test_request_context(f"/?lang={language}"):
        assert (said(2), said(1)) == (many, one)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["1 half-day", "1 day", "1.5 days", "2 days", "2.5 days"]),
        ("fr", ["une demi-journée", "1 jour", "1,5 jour", "2 jours", "2,5 jours"]),
    ],
)
def test_days_are_counted_as_the_language_counts(
    app: Flask, language: str, words: list[str]
) -> None:
    with app.test_request_context(f"/?lang={language}"):
        assert [day_count(half_days) for half_days in range(1, 6)] == words


def test_sentences_count_missions_and_seats(app: Flask) -> None:
    limit = {"expert": "Anne", "missions": 1, "most": 0}
    seats = {"seated": 2, "count": 1}

    with app.test_request_context("/?lang=en"):
        found = [sentence("limits.missions", limit), sentence("seat.too_many", seats)]

    assert found == [
        "Anne would have 1 mission; at most 0.",
        "Too many for the role: 2 people, 1 seat.",
    ]
