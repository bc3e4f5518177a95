"""What the JSON Schema cannot say of a problem: references, dates, doubles.

Costs are a price list that several problems may share: names it does not need are no flaw.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from zoneinfo import ZoneInfo

from matcher.files.cycles import cycle_flaws
from matcher.files.documents import Item
from matcher.files.flaws import Flaw, Path, pointer
from matcher.files.sound_document import (
    SECTIONS,
    SoundDocument,
    day_flaws,
    is_range,
    range_flaws,
)


def cross_flaws(sound: SoundDocument) -> Iterator[Flaw]:
    """Every flaw of the sound parts, section by section."""
    yield from _horizon(sound)
    yield from _doubles(sound)
    for section, check in _CHECKS.items():
        for path, item in sound.items(section):
            yield from check(sound, path, item)
    yield from cycle_flaws(sound)
    roles_by_mission = _roles_by_mission(sound)
    for path, mission, held in sound.entries("pins"):
        yield from _pin(sound, path, mission, held, roles_by_mission.get(mission, set()))
    for path, _, held in sound.entries("published"):
        yield from _moment(sound, (*path, "start"), held.get("start"))


def _horizon(sound: SoundDocument) -> Iterator[Flaw]:
    ends = sound.document.get("horizon", ())
    yield from range_flaws(("horizon",), ends or None)
    for index, end in enumerate(ends):
        if end is not None and len(end) > len("2027-03-01"):
            yield Flaw(pointer(("horizon", index)), "horizon.half_day", {"found": end})


def _doubles(sound: SoundDocument) -> Iterator[Flaw]:
    for section in SECTIONS:
        yield from _twice(sound.items(section))
    for path, mission in sound.items("missions"):
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


def _known(sound: SoundDocument, path: Path, name: object, section: str) -> Iterator[Flaw]:
    if name is not None and name not in sound.ids[section]:
        facts = {"found": name, "section": section}
        yield Flaw(pointer(path), "id.unknown", facts)


def _all_known(
    sound: SoundDocument, path: Path, names: Iterable[str | None], section: str
) -> Iterator[Flaw]:
    if not sound.ids[section].issuperset(names):
        for index, name in enumerate(names):
            yield from _known(sound, (*path, index), name, section)


def _keys_known(
    sound: SoundDocument, path: Path, keyed: Mapping[str, object], section: str
) -> Iterator[Flaw]:
    if not sound.ids[section].issuperset(keyed):
        for name in keyed:
            yield from _known(sound, (*path, name), name, section)


def _moment(sound: SoundDocument, path: Path, moment: str | None) -> Iterator[Flaw]:
    if moment is not None:
        yield from day_flaws(path, moment)


def _inside(sound: SoundDocument, path: Path, moment: str | None) -> Iterator[Flaw]:
    if moment is None:
        return
    flaws = list(day_flaws(path, moment))
    yield from flaws
    horizon = sound.horizon
    if not flaws and horizon is not None and horizon.index(moment) not in horizon:
        within = [horizon.first.isoformat(), horizon.last.isoformat()]
        yield Flaw(pointer(path), "moment.outside_horizon", {"found": moment, "horizon": within})


def _ranges(path: Path, item: Item, key: str) -> Iterator[Flaw]:
    for index, ends in enumerate(item.get(key, ())):
        if ends is not None and not is_range(*ends):
            yield from range_flaws((*path, key, index), ends)


def _place(sound: SoundDocument, path: Path, item: Item) -> Iterator[Flaw]:
    yield from _ranges(path, item, "closed")
    try:
        ZoneInfo(item.get("timezone", "UTC"))
    except (KeyError, ValueError, OSError):  # unknown, a path, or a folder of zones
        yield Flaw(pointer((*path, "timezone")), "timezone.unknown", {"found": item["timezone"]})


def _domain(sound: SoundDocument, path: Path, item: Item) -> Iterator[Flaw]:
    yield from _known(sound, (*path, "parent"), item.get("parent"), "domains")


def _expert(sound: SoundDocument, path: Path, item: Item) -> Iterator[Flaw]:
    yield from _known(sound, (*path, "institution"), item.get("institution"), "institutions")
    yield from _keys_known(sound, (*path, "domains"), item.get("domains", {}), "domains")
    yield from _all_known(sound, (*path, "prefers"), item.get("prefers", ()), "partners")
    yield from _all_known(sound, (*path, "excludes"), item.get("excludes", ()), "partners")
    yield from _ranges(path, item, "busy")


def _mission(sound: SoundDocument, path: Path, item: Item) -> Iterator[Flaw]:
    yield from _where(sound, path, item)
    yield from _known(sound, (*path, "programme"), item.get("programme"), "programmes")
    yield from range_flaws((*path, "window"), item.get("window"))
    for index, end in enumerate(item.get("window", ())):
        yield from _outside(sound, (*path, "window", index), end)
    yield from _moment(sound, (*path, "preferred"), item.get("preferred"))
    yield from _ranges(path, item, "closed")
    yield from _all_known(sound, (*path, "banned"), item.get("banned", ()), "experts")
    for at, role in _each(path, item, "roles"):
        yield from _role(sound, at, role)
    for at, after in _each(path, item, "after"):
        yield from _known(sound, (*at, "mission"), after.get("mission"), "missions")


def _outside(sound: SoundDocument, path: Path, moment: str | None) -> Iterator[Flaw]:
    """Only the horizon: that the date exists is said of the whole range."""
    yield from (flaw for flaw in _inside(sound, path, moment) if "horizon" in flaw.code)


def _where(sound: SoundDocument, path: Path, item: Item) -> Iterator[Flaw]:
    needed = "institution" if item.get("venue") == "home" else "partner"
    if "venue" in item and needed not in item:
        facts = {"key": needed, "venue": item["venue"]}
        yield Flaw(pointer(path), "mission.place_missing", facts)
    yield from _known(sound, (*path, "partner"), item.get("partner"), "partners")
    yield from _known(sound, (*path, "institution"), item.get("institution"), "institutions")


def _role(sound: SoundDocument, path: Path, item: Item) -> Iterator[Flaw]:
    institutions = item.get("institutions", ())
    yield from _all_known(sound, (*path, "institutions"), institutions, "institutions")
    yield from _keys_known(sound, (*path, "domains"), item.get("domains", {}), "domains")


def _programme(sound: SoundDocument, path: Path, item: Item) -> Iterator[Flaw]:
    shares = item.get("by_institution", {})
    yield from _keys_known(sound, (*path, "by_institution"), shares, "institutions")


def _roles_by_mission(sound: SoundDocument) -> dict[str, set[str | None]]:
    """The role ids of each mission; of all that share an id, where the file has doubles."""
    found: dict[str, set[str | None]] = {}
    for path, item in sound.items("missions"):
        if "id" in item:
            roles = (role.get("id") for _, role in _each(path, item, "roles"))
            found.setdefault(item["id"], set()).update(roles)
    return found


def _pin(
    sound: SoundDocument, path: Path, mission: str, held: Item, roles: set[str | None]
) -> Iterator[Flaw]:
    yield from _known(sound, path, mission, "missions")
    yield from _inside(sound, (*path, "start"), held.get("start"))
    for role, team in held.get("team", {}).items():
        if roles and role not in roles:
            facts = {"found": role, "mission": mission, "expected": sorted(map(str, roles))}
            yield Flaw(pointer((*path, "team", role)), "role.unknown", facts)
        yield from _all_known(sound, (*path, "team", role), team, "experts")
        doubles = (k for k, name in enumerate(team) if name is not None and name in team[:k])
        for index in doubles:
            facts = {"expert": team[index]}
            yield Flaw(pointer((*path, "team", role, index)), "pin.duplicate", facts)


_CHECKS: dict[str, Callable[[SoundDocument, Path, Item], Iterator[Flaw]]] = {
    "institutions": _place,
    "partners": _place,
    "domains": _domain,
    "experts": _expert,
    "missions": _mission,
    "programmes": _programme,
}
