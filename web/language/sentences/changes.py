"""What a scenario alters, in plain words."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from matcher.scenario import Change
from web.language.codes import N_
from web.language.labels import label, tongue
from web.language.sentences.facts import Fact, day_count, moment_words, range_words
from web.language.sentences.names import Names
from web.language.speech import gettext as _
from web.language.speech import ngettext

SENTENCES: Mapping[str, str] = {
    "expert.withdrawn": N_("%(expert)s cannot be sent."),
    "expert.added": N_(
        "%(name)s is imagined: %(kind)s, %(institution)s; domains: %(domains)s; languages: "
        "%(languages)s. Searches seat them; pages show those seats empty, and nothing of it can be "
        "published."
    ),
    "expert.busy": N_("%(expert)s is not free, %(days)s."),
    "expert.free": N_("%(expert)s is free after all, %(days)s."),
    "expert.days_max": N_("%(expert)s: at most %(days_most)s."),
    "expert.missions_max": N_("%(expert)s: at most %(missions_most)s."),
    "expert.rest": N_("%(expert)s rests %(half_days)s between two missions."),
    "institution.sits": N_("%(institution)s sits, %(days)s: its members are not free."),
    "institution.days_max": N_("%(institution)s: at most %(days_most)s for each of its people."),
    "institution.missions_max": N_(
        "%(institution)s: at most %(missions_most)s for each of its people."
    ),
    "institution.rest": N_(
        "%(institution)s: each of its people rests %(half_days)s between two missions."
    ),
    "mission.added": N_("%(mission)s is planned too."),
    "mission.dropped": N_("%(mission)s is not held."),
    "mission.window": N_("%(mission)s may start %(days)s."),
    "mission.shifted": N_("%(mission)s: %(shift)s."),
    "mission.priority": N_("%(mission)s has priority %(priority)s."),
    "mission.banned": N_("%(expert)s does not take part in %(mission)s."),
    "mission.admitted": N_("%(expert)s may take part in %(mission)s again."),
    "mission.speaks": N_("%(mission)s: somebody speaks %(language)s, %(level)s."),
    "role.count": N_("%(mission)s, %(role)s: %(count)s."),
    "role.kind": N_("%(mission)s, %(role)s: open to %(kind)s."),
    "role.domain": N_("%(mission)s, %(role)s: %(domain)s, %(domain_level)s."),
    "role.language": N_("%(mission)s, %(role)s: %(language)s, %(level)s."),
    "pin.start": N_("%(mission)s starts on %(start)s."),
    "unpin.start": N_("The date of %(mission)s is open again."),
    "pin.expert": N_("%(expert)s takes part in %(mission)s, %(role)s."),
    "unpin.expert": N_("Whether %(expert)s takes part in %(mission)s is open again."),
    "programme.half_days": N_("%(programme)s: at most %(days_most)s of work."),
    "programme.share": N_("%(programme)s: at most %(days_most)s of work from %(institution)s."),
    "programme.budget": N_("%(programme)s: at most %(money)s."),
    "horizon.until": N_("Nothing is planned after %(last)s; what is published for later stays."),
    "objective.weights": N_(
        "Weights: fit %(misfit)s, shared load %(burden)s, wished dates %(delay)s."
    ),
}
UNBOUNDED: Mapping[str, str] = {
    "expert.days_max": N_("%(expert)s: no limit of days."),
    "expert.missions_max": N_("%(expert)s: no limit of missions."),
    "institution.days_max": N_("%(institution)s: no limit of days for anybody."),
    "institution.missions_max": N_("%(institution)s: no limit of missions for anybody."),
    "programme.half_days": N_("%(programme)s: no limit of work."),
    "programme.share": N_("%(programme)s: no limit of work from %(institution)s."),
    "programme.budget": N_("%(programme)s: no limit of money."),
}
"""What is said where a bound is lifted."""


def change_sentence(change: Change, names: Names) -> str:
    """One change as a sentence; a code without one stands for itself, and fails a test."""
    is_lifted = change.facts.get("most", 0) is None
    known = (UNBOUNDED if is_lifted else SENTENCES).get(change.code)
    return change.code if known is None else _(known, **_gaps(change, names))


def _gaps(change: Change, names: Names) -> dict[str, str]:
    facts = change.facts
    readers = _readers(names, has_halves=facts.get("mission") in names.halves)
    found = {name: readers.get(name, str)(fact) for name, fact in facts.items()}
    if "first" in facts and "last" in facts:
        found["days"] = range_words([str(facts["first"]), str(facts["last"])])
    if facts.get("most") is not None:
        found |= _bounds(change.code, facts["most"])
    if "days" in facts:
        found["shift"] = _shift(int(str(facts["days"])))
    if change.code in ("role.domain", "role.language", "mission.speaks"):
        found |= _levels(facts["level"])
    return found


def _bounds(code: str, most: Fact) -> dict[str, str]:
    whole = 2 * most if code.endswith(".days_max") else most
    return {
        "days_most": day_count(whole),
        "missions_most": ngettext("%(num)s mission", "%(num)s missions", most),
        "money": str(most),
    }


def _levels(level: Fact) -> dict[str, str]:
    if level is None:
        none = _("not asked for")
        return {"level": none, "domain_level": none}
    if isinstance(level, int):
        return {"domain_level": label("level", str(level))}
    return {"level": str(level)}


def _shift(by: int) -> str:
    if by < 0:
        return ngettext("%(num)s day earlier", "%(num)s days earlier", -by)
    return ngettext("%(num)s day later", "%(num)s days later", by)


def _skills(said: Iterable[str]) -> str:
    return ", ".join(said) or _("none")


def _readers(names: Names, *, has_halves: bool) -> Mapping[str, Callable[[Fact], str]]:
    def named(known: Mapping[str, str]) -> Callable[[Fact], str]:
        return lambda fact: known.get(fact, str(fact))

    return {
        "expert": named(names.experts),
        "mission": named(names.missions),
        "institution": named(names.institutions),
        "programme": named(names.programmes),
        "domain": named(names.domains),
        "role": named(names.roles),
        "language": tongue,
        "domains": lambda held: _skills(
            f"{names.domains.get(code, code)} ({label('level', level)})"
            for code, level in held.items()
        ),
        "languages": lambda held: _skills(f"{tongue(c)} {level}" for c, level in held.items()),
        "start": partial(moment_words, has_halves=has_halves),
        "last": moment_words,
        "half_days": day_count,
        "count": lambda count: ngettext("%(num)s seat", "%(num)s seats", count),
        "kind": lambda kind: _("everybody") if kind == "any" else label("kind", kind),
    }
