"""Every unlock of a vacancy of a tiny problem, by trying all single changes on its document.

Written from docs/problem.md and the decision page alone; nothing here knows the matcher.
"""

from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

from tests.matcher.exhaustive import Json, Plan, World, read
from tests.matcher.exhaustive.better import measures_of_choice
from tests.matcher.exhaustive.right import may_start, rank_held
from tests.matcher.exhaustive.search import Search, options
from tests.matcher.exhaustive.world import RANKS, Choice, moment, tick

LEVELS = ["A1", "A2", "B1", "B2", "C1", "C2"]


@dataclass(frozen=True)
class Row:
    """Empty seats of a role, or a language."""

    mission: str
    role: str | None = None
    seats: int = 0
    language: str | None = None


@dataclass
class Demanding(Search):
    """The best of the right plans in which a vacancy is filled."""

    row: Row = Row("")

    def run(self) -> None:
        """Offer the row's mission only what fills it."""
        self._offered = []
        for name, mission in self.world.missions.items():
            offered = [
                (measures_of_choice(self.world, mission, option), option)
                for option in options(self.world, mission)
                if name != self.row.mission or fills(self.world, mission, option, self.row)
            ]
            if not offered:
                return
            offered.sort(key=lambda pair: self._tiers_of(pair[0]))
            self._offered.append((name, offered))
        self._least = [self._cheapest(offered) for _, offered in self._offered]
        self._extend({}, Counter(), 0)


def fills(world: World, mission: Json, choice: Choice, row: Row) -> bool:
    """Has the role fewer empty seats than the row, or is its language spoken or not asked for?"""
    if row.role is not None:
        role = next(role for role in mission["roles"] if role["id"] == row.role)
        return role.get("count", 1) - Counter(r for r, _ in choice.team)[row.role] < row.seats
    level = mission.get("speaks", {}).get(row.language)
    return level is None or any(
        rank_held(world.experts[expert], str(row.language)) >= RANKS[level]
        for expert in choice.experts
    )


def unlocking(document: Json, plan: Plan, row: Row, before: tuple[int, ...]) -> list[Json]:
    """Code, size and tiers of every smallest change that unlocks, with the document it makes."""
    found = []
    for chain in chains(document, plan, row):
        for code, size, changed in chain:
            tiers = tiers_if_filled(changed, row, before)
            if tiers is not None:
                found.append({"code": code, "size": size, "tiers": tiers, "document": changed})
                break
    return found


def tiers_if_filled(document: Json, row: Row, before: tuple[int, ...]) -> tuple[int, ...] | None:
    """The best tiers where they are better than before and some plan of theirs fills the row."""
    search = Search(World(document))
    search.run()
    if search.best is None or search.best >= before:
        return None
    demanding = Demanding(World(document), row=row)
    demanding.run()
    return search.best if demanding.best == search.best else None


Change = tuple[str, int, Json]


def chains(document: Json, plan: Plan, row: Row) -> Iterator[Iterator[Change]]:
    """Each kind of change, smallest first."""
    number = [mission["id"] for mission in document["missions"]].index(row.mission)
    mission = document["missions"][number]
    if row.role is not None:
        place = [role["id"] for role in mission["roles"]].index(row.role)
        yield from of_role(document, number, place)
    else:
        yield lowered(document, ("missions", number, "speaks"), str(row.language), "speaks")
    if document.get("pins", {}).get(row.mission, {}).get("start") is None:
        yield widened(document, number, 0)
        yield widened(document, number, 1)
    for at, expert in enumerate(document["experts"]):
        yield rested(document, at)
        for which in range(len(expert.get("busy", []))):
            yield lifted(document, at, which)
    for name, choice in plan.items():
        if name != row.mission and choice.start is not None:
            yield moved(document, name, choice.start, -1)
            yield moved(document, name, choice.start, 1)


def of_role(document: Json, number: int, place: int) -> Iterator[Iterator[Change]]:
    """Languages and domains lower, kind any."""
    role = document["missions"][number]["roles"][place]
    where = ("missions", number, "roles", place)
    for language in role.get("languages", {}):
        yield lowered(document, (*where, "languages"), language, "language")
    for domain in role.get("domains", {}):
        yield lowered(document, (*where, "domains"), domain, "domain")
    if role.get("kind", "any") != "any":
        changed = deepcopy(document)
        part(changed, where)["kind"] = "any"
        yield iter([("unlock.kind_any", 1, changed)])


def part(document: Json, where: tuple[object, ...]) -> Json:
    """What stands at a place of a document."""
    found = document
    for step in where:
        found = found[step]  # type: ignore[index]  # a key or an index
    return found


def lowered(document: Json, where: tuple[object, ...], name: str, what: str) -> Iterator[Change]:
    """One level lower, two, and so on until it is asked for no more."""
    level = part(document, where)[name]
    rank = level if isinstance(level, int) else RANKS[level]
    for steps in range(1, rank + 1):
        changed = deepcopy(document)
        if steps == rank:
            del part(changed, where)[name]
        else:
            left = rank - steps
            part(changed, where)[name] = left if isinstance(level, int) else LEVELS[left - 1]
        yield f"unlock.{what}_lower", steps, changed


def widened(document: Json, number: int, end: int) -> Iterator[Change]:
    """The window a day wider on one side, two days, to the end of the horizon."""
    horizon = World(document).horizon
    at = tick(document["missions"][number]["window"][end], last=end == 1)
    code = ("unlock.window_earlier", "unlock.window_later")[end]
    for days in range(1, len(horizon)):
        reached = at + 2 * days if end else at - 2 * days
        before = reached - 2 if end else reached + 2
        if before >= horizon.stop - 1 if end else before <= horizon.start:
            return
        changed = deepcopy(document)
        inside = max(horizon.start, min(horizon.stop - 1, reached))
        changed["missions"][number]["window"][end] = moment(inside)
        yield code, days, changed


def rested(document: Json, at: int) -> Iterator[Change]:
    """An expert's rest shorter by half-days."""
    rest = document["experts"][at].get("rest", 0)
    for less in range(1, rest + 1):
        changed = deepcopy(document)
        changed["experts"][at]["rest"] = rest - less
        yield "unlock.rest_shorter", (less + 1) // 2, changed


def lifted(document: Json, at: int, which: int) -> Iterator[Change]:
    """One busy range of an expert lifted."""
    changed = deepcopy(document)
    first, last = changed["experts"][at]["busy"].pop(which)
    yield "unlock.busy_lifted", (tick(last, last=True) - tick(first) + 2) // 2, changed


def moved(document: Json, name: str, start: int, way: int) -> Iterator[Change]:
    """Another mission pinned to each start before or after the one it has, the nearest first."""
    world = World(document)
    mission = world.missions[name]
    for at in sorted(world.horizon, key=lambda at: abs(at - start)):
        if (at - start) * way <= 0:
            continue
        changed = deepcopy(document)
        changed.setdefault("pins", {}).setdefault(name, {})["start"] = moment(at)
        if may_start(World(changed), mission, at):
            code = "unlock.move_later" if way > 0 else "unlock.move_earlier"
            yield code, (abs(at - start) + 1) // 2, changed


def plan_of(document: Json) -> Plan:
    """The missions of a plan file."""
    return read(document)
