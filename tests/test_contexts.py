"""A word that means several things is translated as what its context says."""

import re

from flask import Flask, render_template_string

from tests.test_translations import ROOT, known_as, sentences, translated, words
from web.http import reader_language, request_context
from web.language.codes import BETWEEN, NP_
from web.language.speech import gettext, pgettext


def test_word_of_two_meanings_is_said_as_its_context_says() -> None:
    app = Flask("web")
    reader_language.init_app(app, "fr")
    request_context.answer_questions()
    with app.test_request_context("/?lang=fr"):
        assert gettext("Look for a plan") == "Recherche"
        assert pgettext("button", "Look for a plan") == "Lancer une recherche"
        assert gettext(NP_("one mail", "Sent")) == "Envoyé"
        assert gettext("Sent") == "Envoyés"
        assert render_template_string('{{ pgettext("button", "Look for a plan") }}') == (
            "Lancer une recherche"
        )
    with app.test_request_context("/?lang=en"):
        assert gettext(NP_("one mail", "Sent")) == "Sent"


def test_words_with_contexts_are_found_in_the_sources() -> None:
    assert {f"button{BETWEEN}Look for a plan", "Look for a plan"} <= set(sentences())
    assert f"one mail{BETWEEN}Sent" in sentences()


ACTS = re.compile(r"<button[^>]*>\s*\{\{ _\(\"([^\"]+)\"\) \}\}")
"""What stands alone on a button."""
NOUNS = {"Recherche", "Planification", "Envoyés", "Réponse", "Changement", "Conflit", "Option"}


def test_button_says_what_it_does() -> None:
    french = {known_as(message): words(message)[0] for message in translated()}
    pages = (ROOT / "web" / "templates").rglob("*.html")

    said = {word: french[word] for page in pages for word in ACTS.findall(page.read_text())}

    assert len(said) > 20
    assert {word: each for word, each in said.items() if each in NOUNS} == {}
