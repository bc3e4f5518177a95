"""With which single change a vacancy would be filled, one sentence each."""

from collections.abc import Mapping

from matcher.changes.facts import facts_of
from matcher.plan import Facts, Unlock, Vacancy
from matcher.problem import Problem
from web.language.codes import N_
from web.language.labels import label, tongue
from web.language.sentences.facts import day_count, moment_words, range_words
from web.language.sentences.names import Names
from web.language.speech import gettext as _

SENTENCES: Mapping[str, str] = {
    "unlock.language_lower": N_(
        "If %(level)s in %(language)s were enough for the role “%(role)s”, the seat would be "
        "filled."
    ),
    "unlock.domain_lower": N_(
        "If level “%(level)s” in %(domain)s were enough for the role “%(role)s”, the seat would be "
        "filled."
    ),
    "unlock.speaks_lower": N_(
        "If %(level)s in %(language)s were enough, somebody in the team would speak it."
    ),
    "unlock.kind_any": N_(
        "If the role “%(role)s” were open to members and officials alike, the seat would be filled."
    ),
    "unlock.window_earlier": N_(
        "If %(mission)s could start as early as %(day)s, the vacancy would be filled."
    ),
    "unlock.window_later": N_(
        "If %(mission)s could start as late as %(day)s, the vacancy would be filled."
    ),
    "unlock.rest_shorter": N_(
        "If %(rest)s of rest were enough for %(expert)s, the vacancy would be filled."
    ),
    "unlock.busy_lifted": N_(
        "If %(expert)s were available, %(days)s, the vacancy would be filled."
    ),
    "unlock.move_earlier": N_(
        "If %(other)s were moved forward to %(day)s, the vacancy would be filled."
    ),
    "unlock.move_later": N_(
        "If %(other)s were put off until %(day)s, the vacancy would be filled."
    ),
}
NO_MORE: Mapping[str, str] = {
    "unlock.language_lower": N_(
        "If the role “%(role)s” did not ask for %(language)s, the seat would be filled."
    ),
    "unlock.domain_lower": N_(
        "If the role “%(role)s” did not ask for %(domain)s, the seat would be filled."
    ),
    "unlock.speaks_lower": N_(
        "If nobody in the team had to speak %(language)s, nothing would be missing here."
    ),
    "unlock.rest_shorter": N_(
        "If %(expert)s needed no rest between two missions, the vacancy would be filled."
    ),
}
"""What is said where something is asked for no more."""
WHO: Mapping[str, str] = {
    "unlock.language_lower": N_(
        "If %(level)s in %(language)s were enough for the role “%(role)s”, "
        "%(expert)s could take part."
    ),
    "unlock.domain_lower": N_(
        "If level “%(level)s” in %(domain)s were enough for the role “%(role)s”, %(expert)s could "
        "take part."
    ),
    "unlock.speaks_lower": N_(
        "If %(level)s in %(language)s were enough, %(expert)s could take part and speak it."
    ),
    "unlock.kind_any": N_(
        "If the role “%(role)s” were open to members and officials alike, "
        "%(expert)s could take part."
    ),
}
"""What is said of a requirement where it is known who could go."""
WHO_NO_MORE: Mapping[str, str] = {
    "unlock.language_lower": N_(
        "If the role “%(role)s” did not ask for %(language)s, %(expert)s could take part."
    ),
    "unlock.domain_lower": N_(
        "If the role “%(role)s” did not ask for %(domain)s, %(expert)s could take part."
    ),
}
"""The same where it is asked for no more."""


def unlock_sentence(problem: Problem, row: Vacancy, unlock: Unlock, names: Names) -> str:
    """One unlock of a vacancy in words; a code without any stands for itself, and fails a test."""
    facts = facts_of(problem, row, unlock)
    is_gone = facts.get("level", 1) is None or facts.get("rest") == 0
    known = (NO_MORE if is_gone else SENTENCES).get(unlock.code)
    if unlock.expert is not None:
        known = (WHO_NO_MORE if is_gone else WHO).get(unlock.code, known)
    return unlock.code if known is None else _(known, **_gaps(problem, facts, names))


def _gaps(problem: Problem, facts: Facts, names: Names) -> dict[str, str]:
    """Each fact in words; a day has no half where the mission starts in the morning."""
    named = {
        "mission": names.missions,
        "other": names.missions,
        "role": names.roles,
        "expert": names.experts,
        "domain": names.domains,
    }
    found = {
        name: named[name].get(str(fact), str(fact)) for name, fact in facts.items() if name in named
    }
    if "language" in facts:
        found["language"] = tongue(str(facts["language"]))
    if facts.get("level") is not None:
        level = facts["level"]
        found["level"] = label("level", str(level)) if isinstance(level, int) else str(level)
    if isinstance(rest := facts.get("rest"), int):
        found["rest"] = day_count(rest)
    if isinstance(ends := facts.get("days"), list):
        found["days"] = range_words(ends)
    if "day" in facts:
        found["day"] = _day(problem, facts)
    return found


def _day(problem: Problem, facts: Facts) -> str:
    name = facts.get("other", facts.get("mission"))
    mission = next(each for each in problem.missions.values() if each.id == name)
    moment = str(facts["day"])
    if not mission.half_day_starts:
        moment = moment[: len("2027-03-01")]
    return moment_words(moment, mission.half_day_starts)
