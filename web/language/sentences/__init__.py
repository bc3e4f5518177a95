"""Codes in, sentences out: what the matcher and the ledger say, in the reader's language."""

from collections.abc import Mapping, Sequence

from matcher.plan import Breach, Facts
from web.language.sentences.facts import day_count, listed, moment_words, range_words, said
from web.language.sentences.funnels import reason_of, steps
from web.language.sentences.names import Names
from web.language.sentences.sentences import PROMISED, SENTENCES
from web.language.speech import gettext as _

__all__ = [
    "absence_sentence",
    "breach_sentence",
    "day_count",
    "listed",
    "moment_words",
    "range_words",
    "reason_of",
    "sentence",
    "steps",
]

_NO_FACTS: Mapping[str, object] = {}
_NO_NAMES = Names()


def sentence(code: str, facts: Facts = _NO_FACTS, names: Names = _NO_NAMES) -> str:
    """The sentence of a code; an unknown one stands for itself, and fails a test, not a page."""
    known = SENTENCES.get(code)
    return code if known is None else _(known, **said(code, facts, names))


def breach_sentence(breach: Breach, names: Names = _NO_NAMES) -> str:
    """What a plan breaks, and whom it is said of; a no that is behind it is named as such."""
    if (no := names.no_behind(breach)) is not None:
        return no.sentence
    facts = dict(breach.facts)
    if breach.expert is not None:
        facts["expert"] = breach.expert
    if breach.mission is not None:
        facts.setdefault("mission", breach.mission)
    if breach.code == "availability.busy" and breach.expert is not None:
        days: Sequence[str] = facts["days"]  # type: ignore[assignment]  # this fact is two moments
        return absence_sentence(breach.code, facts, breach.expert, days, names, breach.mission)
    if breach.code == "start.closed":
        return _closed_sentence(breach, names)
    if breach.code == "start.none" and (why := names.dateless(breach.mission or "")):
        return why
    return sentence(_said_of(breach, names), facts, names)


def _closed_sentence(breach: Breach, names: Names) -> str:
    """Why a place receives nobody: closures by their names, or whom it receives then."""
    known = names.closings(breach.mission or "", breach.facts)
    if known is None:
        return sentence(breach.code, breach.facts, names)
    code, why = known
    return sentence(code, {**breach.facts, "why": why}, names)


def _said_of(breach: Breach, names: Names) -> str:
    """The code of the sentence: nobody has pinned what a partner's word holds."""
    if breach.code not in PROMISED or breach.mission is None:
        return breach.code
    is_held = names.holds_by_word(breach.mission, breach.expert)
    return PROMISED[breach.code] if is_held else breach.code


def absence_sentence(
    code: str,
    facts: Facts,
    expert: str,
    days: Sequence[str],
    names: Names = _NO_NAMES,
    mission: str | None = None,
) -> str:
    """The same with what takes somebody's days for a mission, as far as the reader may know it."""
    why = names.absences(expert, days, mission)
    if not why:
        return sentence(code, facts, names)
    return sentence(f"{code}_because", {**facts, "why": why}, names)
