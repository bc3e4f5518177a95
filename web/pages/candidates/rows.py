"""Candidates as rows of a page: what each of them would mean, in words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from db.ids import known_row, mission_id
from matcher.eligibility import occupied
from matcher.explain.around import Around
from matcher.explain.called import called
from matcher.explain.candidates import Choice
from matcher.explain.excluded import Refused
from matcher.fit import Fit
from matcher.plan import Breach
from matcher.problem import Expert, ExpertId
from web.language.codes import N_
from web.language.labels import label
from web.language.sentences import absence_sentence, breach_sentence, day_count
from web.language.sentences.explaining import change_sentence, seen_from
from web.language.sentences.planned import start_words
from web.language.speech import gettext as _
from web.language.speech import ngettext
from web.service.candidates.ground import CandidateGround

CALLS: Mapping[str, str] = {
    "joins": N_("%(expert)s joins"),
    "leaves": N_("%(expert)s leaves"),
    "moves": N_("%(expert)s has another date"),
}


@dataclass(frozen=True, slots=True)
class CandidatePerson:
    """Somebody as rows show them; without a number where they are only imagined."""

    id: ExpertId
    name: str
    detail: str
    number: int | None


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """Somebody in the seat, the rest of the plan as it is, and all that follows."""

    person: CandidatePerson
    fit: Fit
    start: str
    left: tuple[str, ...]
    load: str
    change: str
    calls: tuple[str, ...]
    breaks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OutRow:
    """Somebody who cannot sit there, with every reason; `is_banned` can be taken back.

    Who `has_refused` is let in by lifting their no, on its own page.
    """

    person: CandidatePerson
    reasons: tuple[str, ...]
    is_banned: bool
    has_refused: bool


def row(ground: CandidateGround, around: Around, choice: Choice) -> CandidateRow:
    """One choice in words."""
    dated = around.held.start is not None
    return CandidateRow(
        person=person(ground, choice.expert),
        fit=choice.fit,
        start=""
        if dated
        else start_words(ground.problem, around.mission.id, choice.start, ground.names),
        left=_left(choice),
        load=day_count(choice.load),
        change=change_sentence(ground.problem, choice.measures),
        calls=tuple(
            _(CALLS[change], expert=ground.names.experts.get(who, who))
            for who, change in called(around, choice.start, choice.expert).items()
        ),
        breaks=tuple(
            breach_sentence(seen_from(around.mission.id, breach), ground.names)
            for breach in choice.breaches
        ),
    )


def out_row(ground: CandidateGround, around: Around, refused: Refused) -> OutRow:
    """One refusal in words."""
    here = mission_id(ground.row.id)
    met = (Breach(e.code, here, None, refused.expert, e.facts) for e in refused.reasons)
    reasons = [_refusal(ground, around, each) for each in met]
    noes = [no.sentence for no in ground.names.noes.get((here, refused.expert), ())]
    reasons += [each for each in noes if each not in reasons]
    is_banned = any(each.code == "expert.banned" for each in refused.reasons)
    return OutRow(
        person(ground, refused.expert), tuple(reasons), is_banned and not noes, bool(noes)
    )


def _refusal(ground: CandidateGround, around: Around, met: Breach) -> str:
    """One reason; of who is free on no date what takes the possible dates."""
    names, expert = ground.names, met.expert
    is_told = expert is None or names.no_behind(met) is not None
    if is_told or met.code != "expert.never_free" or not around.starts:
        return breach_sentence(met, names)
    if _is_at_night(around, ExpertId(str(expert))):
        return breach_sentence(replace(met, code="availability.session_at_night"), names)
    away = [around.mission.away(start) for start in around.starts]
    horizon = ground.problem.horizon
    first, last = min(span.start for span in away), max(span.end for span in away) - 1
    days = [horizon.moment(max(first, 0)), horizon.moment(min(last, len(horizon) - 1))]
    return absence_sentence(met.code, {"expert": expert}, str(expert), days, names)


def _is_at_night(around: Around, expert: ExpertId) -> bool:
    """Does a session lie outside their day, whichever start it is?"""
    home = around.problem.experts[expert].institution
    taken = (occupied(around.problem, around.mission, start, home) for start in around.starts)
    return all(each is None for each in taken)


def person(ground: CandidateGround, expert: ExpertId) -> CandidatePerson:
    """Somebody by name, with their kind and group."""
    known = ground.problem.experts[expert]
    return CandidatePerson(expert, ground.names.in_list(expert), _detail(known), known_row(expert))


def _detail(expert: Expert) -> str:
    kind = label("kind", expert.kind)
    return f"{kind}, {expert.group}" if expert.group else kind


def _left(choice: Choice) -> tuple[str, ...]:
    """Days and missions that are left to them after this; nothing where there is no bound."""
    found = []
    if choice.half_days_left is not None:
        found.append(day_count(max(0, choice.half_days_left)))
    if choice.missions_left is not None:
        left = max(0, choice.missions_left)
        found.append(ngettext("%(num)s mission", "%(num)s missions", left))
    return tuple(found)
