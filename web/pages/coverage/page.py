"""What the page of coverage shows: the map, thin places, and what would help."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from matcher.problem import Kind
from web.http import numbers
from web.http.numbers import Number
from web.language.sentences.thin import gain_sentence, place_sentence
from web.pages.coverage import losses
from web.pages.coverage.picture import NAMES, heat_map
from web.pages.coverage.places import Facts, address, read_facts, seen
from web.service.local import local_today, local_zone
from web.service.reader import scope
from web.service.trials.kinds import TIMES

SHOWN = 20
"""Thin places that are said; the map and its table have all of them."""


@dataclass(frozen=True, slots=True)
class Thin:
    """A thin place in a sentence, and the page of its lists."""

    sentence: str
    address: str
    is_short: bool


def coverage_page(session: Session, kind: Kind | None) -> dict[str, object]:
    """Everything that the page shows, of people of one kind or of all."""
    facts = read_facts(session)
    found = seen(facts, kind)
    return {
        "kind": kind,
        "facts": facts,
        "seen": found,
        **_numbers(session, facts),
        "map": heat_map(found),
        "names_width": NAMES,
        "thin": _thin(facts, kind),
        "shown": SHOWN,
        "helpful": _helpful(facts),
        "losses": losses.read(session, facts),
        "few": losses.SHOWN,
        "times": TIMES,
        "zone": local_zone(session, scope()),
    }


def _numbers(session: Session, facts: Facts) -> dict[str, Number]:
    """How large the question is: what the first page and the list of missions say too."""
    today = local_today(session, scope())
    return {
        "missions": numbers.missions_to_plan(facts.problem, today, to_plan=0),
        "experts": numbers.experts(session, scope(), today),
        "vacant": numbers.vacant_seats(session, today),
    }


def _thin(facts: Facts, kind: Kind | None) -> list[Thin]:
    """The places with hardly any reserve, what suffers most first."""
    return [
        Thin(place_sentence(place, facts.names), address(place.need), place.is_short)
        for place in facts.coverage.thin()
        if kind in (None, place.need.kind)
    ]


def _helpful(facts: Facts) -> list[str]:
    """What one more competence would bring, the rest of the plan kept; the best first."""
    if facts.plan_id is None:
        return []
    return [gain_sentence(gain, facts.names) for gain in facts.coverage.gains]
