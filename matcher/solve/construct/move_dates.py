"""Teams on dates, and another date for each mission whose team is short on its own."""

from collections.abc import Callable, Mapping

from matcher.halfdays import HalfDay
from matcher.plan import Plan, Starts
from matcher.problem import Mission, MissionId
from matcher.solve.bounds.seat_counts import Target
from matcher.solve.construct.agenda import Agenda
from matcher.solve.construct.fill_seats import SeatFiller
from matcher.solve.construct.first_dates import nearest
from matcher.solve.construct.partial_plan import PartialPlan
from matcher.solve.context import SolveContext
from matcher.solve.parameters.construct import CONSTRUCT


class DateMoves:
    """A partial plan whose missions are named, and then moved one by one while their team is short.

    Teams are as large as their targets say at most; what `base` holds stays. Diaries, rest,
    bounds and plurality are kept; the caller has the plan reviewed.
    """

    def __init__(
        self,
        context: SolveContext,
        starts: Starts,
        targets: Mapping[MissionId, Target],
        base: Plan,
    ) -> None:
        self._problem = context.problem
        self._targets = targets
        self._most = {mission: target.seats for mission, target in targets.items()}
        self._base = base
        self._draft = PartialPlan(context.tables)
        self._draft.take(base)
        self._draft.starts |= {m: s for m, s in starts.items() if m not in self._draft.starts}
        self._agenda = Agenda(self._problem, self._draft.starts)
        self._filler = SeatFiller(self._draft, context.tick)

    def name(self) -> None:
        """Seat everybody who finds a seat on the dates as they are."""
        self._filler.survey(self._held)
        self._filler.fill(self._held, self._most)

    def move_dates(self, stop: Callable[[], bool]) -> int:
        """Look for another date for each mission that is short; how many were looked at."""
        looked = 0
        for mission in sorted(self._held, key=lambda m: (-m.priority, m.id)):
            is_free = self._base.held(mission.id).start is None
            if is_free and self._lack(mission) and not stop():
                self._move_date(mission)
                looked += 1
        return looked

    def plan(self) -> Plan:
        """The partial plan as it is."""
        return self._draft.plan()

    @property
    def _held(self) -> list[Mission]:
        return [m for m in self._problem.missions.values() if m.id in self._draft.starts]

    def _lack(self, mission: Mission) -> int:
        """What the team lacks of its target: seats, and languages that some start would give."""
        draft, target = self._draft, self._targets[mission.id]
        team = draft.team(mission.id)
        ranks = {language: draft.tables.census.rank(language) for language in mission.speaks}
        silent = sum(
            all(ranks[language][row] < rank for row in team)
            for language, rank in mission.speaks.items()
        )
        return target.seats - len(team) + (silent if silent > target.silent else 0)

    def _move_date(self, mission: Mission) -> None:
        """Keep the first other date on which the team lacks less."""
        draft, before = self._draft, self._lack(mission)
        start = draft.starts[mission.id]
        for other in nearest(mission, self._targets[mission.id].starts)[: CONSTRUCT.dates_tried]:
            mark = draft.mark()
            self._dismiss(mission)
            empty = draft.mark()
            if other != start and self._agenda.admits(mission, other):
                self._hold(mission, other)
                self._filler.fill([mission], self._most)
                if self._lack(mission) < before:
                    return
                draft.undo(empty)  # still on the date on which they were seated
                self._agenda.release(mission)
            self._hold(mission, start)
            draft.undo(mark)

    def _hold(self, mission: Mission, start: HalfDay) -> None:
        self._agenda.hold(mission, start)
        self._draft.starts[mission.id] = start
        self._filler.survey([mission])

    def _dismiss(self, mission: Mission) -> None:
        """Send the team home and give the date back."""
        self._agenda.release(mission)
        self._draft.dismiss(mission.id)
