"""The gate: what forbids a publication, what must be accepted first, and what is good to know.

Every way to publish comes through here, so that the same thing weighs the same whoever made
the plan. Codes and facts go out; `web.service.gate_sentences` has their sentences.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from matcher.explain.caused import caused
from matcher.plan import Breach, Plan
from matcher.problem import MissionId, Problem
from matcher.review import review

PAIRS = ("availability.double", "rest.too_short")
"""Breaches between two missions, said of the later one."""
REFUSED = frozenset({"answer.declined", "answer.not_then"})
"""Somebody would be asked for what they have said no to."""
SAID_BY_A_NO = ("expert.banned", "availability.busy")
"""What the problem makes of a no: who declines the whole is banned, who declines days is busy."""
BLOCKING = REFUSED | frozenset(
    {
        # The ledger books nobody twice, and a seat is one place.
        "availability.double",
        "availability.elsewhere",
        "seat.twice",
        "seat.too_many",
        "seat.not_held",
        "plan.unknown_mission",
        "plan.unknown_role",
        "plan.unknown_expert",
        # A word given: whoever declined, or is kept out, is let in again first.
        "expert.banned",
        # A plan that answers another question than the one that is asked now.
        "scenario.done",
        "scenario.changed",
        "scenario.unsearched",
        "scenario.imagined",
        "plan.stale",
    }
)
"""What no publication passes, whatever is accepted."""
NOTES = frozenset({"conflicts.stay", "conflicts.begun", "tiers.open", "change.unwritten"})
"""What changes nothing in whether to publish. All other codes must be accepted."""
AGREED = "mission.agreed"
"""A mission that its partner has agreed to would change: who agreed to it?"""


@dataclass(frozen=True, slots=True)
class Case:
    """A plan to be published over another, read against today's facts.

    `problem` holds what the coordinator has pinned and no promise to partners: these are
    `agreed`, missions that would change. `refused` is who would be asked though they have said no,
    `booked` who would be where another mission has them; `more` is what the way of publishing
    itself knows.
    """

    problem: Problem
    before: Plan
    after: Plan
    agreed: tuple[MissionId, ...] = ()
    refused: tuple[Breach, ...] = ()
    booked: tuple[Breach, ...] = ()
    more: tuple[Breach, ...] = ()
    begun: tuple[MissionId, ...] = ()
    """Missions under way from which somebody is away: nothing that is published mends that."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What stands before a publication, in three levels."""

    blocking: tuple[Breach, ...] = ()
    serious: tuple[Breach, ...] = ()
    notes: tuple[Breach, ...] = ()

    @property
    def agreed(self) -> tuple[MissionId, ...]:
        """Agreed missions that would change."""
        return tuple(each.mission for each in self.serious if each.code == AGREED and each.mission)

    @property
    def key(self) -> str:
        """What a tick stands for: another text as soon as anything else is to be accepted."""
        if not self.serious:
            return ""
        said = [[b.code, b.mission, b.role, b.expert, dict(b.facts)] for b in self.serious]
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]


def judge(case: Case) -> Judgement:
    """Everything about a publication that whoever publishes must know, by its level."""
    known = review(case.problem, case.before).breaches
    after = review(case.problem, case.after).breaches
    fresh = caused(known, after)
    found = [*case.more, *case.refused, *case.booked]
    found += [breach for breach in fresh if not _is_said(breach, case)]
    found += [Breach(AGREED, each) for each in case.agreed]
    staying = len(after) - len(fresh)
    if staying:
        found.append(Breach("conflicts.stay", facts={"conflicts": staying}))
    found += [Breach("conflicts.begun", each) for each in case.begun]
    return _by_level(found)


def _is_said(breach: Breach, case: Case) -> bool:
    """Who has declined, or is booked, is kept out or busy by that: one reason is enough."""
    seat = breach.mission, breach.expert
    if breach.code in SAID_BY_A_NO and seat in {(b.mission, b.expert) for b in case.refused}:
        return True
    busy = breach.code == "availability.busy"
    return busy and seat in {(b.mission, b.expert) for b in case.booked}


def of_mission(judgement: Judgement, mission: MissionId) -> Judgement:
    """The same, with what lies between two missions said of this one where it is either."""
    levels = (judgement.blocking, judgement.serious, judgement.notes)
    return Judgement(*(tuple(seen_from(mission, level)) for level in levels))


def _by_level(found: Iterable[Breach]) -> Judgement:
    levels: dict[str, list[Breach]] = {"blocking": [], "serious": [], "notes": []}
    for breach in found:
        levels[_level(breach.code)].append(breach)
    return Judgement(**{level: tuple(breaches) for level, breaches in levels.items()})


def _level(code: str) -> str:
    if code in BLOCKING:
        return "blocking"
    return "notes" if code in NOTES else "serious"


def seen_from(mission: MissionId, breaches: Iterable[Breach]) -> Iterator[Breach]:
    """The same, with what lies between two missions said of this one where it is either."""
    for breach in breaches:
        if breach.code in PAIRS and breach.facts.get("other") == mission:
            facts = {**breach.facts, "other": breach.mission}
            yield Breach(breach.code, mission, breach.role, breach.expert, facts)
        else:
            yield breach
