"""What the page of coverage shows besides the map: thin places, and what would help."""

from dataclasses import dataclass

from matcher.problem import Kind
from web.language.sentences.thin import gain_sentence, place_sentence
from web.pages.coverage.places import Facts, address

SHOWN = 20
"""Thin places that are said; the map and its table have all of them."""


@dataclass(frozen=True, slots=True)
class Thin:
    """A thin place in a sentence, and the page of its lists."""

    sentence: str
    address: str
    is_short: bool


def thin(facts: Facts, kind: Kind | None) -> list[Thin]:
    """The places with hardly any reserve, what suffers most first."""
    return [
        Thin(place_sentence(place, facts.names), address(place.need), place.is_short)
        for place in facts.coverage.thin()
        if kind in (None, place.need.kind)
    ]


def helpful(facts: Facts) -> list[str]:
    """What one more competence would bring, the rest of the plan kept; the best first."""
    if facts.plan_id is None:
        return []
    return [gain_sentence(gain, facts.names) for gain in facts.coverage.gains]
