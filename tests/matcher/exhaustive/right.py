"""Right plans, rule by rule, as docs/problem.md numbers them."""

from collections import Counter, defaultdict
from datetime import date
from itertools import combinations
from math import inf

from tests.matcher.exhaustive.world import (
    RANKS,
    Choice,
    Json,
    Plan,
    World,
    away,
    occupied,
    on_site,
    ticks,
)


def wrongs(world: World, plan: Plan) -> set[str]:
    """The families of rules that a plan breaks; none for a right plan."""
    found: set[str] = set()
    for mission in world.missions.values():
        found |= wrongs_of_choice(world, mission, plan.get(mission["id"], Choice()))
    found |= wrongs_of_experts(world, plan) | wrongs_of_programmes(world, plan)
    if not places_suffice(world, plan):
        found.add("places")
    if not order_is_kept(world, plan):
        found.add("order")
    return found


def wrongs_of_choice(world: World, mission: Json, choice: Choice) -> set[str]:
    """What is wrong with one mission's date and team, whatever the others do."""
    found: set[str] = set()
    if not pins_are_kept(world, mission, choice):
        found.add("pin")
    if not seats_are_kept(mission, choice):
        found.add("seat")
    if choice.start is None:
        return found
    if not may_start(world, mission, choice.start):
        found.add("start")
    for role, expert in choice.team:
        if not meets_role(world, mission, role, expert):
            found.add("requirements")
        if not is_available(world, mission, choice.start, expert):
            found.add("availability")
    if mission.get("plural", True) and not is_plural(world, choice):
        found.add("plurality")
    return found


def may_start(world: World, mission: Json, start: int) -> bool:
    """Rule 1, and the horizon."""
    if start != world.pin(mission)[0]:
        weekday = date.fromordinal(start // 2).isoweekday()
        if weekday not in mission.get("weekdays", [1, 2, 3, 4, 5]):
            return False
        if start not in ticks(mission["window"]):
            return False
    if start % 2 and mission.get("starts", "day") == "day":
        return False
    if any(at not in world.horizon for at in away(mission, start)):
        return False
    return not any(
        at in ticks(ends) for ends in closures(world, mission) for at in on_site(mission, start)
    )


def closures(world: World, mission: Json) -> list[list[str]]:
    """The ranges that the time on site may not meet."""
    place = (
        world.institutions[mission["institution"]]
        if mission["venue"] == "home"
        else world.partners[mission["partner"]]
    )
    return [*mission.get("closed", []), *place.get("closed", [])]


def is_available(world: World, mission: Json, start: int, expert: str) -> bool:
    """Rules 2 and 3: in the horizon, in hours, not busy."""
    taken = occupied(world, mission, start, expert)
    busy = world.experts[expert].get("busy", [])
    return taken is not None and all(
        at in world.horizon and not any(at in ticks(ends) for ends in busy) for at in taken
    )


def meets_role(world: World, mission: Json, role_id: str, expert_id: str) -> bool:
    """Rule 5 for one seat, with the exemption of rule 10."""
    if (role_id, expert_id) in world.pin(mission)[1]:
        return True
    role = next(role for role in mission["roles"] if role["id"] == role_id)
    expert = world.experts[expert_id]
    return (
        role.get("kind", "any") in ("any", expert["kind"])
        and (not role.get("institutions") or expert["institution"] in role["institutions"])
        and all(level_held(world, expert, d) >= n for d, n in role.get("domains", {}).items())
        and all(rank_held(expert, c) >= RANKS[n] for c, n in role.get("languages", {}).items())
        and expert_id not in mission.get("banned", [])
        and mission.get("partner") not in expert.get("excludes", [])
    )


def level_held(world: World, expert: Json, domain: str) -> int:
    """The highest level in the domain or in anything below it."""
    parents = {item["id"]: item.get("parent") for item in world.document.get("domains", [])}
    best = 0
    for held, level in expert["domains"].items():
        at: str | None = held
        while at is not None:
            best = max(best, level) if at == domain else best
            at = parents[at]
    return best


def rank_held(expert: Json, language: str) -> int:
    """CEFR rank in a language, 0 for none."""
    return RANKS[expert["languages"][language]] if language in expert["languages"] else 0


def seats_are_kept(mission: Json, choice: Choice) -> bool:
    """At most `count` in a role, one seat an expert, nobody where nothing is held."""
    if choice.start is None:
        return not choice.team
    seated = Counter(role for role, _ in choice.team)
    crowded = any(seated[role["id"]] > role.get("count", 1) for role in mission["roles"])
    return not crowded and len(set(choice.experts)) == len(choice.experts)


def is_plural(world: World, choice: Choice) -> bool:
    """Rule 9."""
    members = {e for e in choice.experts if world.experts[e]["kind"] == "member"}
    return len(members) < 2 or len({world.experts[e].get("group") for e in members}) > 1


def pins_are_kept(world: World, mission: Json, choice: Choice) -> bool:
    """Rule 10."""
    start, seated = world.pin(mission)
    if start is None and not seated:
        return True
    if choice.start is None or (start is not None and choice.start != start):
        return False
    return all(seat in choice.team for seat in seated)


def stays_by_expert(world: World, plan: Plan) -> dict[str, list[tuple[Json, int]]]:
    """Where each expert goes and when; a mission counts once."""
    found: dict[str, list[tuple[Json, int]]] = defaultdict(list)
    for mission_id, choice in plan.items():
        for expert in sorted(set(choice.experts)) if choice.start is not None else ():
            found[expert].append((world.missions[mission_id], choice.start or 0))
    return found


def wrongs_of_experts(world: World, plan: Plan) -> set[str]:
    """Rules 3, 4 and 6 over all missions of each expert."""
    found: set[str] = set()
    for expert, stays in stays_by_expert(world, plan).items():
        for one, other in combinations(stays, 2):
            found |= wrongs_of_pair(world, expert, one, other)
        most, facts = half_days(world, expert, stays), world.experts[expert]
        if most > 2 * facts.get("days_max", most):
            found.add("limits")
        if len(stays) > facts.get("missions_max", len(stays)):
            found.add("limits")
    return found


def wrongs_of_pair(
    world: World, expert: str, one: tuple[Json, int], other: tuple[Json, int]
) -> set[str]:
    """Rules 3 and 4 between two missions of an expert."""
    found: set[str] = set()
    if (occupied(world, *one, expert) or set()) & (occupied(world, *other, expert) or set()):
        found.add("availability")
    if one[0]["venue"] == other[0]["venue"] == "abroad":
        first, second = sorted((away(*one), away(*other)), key=lambda span: span.start)
        if second.start - first.stop < world.experts[expert].get("rest", 0):
            found.add("rest")
    return found


def half_days(world: World, expert: str, stays: list[tuple[Json, int]]) -> int:
    """Half-days that these missions take of the expert."""
    return sum(len(occupied(world, *stay, expert) or ()) for stay in stays)


def wrongs_of_programmes(world: World, plan: Plan) -> set[str]:
    """Rule 6 for programmes."""
    for name, programme in world.programmes.items():
        seats = [
            (world.missions[mission], choice.start or 0, expert)
            for mission, choice in plan.items()
            for expert in (choice.experts if choice.start is not None else ())
            if world.missions[mission].get("programme") == name
        ]
        if is_overspent(world, programme, seats):
            return {"programme"}
    return set()


def is_overspent(world: World, programme: Json, seats: list[tuple[Json, int, str]]) -> bool:
    """Do these seats take more half-days or money than a programme has?"""
    taken: Counter[str] = Counter()
    for mission, start, expert in seats:
        home = world.experts[expert]["institution"]
        taken[home] += half_days(world, expert, [(mission, start)])
    spent = sum(cost(world, mission, expert) for mission, _, expert in seats)
    return (
        taken.total() > programme.get("expert_half_days_max", inf)
        or any(taken[home] > most for home, most in programme.get("by_institution", {}).items())
        or spent > programme.get("budget_max", inf)
    )


def cost(world: World, mission: Json, expert: str) -> int:
    """Cost of one assignment."""
    if mission["venue"] != "abroad":
        return 0
    costs, partner = world.document.get("costs", {}), mission["partner"]
    fares = costs.get("fares", {}).get(world.experts[expert]["institution"], {})
    days = (mission["length"] + 1) // 2
    return int(fares.get(partner, 0) + costs.get("per_diem", {}).get(partner, 0) * days)


def places_suffice(world: World, plan: Plan) -> bool:
    """Rule 7."""
    crowd: Counter[tuple[str, str, int]] = Counter()
    for mission_id, choice in plan.items():
        mission = world.missions[mission_id]
        if choice.start is None or mission["venue"] == "remote":
            continue
        kind = "partner" if mission["venue"] == "abroad" else "institution"
        crowd.update((kind, mission[kind], at) for at in on_site(mission, choice.start))
    return all(
        count + guests(world, kind, name, at) <= capacity(world, kind, name)
        for (kind, name, at), count in crowd.items()
    )


def guests(world: World, kind: str, name: str, at: int) -> int:
    """How many stays that are settled elsewhere a place has at a half-day."""
    places = world.partners if kind == "partner" else world.institutions
    return sum(at in ticks(stay) for stay in places[name].get("guests", ()))


def capacity(world: World, kind: str, name: str) -> float:
    """How many missions a place takes at once."""
    if kind == "partner":
        return float(world.partners[name].get("at_once", 1))
    return float(world.institutions[name].get("hosts_at_once", inf))


def order_is_kept(world: World, plan: Plan) -> bool:
    """Rule 8."""
    for mission in world.missions.values():
        start = plan.get(mission["id"], Choice()).start
        for after in mission.get("after", []) if start is not None else ():
            before = plan.get(after["mission"], Choice()).start
            length = world.missions[after["mission"]]["length"]
            if before is None or (start or 0) < before + length + after.get("lag", 0):
                return False
    return True
