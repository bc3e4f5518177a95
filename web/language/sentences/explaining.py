"""Why a seat is as it is, in words: lines about a role, or about an expert for it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from matcher.explain.candidates import Candidates, Choice
from matcher.explain.why import Field, SkillLevels, Suits, Why
from matcher.explain.why_not import WhyNot
from matcher.fit import DOMAIN_MOST, FIELD_MOST, LANGUAGE_MOST, WISH_MOST
from matcher.plan import Breach, Vacancy
from matcher.problem import CEFR, Measure, MissionId, Problem
from web.language.codes import N_
from web.language.labels import label, tongue
from web.language.sentences import breach_sentence, day_count, steps
from web.language.sentences.forcing import forcing_lines
from web.language.sentences.measures import BETTER, WORSE, balance
from web.language.sentences.names import Names
from web.language.sentences.nights import better_hours, excluded_words
from web.language.sentences.planned import start_words
from web.language.sentences.startless import startless_words
from web.language.sentences.unlocks import unlock_sentence
from web.language.speech import gettext as _
from web.language.speech import ngettext

if TYPE_CHECKING:
    from matcher.trials.unlocking import Unlocks
    from web.cli.questions import OfExpert, OfRole

SHOWN = 10
"""Rows of each group that are told; the others are counted."""
FIELDS: Mapping[Field, str] = {
    "country": N_("Experience, %(points)s of %(most)s: has worked in the country."),
    "region": N_("Experience, %(points)s of %(most)s: has worked in the region."),
    "none": N_("Experience, %(points)s of %(most)s: none of the country or its region."),
    "no_partner": N_("Experience, %(points)s of %(most)s: no partner to know."),
}
EXCLUDED: Mapping[str, Callable[[int], str]] = {
    "role.kind": lambda n: ngettext("%(num)s of another kind", "%(num)s of another kind", n),
    "role.institution": lambda n: ngettext(
        "%(num)s of another institution", "%(num)s of another institution", n
    ),
    "role.domain": lambda n: ngettext(
        "%(num)s without a domain at its level", "%(num)s without a domain at its level", n
    ),
    "role.language": lambda n: ngettext(
        "%(num)s without a language at its level", "%(num)s without a language at its level", n
    ),
    "expert.banned": lambda n: ngettext(
        "%(num)s kept out of the team, or having declined",
        "%(num)s kept out of the team, or having declined",
        n,
    ),
    "expert.excludes_partner": lambda n: ngettext(
        "%(num)s not to be sent to the partner", "%(num)s not to be sent to the partner", n
    ),
    "expert.never_free": lambda n: ngettext(
        "%(num)s not available on any possible date",
        "%(num)s not available on any possible date",
        n,
    ),
    "start.none": lambda n: _("there is no possible date"),
}


def counted(counts: Mapping[str, int], at_night: int) -> list[str]:
    """How often each reason is met; whom the hours of a session keep away is told apart."""
    found = dict(counts)
    if at_night:
        found["expert.never_free"] -= at_night
    said = [EXCLUDED[code](count) for code, count in found.items() if count]
    return [*said, excluded_words(at_night)] if at_night else said


def role_lines(problem: Problem, answer: "OfRole", names: Names) -> list[str]:
    """Who is left after each requirement, what would help, and everybody ranked."""
    lines = [] if answer.dateless is None else [startless_words(answer.dateless, names)]
    lines += [f"• {said}" for said, _left in steps(answer.funnel, answer.hours)]
    if answer.unlocks is not None and answer.vacancy is not None:
        lines += _unlocks(problem, answer.vacancy, answer.unlocks, names)
        is_half = problem.missions[answer.vacancy.mission].length == 1
        lines += filter(None, [better_hours(answer.hours, is_half)])
    return [*lines, *_candidates(problem, answer.candidates, answer.at_night, names)]


def _unlocks(problem: Problem, row: Vacancy, found: "Unlocks", names: Names) -> Iterator[str]:
    if found.found:
        yield _("What would fill it:")
    elif found.complete:
        yield _(
            "None of these alone would fill it and make the plan better: less asked of the role, "
            "other possible starts, less rest, an absence lifted, another mission moved."
        )
    yield from (f"• {unlock_sentence(problem, row, each, names)}" for each in found.found)
    if not found.complete:
        yield _("Not everything was tried in the time given.")


def expert_lines(problem: Problem, answer: "OfExpert", names: Names) -> list[str]:
    """Why somebody sits there, or why not and what forcing them would cost."""
    lines: list[str] = []
    if answer.why is not None:
        lines += _why(problem, answer.why, names)
    if answer.why_not is not None:
        lines += _why_not(problem, answer.why_not, names)
    if answer.forced is not None:
        lines += forcing_lines(problem, answer.forced, names)
    return lines


def change_sentence(problem: Problem, measures: Mapping[Measure, int]) -> str:
    """What a plan gains and loses, in the measures that its objective has."""
    counted = [m for tier in problem.objective for m, weight in tier.items() if weight]
    told = {m: measures[m] for m in dict.fromkeys(counted)}
    gains = [BETTER[m](-change) for m, change in told.items() if change < 0]
    return balance(gains, [WORSE[m](change) for m, change in told.items() if change > 0])


def _candidates(problem: Problem, found: Candidates, at_night: int, names: Names) -> Iterator[str]:
    if found.seat.instead is None:
        yield _("Who could take the seat now: %(count)s.", count=found.free.count)
    else:
        leaving = names.experts.get(found.seat.instead, found.seat.instead)
        yield _(
            "Who could take the seat of %(expert)s now: %(count)s.",
            expert=leaving,
            count=found.free.count,
        )
    mission = found.seat.mission
    yield from (_free(problem, mission, each, names) for each in found.free.shown[:SHOWN])
    yield _("Who would break something: %(count)s.", count=found.breaking.count)
    for choice in found.breaking.shown[:SHOWN]:
        yield f"• {_breaking(choice, mission, names)}"
    yield _("Who cannot be assigned there: %(count)s.", count=found.excluded.count)
    yield from (f"• {said}" for said in counted(found.excluded.counts, at_night))


def _free(problem: Problem, mission: MissionId, choice: Choice, names: Names) -> str:
    change = change_sentence(problem, choice.measures)
    name = names.experts.get(choice.expert, choice.expert)
    when = start_words(problem, mission, choice.start, names)
    return "• " + _(
        "%(expert)s, %(date)s, fit %(fit)s. %(change)s",
        expert=name,
        date=when,
        fit=choice.fit.total,
        change=change,
    )


def _why(problem: Problem, found: Why, names: Names) -> Iterator[str]:
    expert = names.experts.get(found.seat.instead or "", "")
    suits = found.suits
    yield _(
        "%(expert)s is assigned there: fit %(total)s of 100.", expert=expert, total=suits.fit.total
    )
    for said, skills in suits_lines(suits, names):
        yield f"• {said}"
        yield from (f"  • {skill}" for skill in skills)
    yield takes_sentence(found)
    if found.pinned:
        yield _("It has been decided: the seat is pinned.")
    yield _("With the seat empty:") + " " + change_sentence(problem, found.without)
    yield _("Who could take the seat now: %(count)s.", count=found.runners.count)
    mission = found.seat.mission
    yield from (_free(problem, mission, each, names) for each in found.runners.shown)


def takes_sentence(found: Why) -> str:
    """What a seat takes of who has it; where nobody has typed a cost, there is none to tell."""
    days = day_count(found.half_days)
    if not found.cost:
        return _("It takes %(days)s.", days=days)
    return _("It takes %(days)s and costs %(cost)s.", days=days, cost=found.cost)


def suits_lines(suits: Suits, names: Names) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The parts of a fit in words, each with the skills that it counts."""

    def held(kind: str) -> tuple[str, ...]:
        return tuple(_skill(each, names) for each in suits.skills if each.kind == kind)

    fit = suits.fit
    yield _("Domains, %(points)s of %(most)s.", points=fit.domain, most=DOMAIN_MOST), held("domain")
    spoken = {"points": fit.language, "most": LANGUAGE_MOST}
    yield _("Languages, %(points)s of %(most)s.", **spoken), held("language")
    yield _(FIELDS[suits.field], points=fit.field, most=FIELD_MOST), ()
    wish = {"points": fit.wish, "most": WISH_MOST}
    yield (
        (
            _("Wish, %(points)s of %(most)s: would like to take part.", **wish)
            if suits.wishes
            else _("Wish, %(points)s of %(most)s: none for this partner.", **wish)
        ),
        (),
    )


def _skill(skill: SkillLevels, names: Names) -> str:
    if skill.kind == "domain":
        name = names.domains.get(skill.name, skill.name)
        needed, held = (
            label("level", skill.needed),
            _held(skill.held and label("level", skill.held)),
        )
    else:
        name, needed = tongue(skill.name), CEFR[skill.needed - 1]
        held = _held(skill.held and CEFR[skill.held - 1])
    return _(
        "%(name)s: required: “%(needed)s”; has: “%(held)s”.",
        name=name,
        needed=needed,
        held=held,
    )


def _held(level: object) -> str:
    return str(level) if level else _("none")


def _why_not(problem: Problem, found: WhyNot, names: Names) -> Iterator[str]:
    expert = names.experts.get(found.expert, found.expert)
    if found.verdict == "barred":
        yield _("%(expert)s cannot be assigned there as the plan stands:", expert=expert)
    else:
        yield _("%(expert)s could be assigned there as the plan stands.", expert=expert)
    mission = found.seat.mission
    yield from (f"• {breach_sentence(seen_from(mission, r), names)}" for r in found.reasons)
    if found.choice is not None and found.verdict != "barred":
        yield _instead(found, names) + " " + change_sentence(problem, found.choice.measures)


def _instead(found: WhyNot, names: Names) -> str:
    if found.seat.instead is None:
        return _("In the empty seat:")
    leaving = names.experts.get(found.seat.instead, found.seat.instead)
    return _("In the place of %(expert)s:", expert=leaving)


def seen_from(mission: MissionId, breach: Breach) -> Breach:
    """A breach of two missions, which rules say of the later one, said of this one."""
    if breach.facts.get("other") != mission or breach.mission is None:
        return breach
    return replace(breach, mission=mission, facts={**breach.facts, "other": breach.mission})


def _breaking(choice: Choice, mission: MissionId, names: Names) -> str:
    """What would break, with the expert's name in front where no sentence says it."""
    said = [breach_sentence(seen_from(mission, breach), names) for breach in choice.breaches]
    expert = names.experts.get(choice.expert, choice.expert)
    is_named = any(breach.expert == choice.expert for breach in choice.breaches)
    return " ".join(said if is_named else [expert, "–", *said])
