"""Better plans, measure by measure."""

from collections import Counter

from tests.matcher.exhaustive.right import cost, half_days, level_held, rank_held, stays_by_expert
from tests.matcher.exhaustive.world import RANKS, Choice, Json, Measures, Plan, World, tick

OF_ONE_MISSION = ("incomplete", "vacancies", "calls", "misfit", "delay", "cost")
OF_ALL_MISSIONS = ("burden", "pool", "finish")


def measures(world: World, plan: Plan) -> Measures:
    """All nine measures of a right plan."""
    found: Counter[str] = Counter()
    for mission in world.missions.values():
        found.update(measures_of_choice(world, mission, plan.get(mission["id"], Choice())))
    found.update(measures_of_all(world, plan))
    return {name: found[name] for name in (*OF_ONE_MISSION, *OF_ALL_MISSIONS)}


def measures_of_choice(world: World, mission: Json, choice: Choice) -> Measures:
    """What one mission's date and team add, whatever the others do."""
    priority, missing = mission.get("priority", 1), gaps(world, mission, choice)
    fits = [100 - fit(world, mission, role, expert) for role, expert in choice.team]
    return {
        "incomplete": priority if missing or choice.start is None else 0,
        "vacancies": priority * missing,
        "calls": calls(world, mission, choice),
        "misfit": sum(fits),
        "delay": priority * days_off(mission, choice),
        "cost": sum(cost(world, mission, expert) for expert in choice.experts),
    }


def measures_of_all(world: World, plan: Plan) -> Measures:
    """What only all missions together give; these never shrink when missions join."""
    burden = 0
    for expert, stays in stays_by_expert(world, plan).items():
        load, n = world.experts[expert].get("load", 0), half_days(world, expert, stays)
        burden += (load + n) ** 2 - load**2
    ends = [
        choice.start + world.missions[name]["length"] - world.horizon.start
        for name, choice in plan.items()
        if choice.start is not None
    ]
    called = {expert for choice in plan.values() for expert in choice.experts}
    return {"burden": burden, "pool": len(called), "finish": max(ends, default=0)}


def gaps(world: World, mission: Json, choice: Choice) -> int:
    """Empty seats and languages that nobody speaks."""
    empty: int = sum(role.get("count", 1) for role in mission["roles"]) - len(choice.team)
    team = [world.experts[expert] for expert in choice.experts]
    unheard = [
        code
        for code, level in mission.get("speaks", {}).items()
        if not any(rank_held(expert, code) >= RANKS[level] for expert in team)
    ]
    return empty + len(unheard)


def calls(world: World, mission: Json, choice: Choice) -> int:
    """People who hear of a change of a published mission."""
    before = world.document.get("published", {}).get(mission["id"])
    if before is None:
        return 0
    was = {expert for team in before.get("team", {}).values() for expert in team}
    now = set(choice.experts)
    start = tick(before["start"]) if before.get("start") is not None else None
    return len(was - now) + len(now - was) + (len(was & now) if start != choice.start else 0)


def days_off(mission: Json, choice: Choice) -> int:
    """Calendar days between the dates of start and preferred start."""
    if choice.start is None or "preferred" not in mission:
        return 0
    preferred = tick(mission["preferred"])
    return abs(choice.start // 2 - preferred // 2)


def fit(world: World, mission: Json, role_id: str, expert_id: str) -> int:
    """0 to 100."""
    role = next(role for role in mission["roles"] if role["id"] == role_id)
    expert = world.experts[expert_id]
    domains, languages = role.get("domains", {}), role.get("languages", {})
    levels = sum(level_held(world, expert, domain) for domain in domains)
    ranks = sum(rank_held(expert, code) for code in languages)
    return (
        (40 * levels // (3 * len(domains)) if domains else 40)
        + (30 * ranks // (6 * len(languages)) if languages else 30)
        + field_of(world, mission, expert)
        + (10 if mission.get("partner") in expert.get("prefers", []) else 0)
    )


def field_of(world: World, mission: Json, expert: Json) -> int:
    """The part of a fit for knowing the country or its region."""
    if "partner" not in mission:
        return 20
    partner, known = world.partners[mission["partner"]], expert.get("experience", [])
    if partner["country"] in known:
        return 20
    return 10 if "region" in partner and partner["region"] in known else 0


def tiers(world: World, of: Measures) -> tuple[int, ...]:
    """The objective's tiers from the measures."""
    return tuple(sum(w * of[name] for name, w in tier.items()) for tier in world.objective)
