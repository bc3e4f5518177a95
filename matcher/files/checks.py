"""What the JSON Schema cannot say of a problem: references, dates, doubles.

Costs are a price list that several problems may share: names it does not need are no flaw.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from zoneinfo import ZoneInfo

from matcher.files.cycles import cycle_flaws
from matcher.files.flaws import Flaw, Path, pointer
from matcher.files.places import SECTIONS, Item, Places, day_flaws, is_range, range_flaws


def cross_flaws(places: Places) -> Iterator[Flaw]:
    """Every flaw of the sound parts, section by section."""
    yield from _horizon(places)
    yield from _doubles(places)
    for section, check in _CHECKS.items():
        for path, item in places.items(section):
            yield from check(places, path, item)
    yield from cycle_flaws(places)
    roles_by_mission = _roles_by_mission(places)
    for path, mission, held in places.entries("pins"):
        yield from _pin(places, path, mission, held, roles_by_mission.get(mission, set()))
    for path, _, held in places.entries("published"):
        yield from _moment(places, (*path, "start"), held.get("start"))


def _horizon(places: Places) -> Iterator[Flaw]:
    ends = places.document.get("horizon", ())
    yield from range_flaws(("horizon",), ends or None)
    for index, end in enumerate(ends):
        if end is not None and len(end) > len("2027-03-01"):
            yield Flaw(pointer(("horizon", index)), "horizon.half_day", {"found": end})


def _doubles(places: Places) -> Iterator[Flaw]:
    for section in SECTIONS:
        yield from _twice(places.items(section))
    for path, mission in places.items("missions"):
        yield from _twice(_each(path, mission, "roles"))


def _each(path: Path, item: Item, key: str) -> Iterator[tuple[Path, Item]]:
    """The objects of a list inside an item, with their places."""
    for index, part in enumerate(item.get(key, ())):
        if part is not None:
            yield (*path, key, index), part


def _twice(found: Iterable[tuple[Path, Item]]) -> Iterator[Flaw]:
    first: dict[str, Path] = {}
    for path, item in found:
        name = item.get("id")
        if name is None:
            continue
        if name in first:
            facts = {"id": name, "first": pointer((*first[name], "id"))}
            yield Flaw(pointer((*path, "id")), "id.duplicate", facts)
        first.setdefault(name, path)


def _known(places: Places, path: Path, name: object, section: str) -> Iterator[Flaw]:
    if name is not None and name not in places.ids[section]:
        facts = {"found": name, "section": section}
        yield Flaw(pointer(path), "id.unknown", facts)


def _all_known(
    places: Places, path: Path, names: Iterable[str | None], section: str
) -> Iterator[Flaw]:
    if not places.ids[section].issuperset(names):
        for index, name in enumerate(names):
            yield from _known(places, (*path, index), name, section)


def _keys_known(
    places: Places, path: Path, keyed: Mapping[str, object], section: str
) -> Iterator[Flaw]:
    if not places.ids[section].issuperset(keyed):
        for name in keyed:
            yield from _known(places, (*path, name), name, section)


def _moment(places: Places, path: Path, moment: str | None) -> Iterator[Flaw]:
    if moment is not None:
        yield from day_flaws(path, moment)


def _inside(places: Places, path: Path, moment: str | None) -> Iterator[Flaw]:
    if moment is None:
        return
    flaws = list(day_flaws(path, moment))
    yield from flaws
    horizon = places.horizon
    if not flaws and horizon is not None and horizon.index(moment) not in horizon:
        within = [horizon.first.isoformat(), horizon.last.isoformat()]
        yield Flaw(pointer(path), "moment.outside_horizon", {"found": moment, "horizon": within})


def _ranges(path: Path, item: Item, key: str) -> Iterator[Flaw]:
    for index, ends in enumerate(item.get(key, ())):
        if ends is not None and not is_range(*ends):
            yield from range_flaws((*path, key, index), ends)


def _place(places: Places, path: Path, item: Item) -> Iterator[Flaw]:
    yield from _ranges(path, item, "closed")
    try:
        ZoneInfo(item.get("timezone", "UTC"))
    except (KeyError, ValueError, OSError):  # unknown, a path, or a folder of zones
        yield Flaw(pointer((*path, "timezone")), "timezone.unknown", {"found": item["timezone"]})


def _domain(places: Places, path: Path, item: Item) -> Iterator[Flaw]:
    yield from _known(places, (*path, "parent"), item.get("parent"), "domains")


def _expert(places: Places, path: Path, item: Item) -> Iterator[Flaw]:
    yield from _known(places, (*path, "institution"), item.get("institution"), "institutions")
    yield from _keys_known(places, (*path, "domains"), item.get("domains", {}), "domains")
    yield from _all_known(places, (*path, "prefers"), item.get("prefers", ()), "partners")
    yield from _all_known(places, (*path, "excludes"), item.get("excludes", ()), "partners")
    yield from _ranges(path, item, "busy")


def _mission(places: Places, path: Path, item: Item) -> Iterator[Flaw]:
    yield from _where(places, path, item)
    yield from _known(places, (*path, "programme"), item.get("programme"), "programmes")
    yield from range_flaws((*path, "window"), item.get("window"))
    for index, end in enumerate(item.get("window", ())):
        yield from _outside(places, (*path, "window", index), end)
    yield from _moment(places, (*path, "preferred"), item.get("preferred"))
    yield from _ranges(path, item, "closed")
    yield from _all_known(places, (*path, "banned"), item.get("banned", ()), "experts")
    for at, role in _each(path, item, "roles"):
        yield from _role(places, at, role)
    for at, after in _each(path, item, "after"):
        yield from _known(places, (*at, "mission"), after.get("mission"), "missions")


def _outside(places: Places, path: Path, moment: str | None) -> Iterator[Flaw]:
    """Only the horizon: that the date exists is said of the whole range."""
    yield from (flaw for flaw in _inside(places, path, moment) if "horizon" in flaw.code)


def _where(places: Places, path: Path, item: Item) -> Iterator[Flaw]:
    needed = "institution" if item.get("venue") == "home" else "partner"
    if "venue" in item and needed not in item:
        facts = {"key": needed, "venue": item["venue"]}
        yield Flaw(pointer(path), "mission.place_missing", facts)
    yield from _known(places, (*path, "partner"), item.get("partner"), "partners")
    yield from _known(places, (*path, "institution"), item.get("institution"), "institutions")


def _role(places: Places, path: Path, item: Item) -> Iterator[Flaw]:
    institutions = item.get("institutions", ())
    yield from _all_known(places, (*path, "institutions"), institutions, "institutions")
    yield from _keys_known(places, (*path, "domains"), item.get("domains", {}), "domains")


def _programme(places: Places, path: Path, item: Item) -> Iterator[Flaw]:
    shares = item.get("by_institution", {})
    yield from _keys_known(places, (*path, "by_institution"), shares, "institutions")


def _roles_by_mission(places: Places) -> dict[str, set[str | None]]:
    """The role ids of each mission; of all that share an id, where the file has doubles."""
    found: dict[str, set[str | None]] = {}
    for path, item in places.items("missions"):
        if "id" in item:
            roles = (role.get("id") for _, role in _each(path, item, "roles"))
            found.setdefault(item["id"], set()).update(roles)
    return found


def _pin(
    places: Places, path: Path, mission: str, held: Item, roles: set[str | None]
) -> Iterator[Flaw]:
    yield from _known(places, path, mission, "missions")
    yield from _inside(places, (*path, "start"), held.get("start"))
    for role, team in held.get("team", {}).items():
        if roles and role not in roles:
            facts = {"found": role, "mission": mission, "expected": sorted(map(str, roles))}
            yield Flaw(pointer((*path, "team", role)), "role.unknown", facts)
        yield from _all_known(places, (*path, "team", role), team, "experts")
        doubles = (k for k, name in enumerate(team) if name is not None and name in team[:k])
        for index in doubles:
            facts = {"expert": team[index]}
            yield Flaw(pointer((*path, "team", role, index)), "pin.duplicate", facts)


_CHECKS: dict[str, Callable[[Places, Path, Item], Iterator[Flaw]]] = {
    "institutions": _place,
    "partners": _place,
    "domains": _domain,
    "experts": _expert,
    "missions": _mission,
    "programmes": _programme,
}
