"""Thin places and gains, in sentences of both languages."""

from dataclasses import replace

import pytest
from flask import Flask

from matcher.explain.thin import CoveragePlace
from matcher.explain.thin_competence import Gain
from matcher.explain.thin_needs import Need
from matcher.explain.thin_reach import Competence
from matcher.problem import DomainId, ExpertId, Language, MissionId
from web.language.sentences.names import Names
from web.language.sentences.thin import gain_sentence, need_words, place_sentence

NAMES = Names(experts={"a": "Anna"}, missions={"m": "“Budget”"}, domains={"law": "Law"})
NEED = Need(DomainId("law"), 2, Language("fr"), 4, "member")
PLACE = CoveragePlace(NEED, 1, 2, 6, 2, 8, 1, 100, None, {MissionId("m"): 1})
GAIN = Gain(ExpertId("a"), Competence("language", "fr"), 4, 0, 3, (MissionId("m"),), exact=True)

SAID = {
    "en": (
        "Law (practises), French B2, Member: 2 seats asked for, 1 person. "
        "Vacancies remain in “Budget”.",
        "Anna with French B2 would fill vacant seats: “Budget”.",
        "Anna with Law (teaches) could fill vacant seats: “Budget”.",
    ),
    "fr": (
        "Law (pratique), français B2, Parlementaire\u00a0: 2 postes demandés, 1 personne. "
        "Des postes restent non pourvus\u00a0: “Budget”.",
        "Une compétence de plus (Anna\u00a0: français B2) permettrait de pourvoir\u00a0: “Budget”.",
        "Une compétence de plus (Anna\u00a0: Law (enseigne)) permettrait peut-être de "
        "pourvoir\u00a0: “Budget”.",
    ),
}


@pytest.mark.parametrize("language", SAID)
def test_place_and_gains_are_said(app: Flask, language: str) -> None:
    taught = replace(GAIN, competence=Competence("domain", "law"), level=3, exact=False)

    with app.test_request_context(f"/?lang={language}"):
        said = (
            place_sentence(PLACE, NAMES),
            gain_sentence(GAIN, NAMES),
            gain_sentence(taught, NAMES),
        )

    assert said == SAID[language]


def test_need_of_anybody_and_a_place_without_vacancies(app: Flask) -> None:
    with app.test_request_context("/?lang=en"):
        assert need_words(Need(), NAMES) == "anybody"
        quiet = replace(PLACE, suffering={})
        assert place_sentence(quiet, NAMES).endswith("1 person.")
