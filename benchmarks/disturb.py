"""What happens to a published plan: somebody drops out, a mission moves, new ones come.

Documents in the format of `docs/problem.md`, changed; the same seed gives the same change.
"""

import copy
import random
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

Json = dict[str, Any]  # Any: JSON values
_WEEKS_LATER = (1, 4)
_NEW_MISSIONS = 3


def disturbed(problem: Json, live: Json, names: tuple[str, ...], seed: int) -> Json:
    """The problem with `live` (missions of a plan) published, and then these disturbances."""
    found = copy.deepcopy(problem)
    found["published"] = {name: held for name, held in live.items() if held["start"] is not None}
    chance = random.Random(f"{' '.join(names)} {seed}")
    for name in names:
        DISTURBANCES[name](found, chance)
    return found


def drop_out(problem: Json, chance: random.Random) -> None:
    """Somebody who has a seat is no longer there."""
    _, gone = chance.choice(_seated(problem))
    problem["experts"] = [expert for expert in problem["experts"] if expert["id"] != gone]


def be_busy(problem: Json, chance: random.Random) -> None:
    """Somebody who has a seat cannot come in the week in which their mission begins."""
    mission, name = chance.choice(_seated(problem))
    start = _day(problem["published"][mission]["start"])
    first, last = (date.fromisoformat(end) for end in problem["horizon"])
    monday = start - timedelta(days=start.weekday())
    week = [max(first, monday), min(last, monday + timedelta(days=6))]
    expert = next(expert for expert in problem["experts"] if expert["id"] == name)
    expert.setdefault("busy", []).append([day.isoformat() for day in week])


def move(problem: Json, chance: random.Random) -> None:
    """A partner asks for later dates: the published start is none of them."""
    published = problem["published"]
    missions = [m for m in problem["missions"] if m["id"] in published and _has_room(problem, m)]
    mission = chance.choice(missions)
    start = _day(published[mission["id"]]["start"])
    first, last = (date.fromisoformat(end) for end in mission["window"])
    later = start + timedelta(weeks=chance.randint(*_WEEKS_LATER))
    mission["window"] = [later.isoformat(), (later + max(last - first, timedelta(7))).isoformat()]
    if "preferred" in mission:
        mission["preferred"] = later.isoformat()


def add(problem: Json, chance: random.Random) -> None:
    """Three missions like others that there are, some weeks later or earlier."""
    for number, like in enumerate(chance.sample(problem["missions"], _NEW_MISSIONS)):
        mission = copy.deepcopy(like)
        mission.pop("after", None)
        mission["id"] = f"new-{number}"
        away = timedelta(weeks=chance.choice([-4, -3, -2, 2, 3, 4]))
        first, last = (date.fromisoformat(end) for end in mission["window"])
        if not _inside(problem, first + away, last + away):
            away = -away
        mission["window"] = [(day + away).isoformat() for day in (first, last)]
        if "preferred" in mission:
            wanted = date.fromisoformat(mission["preferred"])
            mission["preferred"] = (wanted + away).isoformat()
        problem["missions"].append(mission)


DISTURBANCES: dict[str, Callable[[Json, random.Random], None]] = {
    "dropout": drop_out,
    "busy": be_busy,
    "moved": move,
    "new": add,
}


def _seated(problem: Json) -> list[tuple[str, str]]:
    """Everybody who has a published seat, with the mission."""
    return sorted(
        {
            (mission, expert)
            for mission, held in problem["published"].items()
            for team in held["team"].values()
            for expert in team
        }
    )


def _has_room(problem: Json, mission: Json) -> bool:
    """Could the mission still be held some weeks later, with a team to move and nobody after?"""
    held = problem["published"][mission["id"]]
    latest = _day(held["start"]) + timedelta(weeks=_WEEKS_LATER[1] + 1)
    ends = latest + timedelta(days=mission["length"])
    follows = any(mission["id"] in _before(other) for other in problem["missions"])
    return bool(held["team"]) and not follows and _inside(problem, latest, ends)


def _before(mission: Json) -> Iterator[str]:
    return (after["mission"] for after in mission.get("after", ()))


def _inside(problem: Json, first: date, last: date) -> bool:
    begins, ends = (date.fromisoformat(end) for end in problem["horizon"])
    return begins <= first and last <= ends


def _day(moment: str) -> date:
    return date.fromisoformat(moment[:10])
