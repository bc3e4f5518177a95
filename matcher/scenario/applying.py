"""Changes replayed on a problem: what they make of it, and which no longer apply."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from matcher.problem import Mission, MissionId, Problem
from matcher.scenario import bounds, decisions, people, work
from matcher.scenario.change import Change, ChangeUnknown
from matcher.scenario.facts import Gone, Said

Applier = Callable[[Said], Problem]

APPLIERS: Mapping[str, Applier] = {
    "expert.withdrawn": people.withdraw,
    "expert.busy": people.away,
    "expert.days_max": people.limit_days,
    "expert.missions_max": people.limit_missions,
    "expert.rest": people.rest,
    "institution.sits": people.sit,
    "mission.dropped": work.drop,
    "mission.window": work.rewindow,
    "mission.shifted": work.shift,
    "mission.priority": work.prioritise,
    "mission.banned": work.ban,
    "mission.admitted": work.admit,
    "role.count": work.count,
    "role.kind": work.kind,
    "role.domain": work.domain,
    "role.language": work.language,
    "pin.start": decisions.pin_start,
    "unpin.start": decisions.unpin_start,
    "pin.expert": decisions.pin_expert,
    "unpin.expert": decisions.unpin_expert,
    "programme.half_days": bounds.half_days,
    "programme.share": bounds.share,
    "programme.budget": bounds.budget,
    "objective.weights": bounds.weigh,
}
ADDED = "mission.added"
CODES = frozenset(APPLIERS) | {ADDED}
"""Every code that a change may have."""


@dataclass(frozen=True, slots=True)
class Applied:
    """A problem after its changes, and those that spoke of what is no more."""

    problem: Problem
    gone: tuple[Change, ...] = ()


def apply(
    problem: Problem,
    changes: Iterable[Change],
    more: Mapping[MissionId, Mission] | None = None,
) -> Applied:
    """Replay changes in their order; `more` are the missions that one may add.

    Raises: ChangeUnknown; KeyError, TypeError or ValueError where the facts are not the change's.
    """
    appliers: dict[str, Applier] = {**APPLIERS, ADDED: partial(work.add, more=dict(more or {}))}
    gone: list[Change] = []
    for change in changes:
        if change.code not in appliers:
            raise ChangeUnknown(change.code)
        try:
            problem = appliers[change.code](Said(problem, change.facts))
        except Gone:
            gone.append(change)
    return Applied(problem, tuple(gone))
