"""Every code that the rooms below can answer with has a sentence, in both languages."""

import re
from pathlib import Path

import pytest
from flask import Flask

import db
import matcher
import web
from web.i18n import gettext
from web.wording.sentences import SENTENCES

_MADE = re.compile(r"\b(?:Breach|Reason)\(([^)]*)")
_CODE = re.compile(r"\"([a-z]+\.[a-z_]+)\"")
_ROOMS = [Path(str(room.__file__)).parent for room in (matcher, db, web)]


def codes() -> set[str]:
    """Codes of breaches and reasons, as they are written in the sources."""
    sources = (path.read_text("utf-8") for room in _ROOMS for path in room.rglob("*.py"))
    return {
        code for text in sources for made in _MADE.findall(text) for code in _CODE.findall(made)
    }


def test_codes_are_found_in_the_sources() -> None:
    assert {"availability.double", "rest.too_short", "start.none"} <= codes()


def test_every_code_has_a_sentence() -> None:
    assert codes() - SENTENCES.keys() == set()


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
