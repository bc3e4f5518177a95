"""Two plans side by side in sentences, for pages and the command line alike."""

from collections.abc import Iterator, Sequence
from functools import reduce

from matcher.compare import Comparison, MissionChange, Unknown
from matcher.problem import ExpertId, Problem
from web.language.codes import N_
from web.language.labels import tongue
from web.language.sentences import breach_sentence, listed
from web.language.sentences.measures import step_sentence
from web.language.sentences.names import Names
from web.language.sentences.planned import planned_words
from web.language.speech import gettext as _
from web.language.speech import ngettext

_STRANGE = {
    ("before", "missions"): N_("The first plan names a mission that the problem lacks: %(name)s."),
    ("before", "roles"): N_(
        "The first plan has people in a role that %(mission)s does not ask for: %(name)s."
    ),
    ("before", "experts"): N_("The first plan names somebody whom the problem lacks: %(name)s."),
    ("after", "missions"): N_("The second plan names a mission that the problem lacks: %(name)s."),
    ("after", "roles"): N_(
        "The second plan has people in a role that %(mission)s does not ask for: %(name)s."
    ),
    ("after", "experts"): N_("The second plan names somebody whom the problem lacks: %(name)s."),
}


def sentences(problem: Problem, found: Comparison, names: Names) -> Iterator[str]:
    """A summary, the tiers and missions that differ, what is unknown and what is broken."""
    yield summary(found)
    yield from tier_sentences(found)
    for change in found.missions:
        yield mission_sentence(problem, change, names)
    yield from caveats(found, names)


def summary(found: Comparison) -> str:
    """How many missions differ, and whom to call."""
    if not found.missions:
        return _("The two plans do not differ.")
    count = len(found.missions)
    parts = [
        ngettext("%(num)s mission differs", "%(num)s missions differ", count),
        *_seats(found.seats),
        _people(len(found.people)),
    ]
    return _joined(parts) + "."


def tier_sentences(found: Comparison) -> Iterator[str]:
    """`2 fewer people to call; no better plan exists: proven.`"""
    for tier in found.tiers:
        if tier.step:
            claimed = None if tier.bound_after is None else tier.proven
            yield step_sentence(tier.tier, tier.step, claimed)


def mission_sentence(problem: Problem, change: MissionChange, names: Names) -> str:
    """`“Cotonou”, 12–16 January 2027: X replaces Y; 1 seat filled; 3 people to call.`"""
    parts = [
        *_date(problem, change, names),
        *_team(change, names),
        *_seats(change.seats_after - change.seats_before),
        *_languages(change),
        _people(len(change.calls)),
    ]
    name = names.missions.get(change.mission, change.mission)
    start = change.start_before if change.start_after is None else change.start_after
    said = _joined(parts)
    if start is None:
        return _("%(mission)s: %(changes)s.", mission=name, changes=said)
    when = planned_words(problem, change.mission, start, names)
    return _("%(mission)s, %(days)s: %(changes)s.", mission=name, days=when, changes=said)


def caveats(found: Comparison, names: Names) -> Iterator[str]:
    """What was left out of the comparison, and the rules that either plan breaks."""
    yield from (_unknown(each, names) for each in found.unknown)
    for breach in found.before.review.breaches:
        said = breach_sentence(breach, names)
        if breach.mission is None:
            yield _("The first plan breaks a rule: %(breach)s", breach=said)
        else:
            where = names.missions.get(breach.mission, breach.mission)
            yield _(
                "The first plan breaks a rule, %(mission)s: %(breach)s", mission=where, breach=said
            )
    for breach in found.after.review.breaches:
        said = breach_sentence(breach, names)
        if breach.mission is None:
            yield _("The second plan breaks a rule: %(breach)s", breach=said)
        else:
            where = names.missions.get(breach.mission, breach.mission)
            yield _(
                "The second plan breaks a rule, %(mission)s: %(breach)s", mission=where, breach=said
            )


def _unknown(found: Unknown, names: Names) -> str:
    called = {"missions": names.missions, "roles": names.roles, "experts": names.experts}
    return _(
        _STRANGE[found.plan, found.section],
        name=called[found.section].get(found.id, found.id),
        mission=names.missions.get(found.mission, found.mission),
    )


def _date(problem: Problem, change: MissionChange, names: Names) -> Iterator[str]:
    if change.moved == "held":
        yield _("now held")
    elif change.moved == "dropped":
        yield _("no longer held")
    elif change.moved == "moved" and change.start_before is not None:
        before = planned_words(problem, change.mission, change.start_before, names)
        yield _("moved from %(days)s", days=before)


def _team(change: MissionChange, names: Names) -> Iterator[str]:
    pairs = [
        _(
            "%(joined)s replaces %(left)s",
            joined=_name(names, pair.joined),
            left=_name(names, pair.left),
        )
        for pair in change.replaced
    ]
    if pairs:
        yield listed(pairs)
    came = {pair.joined for pair in change.replaced}
    went = {pair.left for pair in change.replaced}
    joined = [_name(names, each.expert) for each in change.joined if each.expert not in came]
    left = [_name(names, each.expert) for each in change.left if each.expert not in went]
    if joined:
        people = listed(joined)
        yield ngettext("%(people)s joins", "%(people)s join", len(joined), people=people)
    if left:
        people = listed(left)
        yield ngettext("%(people)s leaves", "%(people)s leave", len(left), people=people)
    for turn in change.roles:
        yield _("%(expert)s changes role", expert=_name(names, turn.expert))


def _languages(change: MissionChange) -> Iterator[str]:
    met = [tongue(each) for each in change.languages_met]
    lost = [tongue(each) for each in change.languages_lost]
    if met:
        yield _("somebody now speaks %(languages)s", languages=listed(met))
    if lost:
        yield _("nobody speaks %(languages)s any more", languages=listed(lost))


def _name(names: Names, expert: ExpertId) -> str:
    return names.experts.get(expert, expert)


def _joined(parts: Sequence[str]) -> str:
    """Clauses one after the other; French has a space before a semicolon."""
    return reduce(lambda one, other: _("%(one)s; %(other)s", one=one, other=other), parts)


def _seats(more: int) -> Iterator[str]:
    if more > 0:
        yield ngettext("%(num)s more seat is filled", "%(num)s more seats are filled", more)
    elif more < 0:
        yield ngettext("%(num)s fewer seat is filled", "%(num)s fewer seats are filled", -more)


def _people(count: int) -> str:
    if not count:
        return _("nobody to call")
    return ngettext("%(num)s person to call", "%(num)s people to call", count)
