"""Why a mission can begin on no date, once, with its cause: weekdays, closed days, travel."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from matcher.eligibility import Reason, allowed_starts, start_refusals
from matcher.halfdays import HalfDay
from matcher.plan import Breach, Facts, Plan
from matcher.problem import MissionId, Problem
from web.language.dates import weekday_name
from web.language.sentences import breach_sentence, listed, range_words
from web.language.sentences.names import Names
from web.language.speech import gettext as _

WEEKDAY, BEYOND, CLOSED = "start.weekday", "start.outside_horizon", "start.closed"
MOST = 3
"""Closed days that are told."""


@dataclass(frozen=True, slots=True)
class Startless:
    """What leaves a mission without any date, in no language yet.

    `always` are the reasons that speak against each possible start, `closed` the facts of closed
    days that the others meet, each closure once.
    """

    mission: MissionId
    starts: tuple[str, str]
    weekdays: tuple[int, ...]
    closed: tuple[Facts, ...]
    always: frozenset[str]
    problem: Problem = field(repr=False, compare=False)


def startless(problem: Problem, plan: Plan, name: MissionId) -> Startless | None:
    """What leaves a mission without any date; None where it has one, or may have one."""
    mission = problem.missions[name]
    if plan.held(name).start is not None or allowed_starts(problem, mission):
        return None
    pin = problem.pins.get(name)
    start = None if pin is None else pin.start
    tried = (mission.window.start, mission.window.end - 1) if start is None else (start, start)
    against = [*_against(problem, name, tried, pinned=start is not None)]
    codes = [frozenset(reason.code for reason in reasons) for reasons in against]
    first, last = (problem.horizon.moment(each) for each in tried)
    return Startless(
        name,
        (first, last),
        tuple(sorted(mission.weekdays)),
        _closures(against),
        frozenset.intersection(*codes) if codes else frozenset(),
        problem,
    )


def startless_words(found: Startless, names: Names) -> str:
    """The same in a sentence or two; closed days by their names."""
    days = range_words([*found.starts])
    if WEEKDAY in found.always:
        return _(
            "There is no possible date: none of the possible starts (%(days)s) is on one of its "
            "days of the week (%(weekdays)s).",
            days=days,
            weekdays=listed([weekday_name(each) for each in found.weekdays]),
        )
    if not found.closed and BEYOND in found.always:
        return _(
            "There is no possible date: whichever of the possible starts (%(days)s) is chosen, the "
            "mission and its travel do not fit into the days that are planned.",
            days=days,
        )
    if not found.closed:
        return _(
            "There is no possible date: each of the possible starts (%(days)s) falls on a wrong "
            "day of the week or half of the day, or does not fit, with its travel, into the days "
            "that are planned.",
            days=days,
        )
    closed = " ".join(
        breach_sentence(Breach(CLOSED, found.mission, None, None, facts), names)
        for facts in found.closed[:MOST]
    )
    return _("There is no possible date (%(days)s). %(closed)s", days=days, closed=closed)


def with_causes(names: Names, problem: Problem) -> Names:
    """The same names, which know too what leaves a mission of the problem without any date."""

    def cause(name: str) -> str:
        found = startless(problem, Plan(), MissionId(name))
        return "" if found is None else startless_words(found, names)

    return replace(names, dateless=cache(cause))


def _against(
    problem: Problem, name: MissionId, tried: tuple[HalfDay, HalfDay], *, pinned: bool
) -> Iterator[list[Reason]]:
    """What speaks against each start; afternoons in which it never starts are left out."""
    mission = problem.missions[name]
    for start in range(tried[0], tried[1] + 1):
        reasons = list(start_refusals(problem, mission, start, pinned=pinned))
        if all(reason.code != "start.afternoon" for reason in reasons):
            yield reasons


def _closures(against: list[list[Reason]]) -> tuple[Facts, ...]:
    """Each closure by the first start that is on a right day and meets it."""
    found: dict[tuple[str, str], Facts] = {}
    for reasons in against:
        if all(reason.code == CLOSED for reason in reasons):
            for reason in reasons:
                key = (str(reason.facts["whose"]), str(reason.facts["closed"]))
                found.setdefault(key, reason.facts)
    return tuple(found.values())
