"""The best of all right plans of a tiny problem."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from tests.matcher.exhaustive.better import (
    OF_ALL_MISSIONS,
    OF_ONE_MISSION,
    measures_of_all,
    measures_of_choice,
    tiers,
)
from tests.matcher.exhaustive.right import (
    is_available,
    may_start,
    meets_role,
    wrongs,
    wrongs_of_choice,
    wrongs_of_experts,
    wrongs_of_programmes,
)
from tests.matcher.exhaustive.world import Choice, Json, Measures, Plan, World


def options(world: World, mission: Json) -> list[Choice]:
    """Every date and team that is right by itself."""
    found = [Choice()]
    for start in world.horizon:
        if may_start(world, mission, start):
            found += [Choice(start, team) for team in teams(world, mission, start)]
    return [option for option in found if not wrongs_of_choice(world, mission, option)]


def teams(world: World, mission: Json, start: int) -> Iterator[tuple[tuple[str, str], ...]]:
    """Every way to fill the roles, or some of their seats, with people who could come then."""
    found: list[tuple[tuple[str, str], ...]] = [()]
    for role in mission["roles"]:
        able = [
            expert
            for expert in world.experts
            if meets_role(world, mission, role["id"], expert)
            and is_available(world, mission, start, expert)
        ]
        groups = [g for n in range(role.get("count", 1) + 1) for g in combinations(able, n)]
        found = [
            team + tuple((role["id"], expert) for expert in group)
            for team in found
            for group in groups
            if not {expert for _, expert in team} & set(group)
        ]
    return iter(found)


def right_plans(world: World) -> Iterator[Plan]:
    """Every right plan, one by one; only for the smallest problems."""
    plans: list[Plan] = [{}]
    for name, mission in world.missions.items():
        plans = [{**plan, name: option} for plan in plans for option in options(world, mission)]
    return (plan for plan in plans if not wrongs(world, plan))


@dataclass
class Search:
    """Mission after mission, best options first, never where a bound says it is no use.

    What is decided adds to the six measures of single missions and what is not adds at least
    its cheapest option; the three others never shrink. Weights are not negative, so tier by
    tier this is a lower bound of whatever the rest becomes.
    """

    world: World
    best: tuple[int, ...] | None = None
    plan: Plan | None = None

    def run(self) -> None:
        """Find the best right plan, if there is any."""
        self._offered = []
        for mission in self.world.missions.values():
            valued = [
                (measures_of_choice(self.world, mission, option), option)
                for option in options(self.world, mission)
            ]
            if not valued:
                return
            valued.sort(key=lambda pair: self._tiers_of(pair[0]))
            self._offered.append((mission["id"], valued))
        self._least = [self._cheapest(valued) for _, valued in self._offered]
        self._extend({}, Counter(), 0)

    def _tiers_of(self, found: Measures) -> tuple[int, ...]:
        return tiers(self.world, {**dict.fromkeys(OF_ALL_MISSIONS, 0), **found})

    def _cheapest(self, valued: list[tuple[Measures, Choice]]) -> Measures:
        return {name: min(found[name] for found, _ in valued) for name in OF_ONE_MISSION}

    def _bound(self, plan: Plan, spent: Counter[str]) -> tuple[int, ...]:
        total = Counter(spent)
        for least in self._least[len(plan) :]:
            total.update(least)
        total.update(measures_of_all(self.world, plan))
        return tiers(self.world, total)

    def _extend(self, plan: Plan, spent: Counter[str], depth: int) -> None:
        if wrongs_of_experts(self.world, plan) or wrongs_of_programmes(self.world, plan):
            return
        bound = self._bound(plan, spent)
        if self.best is not None and bound >= self.best:
            return
        if depth == len(self._offered):
            if not wrongs(self.world, plan):
                self.best, self.plan = bound, plan
            return
        name, valued = self._offered[depth]
        for found, option in valued:
            self._extend({**plan, name: option}, spent + Counter(found), depth + 1)


def best(document: Json) -> Search:
    """The best plan of a document and its tiers; both None where no plan is right."""
    search = Search(World(document))
    search.run()
    return search


def is_feasible(document: Json) -> bool:
    """Is there a right plan at all?"""
    return best({**document, "objective": [{"incomplete": 0}]}).plan is not None
