"""Large neighbourhood search: what is short is solved again together with what stands in its way.

Model: the missions whose team lacks something, one after the other, each with those that hold
the people it wants, share its programme or its place; these are free, all else is frozen, and
CP-SAT solves them (P. Shaw 1998). It proves nothing: its optima are of the neighbourhood.
"""

from collections import Counter
from random import Random

from matcher.arrays import Rows
from matcher.plan import Plan
from matcher.problem import Mission, MissionId
from matcher.rules.places import place_of
from matcher.rules.vacancies import gaps
from matcher.solve.construct.agenda import Agenda, starts_of
from matcher.solve.construct.partial_plan import PartialPlan
from matcher.solve.context import SolveContext
from matcher.solve.lns.neighbourhood import Neighbourhood
from matcher.solve.parameters.lns import LNS


def suits(context: SolveContext) -> bool:
    """Dates and seat counts alone decide the tiers at hand."""
    return context.speaks_of_seats


def improve(context: SolveContext) -> None:
    """Round after round over everything that is short, until a round finds nothing."""
    if context.best.plan is not None:
        LargeNeighbourhoodSearch(context, context.best.plan).improve()


class LargeNeighbourhoodSearch:
    """The best plan, and whose seats in it are looked at again."""

    def __init__(self, context: SolveContext, plan: Plan) -> None:
        self.context = context
        self._draft = PartialPlan(context.tables)
        self._draft.take(plan)
        self._agenda = Agenda(context.problem, starts_of(plan))
        self._random = Random(context.settings.seed)
        self._better = 0

    def improve(self) -> None:
        """Larger neighbourhoods where smaller ones found nothing."""
        for size in (LNS.missions, 2 * LNS.missions):
            while self._round(size) and self.context.is_open:
                pass
            self._offer()

    def _round(self, size: int) -> bool:
        """Every mission that is short, once; was any plan better?"""
        found = False
        for mission in self._short():
            if self.context.out_of_time():
                return False
            found |= self._improve(self._around(mission, size))
        self._offer()
        return found

    def _short(self) -> list[Mission]:
        """The missions that lack something which counting leaves them, the dearest first."""
        context, plan = self.context, self._draft.plan()
        targets = context.counting.counted(context.weights).targets
        short = [
            mission
            for mission in context.problem.missions.values()
            if self._price(plan, mission) > targets[mission.id].price
        ]
        return sorted(short, key=lambda mission: (-mission.priority, mission.id))

    def _price(self, plan: Plan, mission: Mission) -> int:
        missing = sum(gap.seats for gap in gaps(self.context.problem, plan, mission))
        weigh = self.context.weights
        whole = 0 if missing == 0 and plan.held(mission.id).start is not None else 1
        return mission.priority * (weigh.vacancies * missing + weigh.incomplete * whole)

    def _around(self, mission: Mission, size: int) -> list[MissionId]:
        """The mission, what it follows, and those most in its way."""
        met: Counter[MissionId] = Counter()
        for row in self._wanted(mission):
            for commitment in self._draft.commitments.get(int(row), ()):
                met[commitment.mission] += 2
        for other in self.context.problem.missions.values():
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
        tables, team = self.context.tables, self._draft.teams[mission.id]
        rows: list[Rows] = []
        for role in mission.roles:
            if len(team.get(role.id, ())) < role.count or mission.speaks:
                able = tables.able(mission, role)
                free = tables.free(mission, able).any(axis=0)
                rows.append(able[free & self._draft.is_sent[able]])
        return sorted({int(row) for found in rows for row in found[: LNS.met]})

    def _improve(self, names: list[MissionId]) -> bool:
        """Solve one neighbourhood; keep what is better, else leave everything as it was."""
        context, draft = self.context, self._draft
        starts = {name: draft.starts[name] for name in names if name in draft.starts}
        before = Plan({name: draft.held(name) for name in names})
        mark = draft.mark()
        self._release(names)
        near = Neighbourhood(context, draft, self._agenda, names, before)
        found = near.solve(*context.portion(LNS.share, LNS.seconds))
        context.spend(LNS.work + found.work)
        if found.plan is None:
            self._hold(starts)
            draft.undo(mark)
            return False
        self._hold(starts_of(found.plan))
        draft.take(found.plan)
        self._better += 1
        if self._better >= LNS.offered:
            self._offer()
        return True

    def _release(self, names: list[MissionId]) -> None:
        for name in names:
            self._draft.dismiss(name)
            if name in self._agenda.starts:
                self._agenda.release(self.context.problem.missions[name])

    def _hold(self, starts: dict[MissionId, int]) -> None:
        for name, start in starts.items():
            self._agenda.hold(self.context.problem.missions[name], start)
            self._draft.starts[name] = start

    def _offer(self) -> None:
        if self._better:
            self._better = 0
            self.context.offer(self._draft.plan())


def _near(mission: Mission, other: Mission) -> bool:
    """Could the two be on site at once?"""
    one, two = mission.window, other.window
    return one.start < two.end + other.length and two.start < one.end + mission.length
