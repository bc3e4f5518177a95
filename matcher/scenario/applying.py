"""Changes replayed on a problem: what they make of it, and which no longer apply."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from matcher.problem import MissionId, Problem
from matcher.scenario import bounds, decisions, horizon, people, work
from matcher.scenario.change import Change, ChangeUnknown
from matcher.scenario.facts import Gone, Said

Applier = Callable[[Said], Problem]

ADDED = "mission.added"
APPLIERS: Mapping[str, Applier] = {
    "expert.withdrawn": people.withdraw,
    "expert.added": people.imagine,
    "expert.busy": people.away,
    "expert.free": people.free,
    "expert.days_max": people.limit_days,
    "expert.missions_max": people.limit_missions,
    "expert.rest": people.rest,
    "institution.sits": people.sit,
    "institution.days_max": people.limit_days_of_all,
    "institution.missions_max": people.limit_missions_of_all,
    "institution.rest": people.rest_of_all,
    ADDED: work.add,
    "mission.dropped": work.drop,
    "mission.window": work.rewindow,
    "mission.shifted": work.shift,
    "mission.priority": work.prioritise,
    "mission.banned": work.ban,
    "mission.admitted": work.admit,
    "mission.speaks": work.speaks,
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
    "horizon.until": horizon.until,
}


@dataclass(frozen=True, slots=True)
class Applied:
    """A problem after its changes, and those that spoke of what is no more."""

    problem: Problem
    gone: tuple[Change, ...] = ()


def added(changes: Iterable[Change]) -> frozenset[MissionId]:
    """The missions that a problem must hold before its changes are replayed on it."""
    return frozenset(MissionId(str(c.facts["mission"])) for c in changes if c.code == ADDED)


def apply(problem: Problem, changes: Iterable[Change]) -> Applied:
    """Replay changes in their order.

    Raises: ChangeUnknown; KeyError, TypeError or ValueError where the facts are not the change's.
    """
    gone: list[Change] = []
    for change in changes:
        if change.code not in APPLIERS:
            raise ChangeUnknown(change.code)
        try:
            problem = APPLIERS[change.code](Said(problem, change.facts))
        except Gone:
            gone.append(change)
    return Applied(problem, tuple(gone))
