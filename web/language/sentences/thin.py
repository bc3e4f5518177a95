"""Thin places of the roster, and what one more competence would bring, in words."""

from matcher.explain.thin import CoveragePlace
from matcher.explain.thin_competence import Gain
from matcher.explain.thin_needs import Need
from matcher.problem import CEFR
from web.language.labels import label, tongue
from web.language.sentences.facts import listed
from web.language.sentences.names import Names
from web.language.speech import gettext as _
from web.language.speech import ngettext


def need_words(need: Need, names: Names) -> str:
    """What is asked for: the domain with its level, the language with its own, the kind."""
    parts = []
    if need.domain is not None:
        level = label("level", str(need.level))
        name = names.domains.get(need.domain, need.domain)
        parts.append(_("%(domain)s (%(level)s)", domain=name, level=level))
    if need.language is not None:
        rank = CEFR[need.rank - 1]
        parts.append(_("%(language)s %(level)s", language=tongue(need.language), level=rank))
    if need.kind is not None:
        parts.append(label("kind", need.kind))
    return ", ".join(parts) or _("anybody")


def place_sentence(place: CoveragePlace, names: Names) -> str:
    """Supply against demand of one place, and what suffers from it."""
    said = _(
        "%(need)s: %(seats)s, %(people)s.",
        need=need_words(place.need, names),
        seats=ngettext("%(num)s seat asked for", "%(num)s seats asked for", place.seats),
        people=ngettext("%(num)s person", "%(num)s people", place.people),
    )
    if not place.suffering:
        return said
    missions = listed([names.missions.get(each, each) for each in place.suffering])
    suffering = _("Vacancies remain in %(missions)s.", missions=missions)
    return f"{said} {suffering}"


def gain_sentence(gain: Gain, names: Names) -> str:
    """What an expert with one more competence would fill."""
    if gain.competence.kind == "domain":
        name = names.domains.get(gain.competence.name, gain.competence.name)
        level = label("level", str(gain.level))
        learned = _("%(domain)s (%(level)s)", domain=name, level=level)
    else:
        name, level = tongue(gain.competence.name), CEFR[gain.level - 1]
        learned = _("%(language)s %(level)s", language=name, level=level)
    facts = {
        "expert": names.experts.get(gain.expert, gain.expert),
        "competence": learned,
        "missions": listed([names.missions.get(each, each) for each in gain.missions]),
    }
    if gain.exact:
        return _("%(expert)s with %(competence)s would fill vacant seats: %(missions)s.", **facts)
    return _("%(expert)s with %(competence)s could fill vacant seats: %(missions)s.", **facts)
