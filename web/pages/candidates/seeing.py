"""Why somebody sits in a role, or why not, in words."""

from dataclasses import dataclass

from matcher.explain.around import Around
from matcher.explain.called import called
from matcher.explain.seat import Seat
from matcher.explain.why import Suits, Why, suits, why
from matcher.explain.why_not import WhyNot, why_not
from matcher.plan import Breach
from matcher.problem import Expert, Mission, Role
from web.language.sentences import breach_sentence
from web.language.sentences.explaining import (
    change_sentence,
    seen_from,
    suits_lines,
    takes_sentence,
)
from web.language.speech import gettext as _
from web.language.speech import listed
from web.pages.candidates.rows import CALLS
from web.service.candidates.ground import CandidateGround
from web.service.candidates.seats import sitting_in


@dataclass(frozen=True, slots=True)
class PairSeen:
    """The answer for one pair: its title, reasons, the fit part by part, and what would change.

    `suits` is None for somebody of another institution, of whom no more is told than the title.
    """

    title: str
    sits: bool
    reasons: tuple[str, ...] = ()
    suits: Suits | None = None
    parts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    effects: tuple[str, ...] = ()


def seen(ground: CandidateGround, mission: Mission, role: Role, expert: Expert) -> PairSeen:
    """Why the expert sits in the role on the plan, or why not."""
    sits = expert.id in sitting_in(ground.problem, ground.plan, mission, role)
    if expert.institution not in ground.homes:
        return _of_others(ground, mission, role, expert, sits)
    found = suits(ground.problem, mission, role, expert)
    parts = tuple(suits_lines(found, ground.names))
    name = ground.names.experts.get(expert.id, expert.id)
    if sits:
        seat = Seat(mission.id, role.id, expert.id)
        reason = why(ground.tables, ground.plan, seat, most=0)
        title = _("%(expert)s is assigned there.", expert=name)
        return PairSeen(title, True, (), found, parts, _effects_of(ground, reason))
    barred = _asked(ground, mission, role, expert)
    title = (
        _("%(expert)s cannot be assigned there as the plan stands.", expert=name)
        if barred.verdict == "barred"
        else _("%(expert)s could be assigned there as the plan stands.", expert=name)
    )
    reasons = tuple(_said(ground, mission, each) for each in barred.reasons)
    return PairSeen(title, False, reasons, found, parts, _effects_not(ground, mission, barred))


def _asked(ground: CandidateGround, mission: Mission, role: Role, expert: Expert) -> WhyNot:
    seat = Seat(mission.id, role.id)
    return why_not(ground.tables, ground.plan, seat, expert.id)


def _of_others(
    ground: CandidateGround, mission: Mission, role: Role, expert: Expert, sits: bool
) -> PairSeen:
    """Of people of other institutions: there, free or unavailable, and no reason."""
    name = ground.names.experts.get(expert.id, expert.id)
    if sits:
        return PairSeen(_("%(expert)s is assigned there.", expert=name), True)
    if _asked(ground, mission, role, expert).verdict == "barred":
        return PairSeen(_("%(expert)s is unavailable; ask their institution.", expert=name), False)
    return PairSeen(_("%(expert)s is free; ask their institution.", expert=name), False)


def _effects_of(ground: CandidateGround, found: Why) -> tuple[str, ...]:
    empty = _("With the seat empty:") + " " + change_sentence(ground.problem, found.without)
    others = _("Who could take the seat now: %(count)s.", count=found.runners.count)
    pinned = (_("It has been decided: the seat is pinned."),) if found.pinned else ()
    return (takes_sentence(found), *pinned, empty, others)


def _effects_not(ground: CandidateGround, mission: Mission, found: WhyNot) -> tuple[str, ...]:
    if found.choice is None or found.verdict == "barred":
        return ()
    names = ground.names.experts
    leaving = found.seat.instead
    where = (
        _("In the empty seat:")
        if leaving is None
        else _("In the place of %(expert)s:", expert=names.get(leaving, leaving))
    )
    around = Around(ground.tables, ground.plan, found.seat)
    calls = called(around, found.choice.start, found.expert).items()
    said = listed(_(CALLS[change], expert=names.get(who, who)) for who, change in calls)
    change = f"{where} {change_sentence(ground.problem, found.choice.measures)}"
    return (change, _("To call: %(people)s.", people=said)) if said else (change,)


def _said(ground: CandidateGround, mission: Mission, reason: Breach) -> str:
    return breach_sentence(seen_from(mission.id, reason), ground.names)
