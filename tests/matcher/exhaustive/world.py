"""A problem document with its lists as mappings, and time in ticks.

Ticks are two for each day since day 1 of the calendar.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

Json = dict[str, Any]  # JSON: what it holds is what the format says
Measures = dict[str, int]

SESSIONS = ((time(9), time(12)), (time(14), time(17)))
RANKS = {"A1": 1, "A2": 2, "B1": 3, "B2": 4, "C1": 5, "C2": 6}
USUAL: list[Measures] = [
    {"incomplete": 1},
    {"vacancies": 1},
    {"calls": 1},
    {"misfit": 10, "burden": 1, "delay": 2},
]


@dataclass(frozen=True)
class Choice:
    """What a plan says of one mission: its start, and who sits in which role."""

    start: int | None = None
    team: tuple[tuple[str, str], ...] = ()

    @property
    def experts(self) -> list[str]:
        """Everybody in the team, as often as they are named."""
        return [expert for _, expert in self.team]


Plan = dict[str, Choice]


@dataclass
class World:
    """A document with its lists as mappings, and what is asked of them again and again."""

    document: Json
    occupied_of: dict[tuple[str, int, str], frozenset[int] | None] = field(default_factory=dict)

    def by_id(self, section: str) -> dict[str, Json]:
        """A section's items by their ids."""
        return {item["id"]: item for item in self.document.get(section, [])}

    @cached_property
    def institutions(self) -> dict[str, Json]:
        """Institutions by id."""
        return self.by_id("institutions")

    @cached_property
    def partners(self) -> dict[str, Json]:
        """Partners by id."""
        return self.by_id("partners")

    @cached_property
    def experts(self) -> dict[str, Json]:
        """Experts by id."""
        return self.by_id("experts")

    @cached_property
    def missions(self) -> dict[str, Json]:
        """Missions by id."""
        return self.by_id("missions")

    @cached_property
    def programmes(self) -> dict[str, Json]:
        """Programmes by id."""
        return self.by_id("programmes")

    @cached_property
    def horizon(self) -> range:
        """Every tick of the horizon."""
        return ticks(self.document["horizon"])

    @property
    def objective(self) -> list[Measures]:
        """The tiers, the usual ones where the document has none."""
        found: list[Measures] = self.document.get("objective", USUAL)
        return found

    def pin(self, mission: Json) -> tuple[int | None, list[tuple[str, str]]]:
        """The pinned start and the pinned (role, expert) pairs of a mission."""
        pin = self.document.get("pins", {}).get(mission["id"], {})
        start = tick(pin["start"]) if pin.get("start") is not None else None
        return start, [(role, e) for role, team in pin.get("team", {}).items() for e in team]


def tick(moment: str, last: bool = False) -> int:
    """A moment as a tick; a date alone is its morning, or its afternoon where it ends a range."""
    day, _, half = moment.partition("/")
    afternoon = half == "pm" or (last and not half)
    return 2 * date.fromisoformat(day).toordinal() + afternoon


def ticks(ends: list[str]) -> range:
    """Every tick of an inclusive range."""
    return range(tick(ends[0]), tick(ends[1], last=True) + 1)


def moment(at: int) -> str:
    """A tick as files write it."""
    return f"{date.fromordinal(at // 2).isoformat()}/{'pm' if at % 2 else 'am'}"


def on_site(mission: Json, start: int) -> range:
    """The ticks at the place itself."""
    return range(start, start + mission["length"])


def away(mission: Json, start: int) -> range:
    """The ticks on site and those of the travel around them."""
    before, after = mission.get("travel_before", 0), mission.get("travel_after", 0)
    return range(start - before, start + mission["length"] + after)


def session_there(at: int, there: str, here: str) -> frozenset[int] | None:
    """The ticks of `here` that a session of `there` touches; None where it is at night."""
    day = date.fromordinal(at // 2)
    first, last = (
        datetime.combine(day, clock, ZoneInfo(there)).astimezone(UTC).astimezone(ZoneInfo(here))
        for clock in SESSIONS[at % 2]
    )
    if first.date() != last.date() or first.time() < time(7) or last.time() > time(21):
        return None
    morning = 2 * first.toordinal()
    touched = {morning} if first.time() < time(13) else set()
    return frozenset(touched | ({morning + 1} if last.time() > time(13) else set()))


def occupied(world: World, mission: Json, start: int, expert: str) -> frozenset[int] | None:
    """The ticks that a mission takes of an expert; None where they cannot take part."""
    home = world.experts[expert]["institution"]
    key = mission["id"], start, home
    if key not in world.occupied_of:
        world.occupied_of[key] = _occupied(world, mission, start, home)
    return world.occupied_of[key]


def _occupied(world: World, mission: Json, start: int, home: str) -> frozenset[int] | None:
    if mission["venue"] != "remote":
        return frozenset(away(mission, start))
    there = world.partners[mission["partner"]]["timezone"]
    here = world.institutions[home]["timezone"]
    found = [session_there(at, there, here) for at in on_site(mission, start)]
    if any(touched is None for touched in found):
        return None
    return frozenset().union(*(touched for touched in found if touched is not None))
