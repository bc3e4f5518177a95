"""Teams on dates, and another date for each mission whose team is short on its own."""

from collections.abc import Callable, Mapping

from matcher.halfdays import HalfDay
from matcher.plan import Plan
from matcher.problem import Mission, MissionId
from matcher.solve.desk import Desk
from matcher.solve.seats.agenda import Agenda
from matcher.solve.seats.counting import Target
from matcher.solve.seats.draft import Draft
from matcher.solve.seats.first import nearest
from matcher.solve.seats.naming import Naming

_TRIED = 12
"""Other dates that are tried for one mission."""


class Redating:
    """A draft whose missions are named, and then moved one by one while their team is short.

    Teams are as large as their targets say at most; what `base` holds stays. Diaries, rest,
    bounds and plurality are kept; the caller has the plan reviewed.
    """

    def __init__(
        self,
        desk: Desk,
        starts: Mapping[MissionId, HalfDay],
        targets: Mapping[MissionId, Target],
        base: Plan,
    ) -> None:
        self._problem = desk.problem
        self._targets = targets
        self._most = {mission: target.seats for mission, target in targets.items()}
        self._base = base
        self._draft = Draft(desk.tables)
        self._draft.take(base)
        self._draft.starts |= {m: s for m, s in starts.items() if m not in self._draft.starts}
        self._agenda = Agenda(self._problem, self._draft.starts)
        self._naming = Naming(self._draft, desk.tick)

    def name(self) -> None:
        """Seat everybody who finds a seat on the dates as they are."""
        self._naming.survey(self._held)
        self._naming.fill(self._held, self._most)

    def redate(self, stop: Callable[[], bool]) -> int:
        """Look for another date for each mission that is short; how many were looked at."""
        looked = 0
        for mission in sorted(self._held, key=lambda m: (-m.priority, m.id)):
            is_free = self._base.held(mission.id).start is None
            if is_free and self._lack(mission) and not stop():
                self._redate(mission)
                looked += 1
        return looked

    def plan(self) -> Plan:
        """The draft as it is."""
        return self._draft.plan()

    @property
    def _held(self) -> list[Mission]:
        return [m for m in self._problem.missions.values() if m.id in self._draft.starts]

    def _lack(self, mission: Mission) -> int:
        """What the team lacks of its target: seats, and languages that some start would give."""
        draft, target = self._draft, self._targets[mission.id]
        team = draft.team(mission.id)
        ranks = {tongue: draft.tables.census.rank(tongue) for tongue in mission.speaks}
        silent = sum(
            all(ranks[tongue][row] < rank for row in team)
            for tongue, rank in mission.speaks.items()
        )
        return target.seats - len(team) + (silent if silent > target.silent else 0)

    def _redate(self, mission: Mission) -> None:
        """Keep the first other date on which the team lacks less."""
        draft, before = self._draft, self._lack(mission)
        start = draft.starts[mission.id]
        for other in nearest(mission, self._targets[mission.id].starts)[:_TRIED]:
            mark = draft.mark()
            self._dismiss(mission)
            empty = draft.mark()
            if other != start and self._agenda.admits(mission, other):
                self._hold(mission, other)
                self._naming.fill([mission], self._most)
                if self._lack(mission) < before:
                    return
                draft.undo(empty)  # still on the date on which they were seated
                self._agenda.release(mission)
            self._hold(mission, start)
            draft.undo(mark)

    def _hold(self, mission: Mission, start: HalfDay) -> None:
        self._agenda.hold(mission, start)
        self._draft.starts[mission.id] = start
        self._naming.survey([mission])

    def _dismiss(self, mission: Mission) -> None:
        """Send the team home and give the date back."""
        self._agenda.release(mission)
        self._draft.dismiss(mission.id)
