"""Sentences for what is wrong with a problem or plan file."""

import json

from matcher.files import Flaw
from web.language.codes import N_
from web.language.speech import gettext as _

_SENTENCES = {
    "json.broken": N_(
        "This is not JSON, from line %(line)s, column %(column)s on. A JSON document was expected."
    ),
    "json.empty": N_("The file is empty; a JSON document was expected."),
    "json.not_utf8": N_("Byte %(byte)s is not UTF-8; a text in UTF-8 was expected."),
    "json.duplicate_key": N_("The key %(key)s stands twice in one object; once was expected."),
    "json.not_a_number": N_("%(found)s is not a JSON number; a number was expected."),
    "json.number_too_large": N_("The number %(found)s is too large to be read."),
    "json.too_deep": N_("The document is nested too deeply or holds a number too long to read."),
    "json.too_large": N_("The document is larger than %(most)s MB, which is as much as is read."),
    "json.lone_surrogate": N_(
        "A text holds half of a character (a lone surrogate); whole characters were expected."
    ),
    "schema.required": N_("The key %(key)s is missing."),
    "schema.unknown_key": N_("There is no such key; expected one of: %(expected)s."),
    "schema.type": N_("Found %(found)s where a value of type %(expected)s was expected."),
    "schema.const": N_("Found %(found)s; expected %(expected)s."),
    "schema.enum": N_("Found %(found)s; expected one of: %(expected)s."),
    "schema.minimum": N_("Found %(found)s; expected at least %(expected)s."),
    "schema.maximum": N_("Found %(found)s; expected at most %(expected)s."),
    "schema.minItems": N_("Found %(found)s; expected at least %(expected)s entries."),
    "schema.maxItems": N_("Found %(found)s; expected at most %(expected)s entries."),
    "schema.minLength": N_("Found %(found)s; a text of at least %(expected)s letter was expected."),
    "schema.minProperties": N_("Found %(found)s; expected at least %(expected)s entry."),
    "schema.pattern": N_(
        "Found %(found)s; a moment such as 2027-03-01, 2027-03-01/am or 2027-03-01/pm was expected."
    ),
    "schema.anyOf": N_("Found %(found)s; a moment such as 2027-03-01/am, or null, was expected."),
    "schema.oneOf": N_("Found %(found)s; either role and seats, or language, was expected."),
    "horizon.half_day": N_("Found %(found)s; a horizon is a range of whole dates."),
    "horizon.too_far": N_("A horizon between the years %(expected)s was expected."),
    "horizon.too_long": N_("The horizon has %(found)s days; expected at most %(most)s."),
    "number.too_large": N_("Found %(found)s; expected at most %(most)s."),
    "moment.no_such_date": N_("There is no date %(found)s; a date of the calendar was expected."),
    "moment.outside_horizon": N_("%(found)s lies outside the horizon, which is %(horizon)s."),
    "range.ends_before_start": N_(
        "The range ends before it starts: %(first)s, %(last)s. First and last were expected."
    ),
    "id.duplicate": N_("The id %(id)s stands at %(first)s already; another one was expected."),
    "id.unknown": N_("There is no %(found)s in %(section)s; the id of one was expected."),
    "role.unknown": N_("Mission %(mission)s has no role %(found)s; expected one of: %(expected)s."),
    "pin.duplicate": N_("Expert %(expert)s is pinned twice in this role; once was expected."),
    "mission.place_missing": N_("A mission with venue %(venue)s needs the key %(key)s."),
    "timezone.unknown": N_(
        "There is no time zone %(found)s; an IANA name such as Europe/Paris was expected."
    ),
    "domain.cycle": N_("These domains are each other’s parents: %(cycle)s. A tree was expected."),
    "after.cycle": N_(
        "These missions each follow the other: %(cycle)s. An order without a circle was expected."
    ),
}


def sentence(flaw: Flaw) -> str:
    """What is wrong at a place of a file, and what was expected there."""
    template = _SENTENCES.get(flaw.code)
    if template is None:
        # A keyword that the schema does not use today: the facts say what the file breaks.
        return f"{flaw.code}: {json.dumps(dict(flaw.facts), ensure_ascii=False)}"
    return _(template) % {name: _shown(fact) for name, fact in flaw.facts.items()}


def _shown(fact: object) -> str:
    if isinstance(fact, list | tuple):
        return ", ".join(str(part) for part in fact)
    return str(fact)
