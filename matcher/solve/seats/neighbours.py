"""The neighbours path: what is short is solved again together with what stands in its way.

Large neighbourhood search (Shaw 1998): the missions whose team lacks something, one after the
other, each with those that hold the people it wants, share its programme or its place.
"""

from collections import Counter
from random import Random

from matcher.census import Rows
from matcher.plan import Plan
from matcher.problem import Mission, MissionId
from matcher.rules.places import place_of
from matcher.rules.vacancies import gaps
from matcher.solve.desk import Desk
from matcher.solve.seats.agenda import Agenda, starts_of
from matcher.solve.seats.count import speaks_of_seats
from matcher.solve.seats.draft import Draft
from matcher.solve.seats.neighbourhood import Neighbourhood

_FREE = 10
_SECONDS = 4.0
_PRICE = 0.2
"""Deterministic seconds that making one neighbourhood counts."""
_OFFERED = 12
"""So many better neighbourhoods at most before the whole plan is read again."""


def suits(desk: Desk) -> bool:
    """Dates and seat counts alone decide the tiers at hand."""
    return speaks_of_seats(desk, desk.group)


def walk(desk: Desk) -> None:
    """Round after round over everything that is short, until a round finds nothing."""
    if desk.best.plan is not None:
        Neighbours(desk, desk.best.plan).walk()


class Neighbours:
    """A draft of the best plan, and whose seats in it are looked at again."""

    def __init__(self, desk: Desk, plan: Plan) -> None:
        self.desk = desk
        self._draft = Draft(desk.tables)
        self._draft.take(plan)
        self._agenda = Agenda(desk.problem, starts_of(plan))
        self._random = Random(desk.settings.seed)
        self._better = 0

    def walk(self) -> None:
        """Larger neighbourhoods where smaller ones found nothing."""
        for size in (_FREE, 2 * _FREE):
            while self._round(size) and self.desk.is_open:
                pass
            self._offer()

    def _round(self, size: int) -> bool:
        """Every mission that is short, once; was any plan better?"""
        found = False
        for mission in self._short():
            if self.desk.out_of_time():
                return False
            found |= self._improve(self._around(mission, size))
        self._offer()
        return found

    def _short(self) -> list[Mission]:
        """The missions that lack something which counting leaves them, the dearest first."""
        desk, plan = self.desk, self._draft.plan()
        targets = desk.counting.counted(desk.weights).targets
        short = [
            mission
            for mission in desk.problem.missions.values()
            if self._price(plan, mission) > targets[mission.id].price
        ]
        return sorted(short, key=lambda mission: (-mission.priority, mission.id))

    def _price(self, plan: Plan, mission: Mission) -> int:
        missing = sum(gap.seats for gap in gaps(self.desk.problem, plan, mission))
        weigh = self.desk.weights
        whole = 0 if missing == 0 and plan.held(mission.id).start is not None else 1
        return mission.priority * (weigh.vacancies * missing + weigh.incomplete * whole)

    def _around(self, mission: Mission, size: int) -> list[MissionId]:
        """The mission, what it follows, and those most in its way."""
        met: Counter[MissionId] = Counter()
        for row in self._wanted(mission):
            for stay in self._draft.stays.get(int(row), ()):
                met[stay.mission] += 2
        for other in self.desk.problem.missions.values():
            if other.programme is not None and other.programme == mission.programme:
                met[other.id] += 3
            if place_of(other) == place_of(mission) is not None and _near(mission, other):
                met[other.id] += 2
            if any(after.mission == mission.id for after in other.after):
                met[other.id] += 2
        for after in mission.after:
            met[after.mission] += 2
        met.pop(mission.id, None)
        ranked = sorted(met, key=lambda name: (-met[name], self._random.random()))
        return [mission.id, *ranked[: size - 1]]

    def _wanted(self, mission: Mission) -> list[int]:
        """Who could sit in a role that is short, or speak a language that nobody speaks."""
        tables, team = self.desk.tables, self._draft.teams[mission.id]
        rows: list[Rows] = []
        for role in mission.roles:
            if len(team.get(role.id, ())) < role.count or mission.speaks:
                able = tables.able(mission, role)
                free = tables.free(mission, able).any(axis=0)
                rows.append(able[free & self._draft.is_sent[able]])
        return sorted({int(row) for found in rows for row in found[:200]})

    def _improve(self, names: list[MissionId]) -> bool:
        """Solve one neighbourhood; keep what is better, else leave everything as it was."""
        desk, draft = self.desk, self._draft
        starts = {name: draft.starts[name] for name in names if name in draft.starts}
        before = Plan({name: draft.held(name) for name in names})
        mark = draft.mark()
        self._release(names)
        near = Neighbourhood(desk, draft, self._agenda, names, before)
        found = near.solve(*desk.portion(0.5, _SECONDS))
        desk.spend(_PRICE + found.work)
        if found.plan is None:
            self._hold(starts)
            draft.undo(mark)
            return False
        self._hold(starts_of(found.plan))
        draft.take(found.plan)
        self._better += 1
        if self._better >= _OFFERED:
            self._offer()
        return True

    def _release(self, names: list[MissionId]) -> None:
        for name in names:
            self._draft.dismiss(name)
            if name in self._agenda.starts:
                self._agenda.release(self.desk.problem.missions[name])

    def _hold(self, starts: dict[MissionId, int]) -> None:
        for name, start in starts.items():
            self._agenda.hold(self.desk.problem.missions[name], start)
            self._draft.starts[name] = start

    def _offer(self) -> None:
        if self._better:
            self._better = 0
            self.desk.offer(self._draft.plan())


def _near(mission: Mission, other: Mission) -> bool:
    """Could the two be on site at once?"""
    one, two = mission.window, other.window
    return one.start < two.end + other.length and two.start < one.end + mission.length
